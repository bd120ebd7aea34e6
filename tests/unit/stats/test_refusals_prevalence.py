import numpy as np
import pytest

from joinedup.stats.prevalence import bias_corrected, chapman, log_linear, multiplier, tabulate

CALM = [126, 163, 40, 398, 97, 125, 40]
FAULTS = [
    (lambda: chapman([5, -1], 5, 0), r"n1\[1\] is -1"),
    (lambda: chapman(5, 4, 5), "both is 5: it cannot be above n2"),
    (lambda: chapman(4, 5, [4, 5]), r"both\[1\] is 5: it cannot be above n1"),
    (lambda: chapman(4, 5, 2, limits="exact"), "limits is 'exact'"),
    (lambda: chapman(4, 5, 2, confidence=1.5), "confidence is 1.5"),
    (lambda: multiplier(-1, 0.5, 10), "benchmark is -1"),
    (lambda: multiplier(10, [0.5, 35], 10), r"p\[1\] is 35: a share lies between 0 and 1"),
    (lambda: multiplier(10, 0.5, 0), "p_n is 0"),
    (lambda: multiplier(10, 0.5, 5, design_effect=0.5), "design_effect is 0.5"),
    (lambda: multiplier(10, 0.5, 5, limits="exact"), "limits is 'exact'"),
    (lambda: log_linear([1, 2, 3]), r"histories has shape \(3,\)"),
    (lambda: log_linear([CALM, CALM]), r"histories has shape \(2, 7\)"),
    (lambda: log_linear([1] * 8), r"histories has shape \(8,\)"),
    (lambda: log_linear([1, 2, 3, -4, 5, 6, 7]), r"histories\[3\] is -4"),
    (lambda: log_linear([1, 2, 3, 4.5, 5, 6, 7]), r"histories\[3\] is 4.5: people are counted whole"),
    (lambda: log_linear([1, 2, 3, np.nan, 5, 6, 7]), r"histories\[3\] is nan"),
    (lambda: log_linear([0] * 7), "histories holds nobody"),
    (lambda: log_linear(CALM, criterion="cv"), "criterion is 'cv'"),
    (lambda: log_linear(CALM, level=5), "level is 5"),
    (lambda: log_linear(CALM, confidence=95), "confidence is 95"),
    (lambda: bias_corrected([0] * 7), "histories holds nobody"),
    (lambda: bias_corrected(CALM, level=0), "level is 0"),
    (lambda: tabulate([[1, 0], [1, 1]]), "it must be true and false"),
    (lambda: tabulate([True, False]), r"is_on_list has shape \(2,\)"),
]


@pytest.mark.parametrize(("call", "message"), FAULTS)
def test_bad_arguments_are_named_with_the_first_bad_index(call, message):
    with pytest.raises(ValueError, match=message):
        call()
