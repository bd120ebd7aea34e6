"""A part against the rest of its whole, and stocks that share people, against scipy and by simulation."""

import numpy as np
import pytest
from scipy import stats

from joinedup.stats import stocks
from joinedup.stats.comparison import share_difference
from joinedup.stats.comparison_with_rest import with_rest


@pytest.mark.parametrize(
    ("count", "n", "total_count", "total_n"),
    [(40, 1000, 500, 21000), (3, 200, 4, 5000), (0, 300, 30, 9000), (250, 90_000, 28_000, 56_000_000)],
)
def test_the_rest_is_the_whole_without_the_part(count, n, total_count, total_n):
    rest, rest_n = total_count - count, total_n - n
    share = stats.binomtest(count, total_count).proportion_ci(0.95, method="exact")
    got = with_rest(count, n, total_count, total_n, family="rate")
    assert got.value == pytest.approx((count / n) / (rest / rest_n), rel=1e-12)
    assert got.low == pytest.approx(share.low / (1 - share.low) * rest_n / n, rel=1e-9, abs=1e-15)
    assert got.high == pytest.approx(share.high / (1 - share.high) * rest_n / n, rel=1e-9)
    shares, by_hand = (
        with_rest(count, n, total_count, total_n, family="share"),
        share_difference(count, n, rest, rest_n),
    )
    assert shares.rounded(12) == by_hand.rounded(12)


def test_a_place_is_not_compared_with_itself():
    # Against the whole, the part pulls its own benchmark: half of all people, 60 of 100 events.
    assert with_rest(60, 500, 100, 1000, family="rate").value == pytest.approx(1.5)


@pytest.mark.parametrize(("joined", "left", "p"), [(8, 2, 0.109375), (3, 1, 0.625), (5, 5, 1.0), (0, 4, 0.125)])
def test_small_stocks_have_the_exact_p_value_of_those_in_one_window_only(joined, left, p):
    # R: binom.test(8, 10), binom.test(3, 4), binom.test(5, 10), binom.test(0, 4); the people in both do not move it.
    for both in (0, 40):
        got = stocks.change(joined + both, left + both, both)
        assert got.p_value == pytest.approx(p, rel=1e-9)
        assert got.p_value == pytest.approx(stats.binomtest(joined, joined + left).pvalue, rel=1e-9)


def test_the_larger_p_value_is_told():
    # Six joined, none left: exact 2 / 2^6 = 0.03125; the score one solves z^4 / 2 + 6 z² = 36: z² = 4.3923, p = 0.0361.
    assert stocks.change(46, 40, 40).rounded(4)[3] == 0.0361


def test_score_limits_by_hand():
    # 140 now, 110 before, 100 in both: (140 - 110 R)² = 3.8414588 R (50 + 1.9207294), so that 12100 R² -
    # 30999.451 R + 19600 = 0, whose roots are 1.1394 and 1.4226; the exact ones, given 40 of 50 joined, lie inside.
    got = stocks.change(140, 110, 100)
    roots = np.roots([110**2, -(2 * 140 * 110 + 3.841458820694124 * (50 + 3.841458820694124 / 2)), 140**2])
    assert [float(got.low), float(got.high)] == pytest.approx(sorted(roots), rel=1e-10)


SETTINGS = [
    *[(20, 1.5, 0.1), (20, 3, 1), (20, 5, 5), (20, 20, 20), (20, 60, 20), (20, 200, 150)],
    *[(1000, 3, 1), (1000, 10, 2), (1000, 60, 20), (1000, 200, 150), (0, 20, 20), (2, 60, 20)],
]


@pytest.mark.parametrize(("both", "joined", "left"), SETTINGS)
def test_limits_hold_the_true_ratio_and_sharing_people_does_not_cry_change(both, joined, left):
    luck = np.random.default_rng(11)
    a, b, shared = (luck.poisson(mean, 10_000) for mean in (joined, left, both))
    got = stocks.change(a + shared, b + shared, shared)
    truth = (both + joined) / (both + left)
    told = got.status == "ok"
    # Three standard errors of 10,000 draws are 0.65 points.
    assert np.mean((got.low <= truth)[told] & (truth <= got.high)[told]) >= 0.944
    if joined == left:
        assert np.mean(got.p_value < 0.05) <= 0.05


def test_leaving_the_overlap_out_would_miss_a_change():
    assert stocks.change(1200, 1100, 900).p_value < 0.001 < stocks.change(1200, 1100, 0).p_value
    assert stocks.change(1200, 1100, 900).low > stocks.change(1200, 1100, 0).low


def test_stocks_that_share_everybody_or_are_empty():
    got = stocks.change([5, 0, 3, 0], [5, 3, 0, 0], [5, 0, 0, 0])
    assert got.status.tolist() == ["ok", "ok", "ok", "no-events"]
    assert got.value[:3].tolist() == [1, 0, np.inf]
    assert (got.low[0] < 1 < got.high[0], got.high[2], got.p_value[0]) == (True, np.inf, 1)
