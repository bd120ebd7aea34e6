import numpy as np
import pytest

from joinedup.stats.quantiles import group, quantile

FAULTS = [
    (lambda: group([[1, 2], [3, 4]], 2), r"values has shape \(2, 2\): they must be one row"),
    (lambda: group([1, np.inf, 2], 2), r"values\[1\] is inf: it must be a finite number, or NaN"),
    (lambda: group([1, 2, 3], 1), "number is 1: there must be 2 groups or more"),
    (lambda: group([1, 2, 3], 2, by=["a", "b"]), r"by has shape \(2,\): it must have one label for each of the 3"),
    (lambda: quantile(7), r"values has shape \(\)"),
    (lambda: quantile([]), r"values has shape \(0,\)"),
    (lambda: quantile([1, np.nan]), r"values\[1\] is nan"),
    (lambda: quantile([1, 2], counts=[1, -1]), r"counts\[1\] is -1: it cannot be negative"),
    (lambda: quantile([1, 2], counts=[1.5, 1]), r"counts\[0\] is 1.5: it must be a whole number"),
    (lambda: quantile([1, 2], counts=[1, 1, 1]), r"values \(2,\), counts \(3,\)"),
    (lambda: quantile([1, 2], 50), "probability is 50: it must lie between 0 and 1"),
    (lambda: quantile([1, 2], confidence=95), "confidence is 95"),
]


@pytest.mark.parametrize(("call", "message"), FAULTS)
def test_bad_arguments_are_named_with_the_first_bad_index(call, message):
    with pytest.raises(ValueError, match=message):
        call()
