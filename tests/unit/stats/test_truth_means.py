"""Means as R prints them: its `sleep` data are those of Student (1908)."""

import numpy as np
import pytest

from joinedup.stats import means

ONE = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
OTHER = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])


def _sums(amounts):
    return amounts.sum(), (amounts**2).sum(), len(amounts)


def test_welch():
    # R: t.test(extra ~ group, data = sleep): t = -1.8608, df = 17.776, p-value = 0.07939, -3.3654832 to 0.2054832.
    got = means.difference(*_sums(ONE), *_sums(OTHER))
    assert got.rounded(7)[:3] == (-1.58, -3.3654832, 0.2054832)
    assert round(float(got.p_value), 5) == 0.07939
    a, b = means.mean(*_sums(ONE)), means.mean(*_sums(OTHER))
    assert means.difference_of_intervals(a, 10, b, 10).rounded(7) == got.rounded(7)


def test_against_a_fixed_benchmark():
    # R: t.test(extra ~ group, data = sleep, paired = TRUE): p-value = 0.002833, -2.4598858 to -0.7001142.
    pairs = _sums(ONE - OTHER)
    got = means.against(means.mean(*pairs), 10, 0)
    assert got.rounded(7)[:3] == (-1.58, -2.4598858, -0.7001142)
    assert round(float(got.p_value), 6) == 0.002833
    # Shifting both changes nothing; a rounded benchmark moves each limit outwards by half its last digit.
    rounded = means.against(means.mean(*_sums(ONE - OTHER + 3)), 10, 3, rounding=0.5)
    assert rounded.rounded(7)[:3] == (-1.58, -2.9598858, -0.2001142)
    assert rounded.p_value > got.p_value


def test_nan_exactly_where_the_status_is_not_ok():
    alone, several, level = means.mean([5, 25, 20], [25, 161, 100], [1, 5, 4]).status.tolist()
    assert (alone, several, level) == ("too-few", "ok", "ok")
    got = means.difference([5, 25, 20], [25, 161, 100], [1, 5, 4], 30, 300, 3)
    assert got.status.tolist() == ["too-few", "ok", "no-spread"]
    fixed = means.against(means.mean([5, 25, 20], [25, 161, 100], [1, 5, 4]), [1, 5, 4], 3)
    assert fixed.status.tolist() == ["too-few", "ok", "no-spread"]
    for compared in (got, fixed):
        for numbers in (compared.value, compared.low, compared.high, compared.p_value):
            assert np.isnan(numbers).tolist() == [True, False, True]


def test_no_spread_leaves_the_mean_itself():
    assert means.mean(20, 100, 4).rounded(6) == (5, 5, 5)
    assert means.mean(0, 0, 4).rounded(6) == (0, 0, 0)


def test_one_side_without_spread_is_a_one_sample_test():
    got = means.difference(25, 161, 5, 4, 4, 4)
    alone = means.against(means.mean(25, 161, 5), 5, 1)
    assert got.rounded(9) == pytest.approx(alone.rounded(9))
