import numpy as np
import pytest

from joinedup.stats import multiple

EVEN = [[1, 0.2], [0.2, 1]]
FAULTS = [
    (lambda: multiple.holm([0.1, -0.2]), r"p\[1\] is -0.2: a p-value lies between 0 and 1"),
    (lambda: multiple.holm([[0.1]]), r"p has shape \(1, 1\)"),
    (lambda: multiple.holm([0.1], level=0), "level is 0"),
    (lambda: multiple.rank_intervals([1, np.nan], EVEN), r"values\[1\] is nan"),
    (lambda: multiple.rank_intervals([1, 2, 3], EVEN), r"p must be items by items"),
    (lambda: multiple.rank_intervals(1, EVEN), r"p must be items by items"),
    (lambda: multiple.rank_intervals([1, 2], [[1, 0.2], [0.3, 1]]), r"p\[0, 1\] is 0.2: .* same both ways"),
    (lambda: multiple.rank_intervals([1, 2], [[1, 1.2], [1.2, 1]]), r"p\[0, 1\] is 1.2"),
    (lambda: multiple.rank_intervals([1, 2], EVEN, level=2), "level is 2"),
    (lambda: multiple.rank_rates([1, -2], [5, 5]), r"counts\[1\] is -2"),
    (lambda: multiple.rank_rates([1, 2], [5, 0]), r"populations\[1\] is 0"),
    (lambda: multiple.rank_rates(1, 5), "counts is one number"),
    (lambda: multiple.rank_shares([1, 6], [5, 5]), r"counts\[1\] is 6: it cannot be above ns"),
    (lambda: multiple.rank_shares([1, 2], [5, 5, 5]), r"counts \(2,\), ns \(3,\)"),
]


@pytest.mark.parametrize(("call", "message"), FAULTS)
def test_bad_arguments_are_named_with_the_first_bad_index(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_the_diagonal_is_not_read():
    nothing = [[np.nan, 0.2], [0.2, np.nan]]
    with pytest.raises(ValueError, match=r"p\[0, 0\] is nan"):
        multiple.rank_intervals([1, 2], nothing)
    assert multiple.rank_intervals([1, 2], [[0, 0.001], [0.001, 0]]).first.tolist() == [2, 1]
