"""Groups by rank and limits of medians by hand and as printed."""

import numpy as np
import pytest

from joinedup.stats.quantiles import group, quantile

# Nair (1940), Sankhya 4:551, as reprinted by Dixon and Massey (1969): the limits of a median of N are the k-th values
# from both ends. The N at which k becomes 1, 2, 3, …
AT_95 = [6, 9, 12, 15, 17, 20, 23, 25, 28, 30, 33, 35, 37, 40, 42, 44, 47, 49, 51, 54, 56, 58, 61, 63, 65]
AT_99 = [8, 12, 15, 18, 21, 24, 26, 29, 32, 34, 37, 39, 42, 44, 47, 49, 52, 54, 57, 59, 61, 64]


@pytest.mark.parametrize(("confidence", "starts"), [(0.95, AT_95), (0.99, AT_99)])
def test_ranks_of_a_printed_table(confidence, starts):
    for n in range(starts[0], 66):
        k = sum(start <= n for start in starts)
        got = quantile(np.arange(1, n + 1), confidence=confidence)
        assert got.rounded(1) == ((n + 1) / 2, k, n + 1 - k)
    assert quantile(np.arange(starts[0] - 1), confidence=confidence).status == "too-few"


def test_another_programs_median():
    # R statpsych::ci.median prints a median of 20.7 for these 19, which its normal ranks put between 10.8 and 30.9. The
    # exact ranks are 5 and 15: 10.8 and 30.9 too.
    values = [30.2, 20.4, 15.1, 10.2, 10.5, 60.8, 20.8, 25, 20.7, 30.9, 10.8, 5.1, 50.9, 40, 20.9, 10.8, 0, 20.5, 50.8]
    assert quantile(values).rounded(1) == (20.7, 10.8, 30.9)


def test_an_upper_decile_by_hand():
    # n 30, p 0.9: P(B ≤ 23) = 0.0258 and P(B ≤ 24) = 0.0732, so the 24th at 90%; P(B ≥ 30) = 0.0424, so the 30th.
    # 30 x 0.9 = 27 is whole, so the value is the middle of the 27th and 28th.
    assert quantile(range(1, 31), 0.9, confidence=0.9).rounded(1) == (27.5, 24.0, 30.0)
    # At 95% no value stands far enough out.
    assert quantile(range(1, 31), 0.9).status == "too-few"


def test_nan_exactly_where_the_status_is_not_ok():
    got = quantile([[1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 99]], counts=[[1] * 6, [1] * 5 + [0]])
    assert got.status.tolist() == ["ok", "too-few"]
    for numbers in (got.value, got.low, got.high):
        assert np.isnan(numbers).tolist() == [False, True]
    assert quantile([3.0], counts=[0]).status == "too-few"


def test_groups_by_hand():
    # Seven in three groups: ranks 1 to 7 less 1, x 3 / 7: 0, 0.43, 0.86, 1.29, 1.71, 2.14, 2.57.
    assert group([70, 60, 50, 40, 30, 20, 10], 3).group.tolist() == [1, 1, 1, 2, 2, 3, 3]
    assert group([70, 60, 50, 40, 30, 20, 10], 3, is_highest_first=False).group.tolist() == [3, 3, 2, 2, 1, 1, 1]
    # The third and fourth are equal, so both have the third's rank.
    assert group([70, 60, 40, 40, 30, 20, 10], 3).group.tolist() == [1, 1, 1, 1, 2, 3, 3]


def test_groups_within_labels_with_a_missing_value_and_too_few():
    got = group([1, 9, 2, 8, np.nan, 5, 5], 2, by=["a", "b", "a", "b", "a", "c", "a"])
    assert got.group.tolist() == [2, 1, 1, 2, 0, 0, 1]
    assert got.status.tolist() == ["ok", "ok", "ok", "ok", "missing", "too-few", "ok"]
    assert group([], 5).group.tolist() == []
    assert group([np.nan], 5).status.tolist() == ["missing"]
