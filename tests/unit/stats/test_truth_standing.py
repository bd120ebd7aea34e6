"""Standing among others: typed p-values, Holm's steps worked by hand."""

import numpy as np
import pytest

from joinedup.stats.standing import adjusted_pairs, level_of_top

# Pairs: 1-2 0.2, 1-3 0.001, 2-3 0.01. Smallest first, times 3, 2, 1: 0.003, 0.02, 0.2.
THREE = [[1, 0.2, 0.001], [0.2, 1, 0.01], [0.001, 0.01, 1]]
# Pairs in order 0.001, 0.004, 0.010, 0.020, 0.030, 0.500, times 6, 5, 4, 3, 2, 1 and never falling.
FOUR = [[1, 0.02, 0.004, 0.001], [0.02, 1, 0.5, 0.03], [0.004, 0.5, 1, 0.01], [0.001, 0.03, 0.01, 1]]
FOUR_ADJUSTED = [[1, 0.06, 0.02, 0.006], [0.06, 1, 0.5, 0.06], [0.02, 0.5, 1, 0.04], [0.006, 0.06, 0.04, 1]]


def test_each_pair_is_stepped_down_once():
    assert adjusted_pairs(THREE) == pytest.approx(np.array([[1, 0.2, 0.003], [0.2, 1, 0.02], [0.003, 0.02, 1]]))
    assert adjusted_pairs(FOUR) == pytest.approx(np.array(FOUR_ADJUSTED))


def test_the_level_of_the_highest_is_its_weakest_win():
    assert level_of_top([9, 7, 5, 2], FOUR) == pytest.approx([0.06, 1, 1, 1])
    assert level_of_top([9, 7, 5, 2], FOUR, top=2) == pytest.approx([0.02, 0.5, 1, 1])
    assert level_of_top([-9, -7, -5, -2], FOUR) == pytest.approx([1, 1, 1, 0.06])
    assert level_of_top([9, 7, 5, 2], FOUR, top=4) == pytest.approx([0, 0, 0, 0])


def test_items_of_one_value_are_never_above_each_other():
    assert level_of_top([5, 5, 1], [[1, 0, 0], [0, 1, 0], [0, 0, 1]]) == pytest.approx([1, 1, 1])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: adjusted_pairs([0.1, 0.2]), r"p has shape \(2,\): it must be items by items"),
        (lambda: adjusted_pairs([[1, 1.5], [1.5, 1]]), r"p\[0\] is 1.5"),
        (lambda: level_of_top([1, 2], THREE), "p must be items by items for values"),
        (lambda: level_of_top([1, 2, 3], THREE, top=0), "top is 0: it must lie between 1 and the number of items, 3"),
    ],
)
def test_what_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
