"""The change that could be seen: the true power of our own comparisons there, and statsmodels' approximation."""

import math

import numpy as np
import pytest
from scipy import stats

from joinedup.stats import comparison, power, proportions, rates


def _grid(one, other):
    return np.meshgrid(np.arange(one), np.arange(other), indexing="ij")


def _power_of_rates(before, ratio_of_sizes, after):
    """Return how often a rise, and a fall, is found: every pair of Poisson counts, by its probability."""
    x, y = _grid(*(int(m + 8 * math.sqrt(m) + 12) for m in (before, after)))
    found = np.nan_to_num(comparison.rate_ratio(y, ratio_of_sizes, x, 1).p_value, nan=1) < 0.05
    weight = stats.poisson.pmf(x, before) * stats.poisson.pmf(y, after)
    rose = y > ratio_of_sizes * x
    return np.sum(weight * found * rose), np.sum(weight * found * ~rose)


def _power_of_shares(before, n, after, m):
    x, y = _grid(n + 1, m + 1)
    got = comparison.share_difference(y, m, x, n)
    weight = stats.binom.pmf(x, n, before) * stats.binom.pmf(y, m, after)
    return np.sum(weight * (got.low > 0)), np.sum(weight * (got.high < 0))


@pytest.mark.parametrize("count", [5, 10, 20, 50, 120])
@pytest.mark.parametrize("times", [0.5, 1, 2])
def test_power_of_the_exact_ratio_at_the_change_named(count, times):
    got = power.smallest_change(count, 1000, 1000 * times)
    assert 0.76 <= _power_of_rates(count, times, float(got.rise_to))[0] <= 0.81
    if got.fall_status == "ok":
        assert 0.79 <= _power_of_rates(count, times, float(got.fall_to))[1] <= 0.88
    else:
        # Not even no events at all would be seen eight times in ten.
        assert _power_of_rates(count, times, 1e-9)[1] < 0.88
    assert float(got.rise) == pytest.approx(float(got.rise_to) / count / times, rel=1e-12)


@pytest.mark.parametrize(("n", "m"), [(20, 20), (50, 50), (50, 100), (120, 80)])
@pytest.mark.parametrize("share", [5, 10, 20, 30, 50])
def test_power_of_newcombes_difference_at_the_change_named(n, m, share):
    got = power.smallest_change(n * share / 100, n, m, family="share")
    assert got.rise_status == "ok"
    assert 0.77 <= _power_of_shares(share / 100, n, float(got.rise_to) / 100, m)[0] <= 0.87
    assert float(got.rise) == pytest.approx(float(got.rise_to) - share, abs=1e-9)
    if got.fall_status == "ok":
        assert 0.79 <= _power_of_shares(share / 100, n, float(got.fall_to) / 100, m)[1] <= 0.87


@pytest.mark.parametrize("expected", [5, 10, 20, 50, 200])
def test_power_against_a_benchmark_rate(expected):
    got = power.smallest_difference(100_000, expected, per=100_000)
    for to, side in ((got.rise_to, 1), (got.fall_to, -1)):
        if np.isnan(to):
            continue
        y = np.arange(int(to + 8 * math.sqrt(to) + 12))
        found = rates.against(y, 100_000, expected).p_value < 0.05
        chance = np.sum(stats.poisson.pmf(y, to) * found * (np.sign(y - expected) == side))
        assert 0.73 <= chance <= 0.93


@pytest.mark.parametrize("n", [20, 50, 100, 400])
@pytest.mark.parametrize("benchmark", [5, 10, 20, 30, 50])
def test_power_against_a_benchmark_share(n, benchmark):
    got = power.smallest_difference(n, benchmark, family="share")
    for to, side in ((got.rise_to, 1), (got.fall_to, -1)):
        if np.isnan(to):
            continue
        y = np.arange(n + 1)
        found = proportions.against(y, n, benchmark).p_value < 0.05
        chance = np.sum(stats.binom.pmf(y, n, to / 100) * found * (np.sign(y - n * benchmark / 100) == side))
        assert 0.75 <= chance <= 0.96


def test_statsmodels_agrees_before_the_extra_step():
    from statsmodels.stats.power import NormalIndPower
    from statsmodels.stats.proportion import proportion_effectsize

    # Two-sided power counts findings on the wrong side too, which here are about one in a million.
    for n, m, share in ((80, 80, 30), (100, 250, 45), (400, 90, 60)):
        got = power.smallest_change(n * share / 100, n, m, family="share")
        step = (1 / n + 1 / m) / 4
        for to in (float(got.rise_to) / 100 - step, float(got.fall_to) / 100 + step):
            effect = abs(proportion_effectsize(to, share / 100))
            assert NormalIndPower().power(effect, n, 0.05, ratio=m / n) == pytest.approx(0.8, abs=2e-6)
    for n, benchmark in ((90, 40), (500, 12)):
        got = power.smallest_difference(n, benchmark, family="share")
        for to in (float(got.rise_to) / 100 - 0.5 / n, float(got.fall_to) / 100 + 0.5 / n):
            effect = abs(proportion_effectsize(to, benchmark / 100))
            assert NormalIndPower(ddof=0).power(effect, n, 0.05, ratio=0) == pytest.approx(0.8, abs=2e-6)


def test_simulated_windows():
    rng = np.random.default_rng(4)
    got = power.smallest_change(60, 30_000, 40_000, power=0.9, confidence=0.9)
    before, after = rng.poisson(60, 20_000), rng.poisson(float(got.rise_to), 20_000)
    found = comparison.rate_ratio(after, 40_000, before, 30_000, confidence=0.9)
    assert np.mean(found.low > 1) == pytest.approx(0.9, abs=0.015)


def test_by_hand():
    # √100 ± (1.959964 + 0.841621)√2 / 2 = 10 ± 1.98102; and one event further.
    got = power.smallest_change(100, 1)
    assert float(got.rise_to) == pytest.approx((10 + 2.801585218 / math.sqrt(2)) ** 2 + 1, rel=1e-8)
    assert float(got.fall_to) == pytest.approx((10 - 2.801585218 / math.sqrt(2)) ** 2 - 1, rel=1e-8)
    few = power.smallest_change([0, 3], 1000)
    assert few.rise_status.tolist() == ["no-events", "ok"]
    assert few.fall_status.tolist() == ["no-events", "none-large-enough"]
    assert np.isnan(few.fall).all()
    assert np.isnan(few.rise).tolist() == [True, False]
