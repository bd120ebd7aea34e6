"""Yearly trends against statsmodels, a plain twin, and figures typed from it."""

import math
import warnings

import numpy as np
import pytest
from scipy import stats

from joinedup.stats import trend
from support.fitted import newton_line

SERIES = 100


def _random_series(seed):
    rng = np.random.default_rng(seed)
    years = int(rng.integers(5, 12))
    n = rng.integers(200, 5000, years).astype(float)
    share = 1 / (1 + np.exp(-rng.normal(-1, 0.5) - rng.normal(0, 0.15) * np.arange(years) - rng.normal(0, 0.1, years)))
    return np.clip(np.round(n * share), 10, n - 10), n


def _statsmodels_line(y, n, family):
    """Return slope, its standard error with the floor of 1, and fitted ends, from statsmodels' GLM."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import statsmodels.api as sm

        design = sm.add_constant(np.arange(len(y), dtype=float))
        if family == "rate":
            model = sm.GLM(y, design, family=sm.families.Poisson(), offset=np.log(n))
        else:
            model = sm.GLM(y / n, design, family=sm.families.Binomial(), var_weights=n)
        fit = model.fit(tol=1e-12, maxiter=30)
    scale = max(1.0, fit.pearson_chi2 / fit.df_resid)
    ends = design[[0, -1]] @ fit.params
    return fit.params[1], math.sqrt(scale * fit.cov_params()[1, 1] / fit.scale), scale, ends


@pytest.mark.parametrize("family", ["rate", "share"])
def test_statsmodels_agrees(family):
    pytest.importorskip("statsmodels")
    for seed in range(SERIES):
        y, n = _random_series(seed)
        slope, error, scale, ends = _statsmodels_line(y, n, family)
        got = trend.annual(y, n, family=family)
        freedom = len(y) - 2
        assert float(got.dispersion) == pytest.approx(scale, rel=1e-8)
        assert float(got.p_value) == pytest.approx(2 * stats.t.sf(abs(slope) / error, freedom), rel=1e-6, abs=1e-14)
        if family == "rate":
            reach = stats.t.ppf(0.975, freedom) * error
            span = len(y) - 1
            assert float(got.change) == pytest.approx(math.exp(slope * span), rel=1e-8)
            assert float(got.low) == pytest.approx(math.exp((slope - reach) * span), rel=1e-8)
            assert float(got.high) == pytest.approx(math.exp((slope + reach) * span), rel=1e-8)
        else:
            first, last = 1 / (1 + np.exp(-ends))
            assert float(got.change) == pytest.approx(100 * (last - first), rel=1e-8, abs=1e-9)


def test_a_plain_newton_twin_agrees_on_both_limits():
    for seed in range(60):
        y, n = _random_series(1000 + seed)
        for family in ("rate", "share"):
            got = trend.annual(y, n, family=family, confidence=0.9)
            twin = newton_line(y.tolist(), n.tolist(), family, 0.9)
            for mine, theirs in zip((got.change, got.low, got.high, got.dispersion), twin, strict=True):
                assert float(mine) == pytest.approx(theirs, rel=1e-8, abs=1e-8)


# counts, denominators, family, change, low, high, p-value, dispersion: statsmodels 0.15, whose slope and its limits
# give the ratios of rates by exp; points of shares from the plain twin.
WANDERING = [52, 81, 60, 102, 95, 131, 99], [4000, 4100, 4150, 4180, 4300, 4350, 4400]
RECOVERED = [310, 402, 355, 371, 460, 498], [900, 950, 940, 980, 1010, 1000]
TYPED = [
    ([140, 144, 151, 152, 165, 171], [10_000] * 6, "rate", 1.2257856, 0.9376445, 1.6024734, 0.1025660, 1.0),
    (*WANDERING, "rate", 1.7881187, 0.9673832, 3.3051723, 0.0592473, 3.8092512),
    ([60, 66, 72, 75, 91], [200] * 5, "share", 14.1869387, 0.4594991, 27.3064339, 0.0461436, 1.0),
    (*RECOVERED, "share", 12.3995621, -0.0177323, 24.3932778, 0.0502020, 5.5096916),
]


@pytest.mark.parametrize(("counts", "sizes", "family", "change", "low", "high", "p", "dispersion"), TYPED)
def test_typed_figures(counts, sizes, family, change, low, high, p, dispersion):
    got = trend.annual(counts, sizes, family=family)
    found = [float(v) for v in (got.change, got.low, got.high, got.p_value, got.dispersion)]
    assert found == pytest.approx([change, low, high, p, dispersion], abs=6e-8)


def test_a_line_that_fits_exactly():
    # Ten per cent more each year for five years: 1.1⁴ = 1.4641, whatever the populations.
    people = np.array([1000.0, 3000, 2000, 5000, 4000])
    got = trend.annual(people * 0.1 * 1.1 ** np.arange(5), people)
    assert float(got.change) == pytest.approx(1.4641, rel=1e-10)
    assert float(got.dispersion) == 1


def test_a_break_is_where_the_series_starts():
    counts, people = [900, 950, 100, 120, 118, 131, 140], [5000] * 7
    after = trend.annual(counts, people, since=2)
    alone = trend.annual(counts[2:], people[2:])
    assert after.rounded(12) == alone.rounded(12)
    assert int(after.points) == 5
    each = trend.annual([counts, counts], people, since=[2, 0])
    assert float(each.change[0]) == pytest.approx(float(alone.change), rel=1e-12)
    assert each.change[1] < 0.3


def test_status_and_last_step():
    counts = [[10, 12, 15, 19, 25], [9, 12, 15, 19, 25], [10, 12, 15, 26, 25], [30, 12, 15, 25, 25]]
    got = trend.annual(counts, 1000)
    assert got.status.tolist() == ["ok", "too-few-events", "ok", "ok"]
    assert got.last_step.tolist() == [1, 1, -1, 0]
    for numbers in (got.change, got.low, got.high, got.p_value, got.dispersion):
        assert np.isnan(numbers).tolist() == [False, True, False, False]
    short = trend.annual([20, 30, 40, 50], 1000)
    assert (str(short.status), int(short.points), int(short.last_step)) == ("too-few-points", 4, 1)
    assert str(trend.annual([20, 30, 40, 50, 60], 1000, since=1).status) == "too-few-points"
    assert trend.annual([30, 30, 40, 50, 60], [100, 100, 100, 100, 60], family="share").status == "too-few-events"
    # Equal rates of unequal populations: 1 in 3 and 10 in 30.
    assert int(trend.annual([10, 10, 10, 10, 100], [30, 30, 30, 30, 300]).last_step) == 0


@pytest.mark.parametrize("family", ["rate", "share"])
def test_limits_hold_the_true_change_as_often_as_they_say(family):
    rng = np.random.default_rng(11)
    years, n = np.arange(8), np.full(8, 2000)
    share = 1 / (1 + np.exp(1.5 - 0.08 * years)) if family == "share" else 0.05 * 1.06**years
    # Over-dispersed: the level of each year wanders by a tenth.
    level = share * rng.normal(1, 0.1, (4000, 8)).clip(0.5, 1.5)
    counts = rng.poisson(n * level) if family == "rate" else rng.binomial(n, np.clip(level, 0, 1))
    got = trend.annual(counts, n, family=family)
    truth = 1.06**7 if family == "rate" else 100 * (share[-1] - share[0])
    held = np.mean((got.low <= truth) & (truth <= got.high))
    assert 0.93 < held < 0.985
