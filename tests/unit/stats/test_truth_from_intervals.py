"""Comparisons from limits alone, against the same comparison made from counts and against typed figures."""

import numpy as np
import pytest

from joinedup.stats.comparison import difference, share_difference, share_ratio_interval
from joinedup.stats.from_intervals import beside_uncertain, change_of_gap, known, ratio, ratio_to
from joinedup.stats.proportions import proportion

PAIRS = [(300, 889, 120, 375), (30, 100, 45, 90), (3, 40, 30, 44)]


def test_what_goes_in_comes_out():
    assert known([80, 12.5], [76, 12.5], [83, 14]).rounded(1) == ([80.0, 12.5], [76.0, 12.5], [83.0, 14.0])


@pytest.mark.parametrize("pair", PAIRS)
def test_a_ratio_from_limits_is_that_of_the_counts_behind_them(pair):
    x, n, y, m = pair
    got, direct = ratio(proportion(x, n), proportion(y, m)), share_ratio_interval(x, n, y, m)
    for one, other in ((got.value, direct.value), (got.low, direct.low), (got.high, direct.high)):
        assert float(one) == pytest.approx(float(other), rel=1e-12)
    gap = difference(proportion(x, n), proportion(y, m))
    assert float(got.p_value) == float(gap.p_value)


def test_a_ratio_to_a_rounded_benchmark_is_the_widest_over_all_it_stands_for():
    share = known(12, 9, 16)
    tried = [ratio_to(share, b) for b in np.linspace(9.5, 10.5, 101)]
    got = ratio_to(share, 10, rounding=0.5)
    assert float(got.low) == pytest.approx(min(float(one.low) for one in tried), rel=1e-12)
    assert float(got.high) == pytest.approx(max(float(one.high) for one in tried), rel=1e-12)
    assert float(got.value) == 1.2


def test_a_rounded_benchmark_is_an_interval_as_wide_as_its_last_digit():
    share = known(30, 26, 34)
    got, direct = beside_uncertain(share, known(25, 25, 25), rounding=0.5), difference(share, known(25, 24.5, 25.5))
    assert (float(got.low), float(got.high)) == (float(direct.low), float(direct.high))


def test_a_gap_that_grew_by_twelve_points():
    # Wilson: 300/500 is 55.6454 to 64.2021, 200/500 35.7979 to 44.3546, 260/500 47.6223 to 56.3472, 220/500 39.7112 to
    # 48.3803. By Newcombe the gaps are 20 (13.8417 to 25.9427) and 8 (1.8072 to 14.1067); once more for both.
    now, before = share_difference(300, 500, 200, 500), share_difference(260, 500, 220, 500)
    got = change_of_gap(now, before)
    assert (float(got.low), float(got.high)) == pytest.approx((3.3272479965140143, 20.58290765651735), rel=1e-10)
    assert float(got.value) == pytest.approx(12)
    assert float(got.p_value) < 0.05


def test_a_gap_the_other_way_round_widens_alike():
    one = change_of_gap(share_difference(300, 500, 200, 500), share_difference(260, 500, 220, 500))
    other = change_of_gap(share_difference(200, 500, 300, 500), share_difference(220, 500, 260, 500))
    assert one.rounded(9) == other.rounded(9)


def test_a_gap_that_turned_round_is_neither_wider_nor_narrower():
    got = change_of_gap(share_difference(300, 500, 200, 500), share_difference(220, 500, 260, 500))
    assert got.status == "turned-round"
    assert np.isnan(got.value)


def test_nothing_is_divided_by_zero():
    assert ratio(known(5, 4, 6), known(0, 0, 0)).status == "no-ratio-to-zero"
    assert ratio_to(known(5, 4, 6), 0.4, rounding=0.5).status == "no-ratio-to-zero"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: known(5, 6, 7), r"low is 6: it cannot be above the value"),
        (lambda: known(5, 4, 4.5), r"value is 5: it cannot be above its upper limit"),
        (lambda: known(np.nan, 4, 6), "value is nan: it must be a finite number"),
        (lambda: ratio(known(-1, -2, 0), known(1, 1, 1)), "a is -2: it cannot be negative"),
        (lambda: ratio_to(known(5, 4, 6), 10, rounding=-1), "rounding is -1: it cannot be negative"),
        (lambda: beside_uncertain(known(5, 4, 6), known(1, 1, 1), rounding=-1), "rounding is -1"),
    ],
)
def test_what_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
