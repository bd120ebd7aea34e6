import numpy as np
import pytest

from joinedup.stats import checks

REFUSED = [
    (lambda: checks.broadcast(count=[1, np.nan]), r"^count\[1\] is nan: it must be a finite number\.$"),
    (lambda: checks.broadcast(count=[[1, 2], [3, -np.inf]]), r"^count\[1, 1\] is -inf: it must be a finite number\.$"),
    (lambda: checks.broadcast(n=np.inf), r"^n is inf: it must be a finite number\.$"),
    (lambda: checks.broadcast(a=[np.inf, -np.inf, np.nan]), r"^a\[0\] is inf"),
    (lambda: checks.broadcast(a=[1, 2], b=[1, 2, 3]), r"^These must .*: a \(2,\), b \(3,\)\.$"),
    (
        lambda: checks.not_negative("count", np.array([0, 2, -1.5, -3])),
        r"^count\[2\] is -1.5: it cannot be negative\.$",
    ),
    (lambda: checks.above_zero("n", np.array([[1, 0.0]])), r"^n\[0, 1\] is 0: it must be above zero\.$"),
    (lambda: checks.above_zero("n", np.array(-4.0)), r"^n is -4: it must be above zero\.$"),
    (lambda: checks.at_most("count", np.array([1, 3.0]), "n", np.array([1, 2.0])), r"^count\[1\] is 3: .* above n\.$"),
    (lambda: checks.refuse("p", np.array([0.5, 2]), np.array([False, True]), "why"), r"^p\[1\] is 2: why\.$"),
]


@pytest.mark.parametrize(("call", "message"), REFUSED)
def test_faults_are_named_with_the_first_bad_index(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_what_is_allowed_passes():
    checks.not_negative("count", np.array([0.0, 3]))
    checks.above_zero("n", np.array([1e-300]))
    checks.at_most("count", np.array([2.0]), "n", np.array([2.0]))
    for check in (checks.not_negative, checks.above_zero):
        check("count", np.zeros(0))
    one, other = checks.broadcast(a=[[1], [2]], b=[1, 2, 3])
    assert one.tolist() == [[1, 1, 1], [2, 2, 2]]
    assert other.dtype == np.float64
    assert checks.broadcast(a=np.zeros((0, 2)), b=1)[1].shape == (0, 2)
