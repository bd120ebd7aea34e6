import numpy as np
import pytest

from joinedup.stats.inequality import relative_index, slope_index
from joinedup.stats.scales import within

FIVE = [10, 20, 30, 40, 50]


def _slope(values=FIVE, people=1, **options):
    options = {"standard_errors": 1, "seed": 1, "simulations": 1000} | options
    return slope_index(values, people, **options)


FAULTS = [
    (lambda: _slope([1, 2, 3, 4]), "values have 4 groups on the last axis: an index takes 5 to 100"),
    (lambda: _slope(np.ones(101)), "values have 101 groups"),
    (lambda: _slope(3), "values have 0 groups"),
    (lambda: _slope(people=[1, 1, 0, 1, 1]), r"populations\[2\] is 0: it must be above zero"),
    (lambda: _slope([FIVE, [1, np.nan, 3, 4, 5]]), r"values\[1, 1\] is nan"),
    (lambda: _slope(people=[1, 2, 3]), r"values \(5,\), populations \(3,\)"),
    (lambda: _slope(standard_errors=[1, 1, 1, 0, 1]), r"standard_errors\[3\] is 0"),
    (lambda: _slope(standard_errors=None), "Give either low and high limits or standard_errors"),
    (lambda: _slope(low=1, high=60), "Give either low and high limits or standard_errors"),
    (lambda: _slope(standard_errors=None, low=0), "Give either low and high limits or standard_errors"),
    (
        lambda: _slope(standard_errors=None, low=[0, 25, 0, 0, 0], high=60),
        r"low\[1\] is 25: it cannot be above its val",
    ),
    (lambda: _slope(standard_errors=None, low=0, high=45), r"values\[4\] is 50: it cannot be above its high limit"),
    (lambda: _slope([5] * 5, standard_errors=None, low=5, high=5), r"high\[0\] is 5: it must be above the low limit"),
    (
        lambda: _slope(standard_errors=None, low=0, high=60, transform="log"),
        r"low\[0\] is 0: it must be above 0 for 'log'",
    ),
    (lambda: _slope([0, *FIVE], transform="log"), r"values\[0\] is 0: it must be above 0 for 'log'"),
    (lambda: _slope(transform="logit"), r"values\[0\] is 10: it must be a fraction below 1 for 'logit'"),
    (lambda: _slope(transform="root"), "The scale is 'root': it must be 'log', 'logit' or None"),
    (lambda: _slope(transform="log", errors_on="logit"), "errors_on is 'logit': with transform 'log'"),
    (lambda: _slope(multiplier=0), "multiplier is 0"),
    (lambda: _slope(confidence=95), "confidence is 95"),
    (lambda: _slope(standard_errors=None, low=0, high=60, limits_confidence=95), "limits_confidence is 95"),
    (lambda: _slope(simulations=999), "simulations is 999: it must be 1000 or more"),
    (lambda: relative_index(FIVE, [1, 1, 1, 1, -1], standard_errors=1, seed=1), r"populations\[4\] is -1"),
    (lambda: relative_index(FIVE, 1, standard_errors=1, seed=1, multiplier=np.nan), "multiplier is nan"),
    (lambda: within("log", rates=np.array([1.0, 0.0])), r"rates\[1\] is 0: it must be above 0 for 'log'"),
]


@pytest.mark.parametrize(("call", "message"), FAULTS)
def test_bad_arguments_are_named_with_the_first_bad_index(call, message):
    with pytest.raises(ValueError, match=message):
        call()
