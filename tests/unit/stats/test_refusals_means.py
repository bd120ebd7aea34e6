import numpy as np
import pytest

from joinedup.stats import means

KNOWN = means.mean(25, 161, 5)

FAULTS = [
    (lambda: means.mean([10, 10], [100, 10], 4), r"total_of_squares\[1\] is 10: it is too small for the total"),
    (lambda: means.mean(10, 100, [4, 0]), r"n\[1\] is 0: it must be 1 or more"),
    (lambda: means.mean([1, np.inf], 100, 4), r"total\[1\] is inf"),
    (lambda: means.mean([1, 2], [3, 4, 5], 9), r"total \(2,\), total_of_squares \(3,\)"),
    (lambda: means.mean(25, 161, 5, confidence=95), "confidence is 95"),
    (lambda: means.difference(25, 161, 5, 10, 10, 4), "total_of_squares is 10"),
    (lambda: means.difference(25, 161, 5, 12, 48, 0), "n is 0"),
    (lambda: means.difference_of_intervals(KNOWN, 5, KNOWN, 0), "n_b is 0: it must be 1 or more"),
    (lambda: means.difference_of_intervals(KNOWN, 5, KNOWN, 5, confidence=95), "confidence is 95"),
    (lambda: means.against(KNOWN, 0, 1), "n is 0: it must be 1 or more"),
    (lambda: means.against(KNOWN, 5, np.nan), "benchmark is nan"),
    (lambda: means.against(KNOWN, 5, 1, rounding=-1), "rounding is -1"),
    (lambda: means.against(KNOWN, 5, 1, confidence=0), "confidence is 0"),
]


@pytest.mark.parametrize(("call", "message"), FAULTS)
def test_bad_arguments_are_named_with_the_first_bad_index(call, message):
    with pytest.raises(ValueError, match=message):
        call()
