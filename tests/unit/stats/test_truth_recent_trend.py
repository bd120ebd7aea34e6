"""The published recent trend, against figures in the service's own public tests and a plain loop.

Source of the typed figures: dhsc-govuk/FingertipsNext (trend-analysis, TrendCalculatorTests) and
ukhsa-collaboration/fingertips-open (TrendMarkerCalculatorTest).
"""

import math

import numpy as np
import pytest
from scipy import stats

from joinedup.stats import recent_trend, trend
from joinedup.stats.rates import rate

FIVE_MEASURED = ([24.67, 24.6, 28, 30.2, 30.6], [23.16, 23.15, 26.44, 28.63, 28.98], [26.25, 26.19, 29.64, 31.9, 32.25])
UNCHANGED = (
    [20.5506, 19.5952, 19.0349, 21.3966, 18.4372],
    [18.1803, 17.3444, 16.8421, 19.0918, 16.2925],
    [23.1427, 22.0602, 21.4394, 23.8975, 20.7941],
)
EYE_DISEASE = (
    [2.935, 1.93028, 2.7567, 2.8701, 3.0121],
    [2.7841, 1.8085, 2.6113, 2.7225, 2.8616],
    [3.0919, 2.058, 2.9082, 3.0237, 3.1683],
)


def test_published_chi_squared():
    of_limits = trend.five_point_of_intervals(*FIVE_MEASURED)
    assert round(float(of_limits.chi_squared), 2) == 46.77
    of_counts = trend.five_point([994, 1023, 1199, 1332, 1367], [40299, 41527, 42811, 44064, 44701], family="share")
    assert round(float(of_counts.chi_squared), 2) == 47.9
    assert (int(of_limits.direction), int(of_counts.direction)) == (1, 1)


def test_published_directions():
    diabetes = [3455176, 3491868, 3625401, 3774801, 3938080], [48783947, 49122259, 49956777, 50649129, 51441896]
    vaccinated = [57274, 55865, 53681, 51767, 53185], [61834, 60511, 59074, 57508, 59028]
    eyes = [1416, 935, 1344, 1415, 1502], [48246126, 48440507, 48753376, 49300918, 49866388]
    assert int(recent_trend.five_point(*diabetes, family="share").direction) == 1
    assert int(recent_trend.five_point(*vaccinated, family="share").direction) == -1
    assert int(recent_trend.five_point(*eyes).direction) == 1
    assert int(recent_trend.five_point_of_intervals(*EYE_DISEASE).direction) == 1
    assert int(recent_trend.five_point_of_intervals(*UNCHANGED).direction) == 0


def _plain(values, weights):
    """Return the weighted slope and its chi-squared by the textbook formulas, one point after another."""
    whole = sum(weights)
    middle = sum(w * t for t, w in enumerate(weights)) / whole
    level = sum(w * v for w, v in zip(weights, values, strict=True)) / whole
    squares = sum(w * (t - middle) ** 2 for t, w in enumerate(weights))
    slope = sum(w * (t - middle) * (v - level) for t, (w, v) in enumerate(zip(weights, values, strict=True))) / squares
    return slope, slope**2 * squares


def _agreed(values, weights):
    slopes = [_plain(values, weights)[0]]
    slopes += [_plain(values, [0 if t == left else w for t, w in enumerate(weights)])[0] for left in range(5)]
    return 1 if min(slopes) > 0 else -1 if max(slopes) < 0 else 0


def test_a_plain_loop_agrees():
    rng = np.random.default_rng(3)
    directions = []
    for _ in range(300):
        n = rng.integers(300, 3000, 7)
        y = rng.binomial(n, np.clip(0.3 + rng.normal(0, 0.03) * np.arange(7) + rng.normal(0, 0.03, 7), 0.05, 0.95))
        share, measured = recent_trend.five_point(y, n, family="share"), recent_trend.five_point(y, n)
        late, people = y[-5:].tolist(), n[-5:].tolist()
        pooled = sum(late) / sum(people)
        # Cochran and Armitage: the weighted slope with the pooled variance.
        fractions = [a / b for a, b in zip(late, people, strict=True)]
        chi_squared = _plain(fractions, [b / (pooled * (1 - pooled)) for b in people])[1]
        assert float(share.chi_squared) == pytest.approx(chi_squared, rel=1e-10, abs=1e-12)
        assert float(share.p_value) == pytest.approx(stats.chi2.sf(chi_squared, 1), rel=1e-9, abs=1e-300)
        logits = [math.log(f / (1 - f)) for f in fractions]
        expected = _agreed(logits, [1] * 5) if chi_squared > 9.54953570608324 else 0
        assert int(share.direction) == expected
        limits = rate(late, people, per=1)
        weights = (3.92 / (limits.high - limits.low)) ** 2
        chi_squared = _plain(fractions, weights.tolist())[1]
        assert float(measured.chi_squared) == pytest.approx(chi_squared, rel=1e-10, abs=1e-12)
        of_limits = recent_trend.five_point_of_intervals(limits.value, limits.low, limits.high)
        assert float(of_limits.chi_squared) == pytest.approx(chi_squared, rel=1e-10, abs=1e-12)
        expected = _agreed(fractions, weights.tolist()) if chi_squared > 9.54953570608324 else 0
        assert int(measured.direction) == expected
        directions.append(expected)
    assert {-1, 0, 1} <= set(directions)


def test_statsmodels_agrees():
    import statsmodels.api as sm

    value, low, high = map(np.array, EYE_DISEASE)
    error = (high - low) / 3.92
    fit = sm.WLS(value, sm.add_constant(np.arange(5.0)), weights=1 / error**2).fit(cov_type="fixed scale")
    got = recent_trend.five_point_of_intervals(*EYE_DISEASE)
    assert float(got.chi_squared) == pytest.approx(float(fit.tvalues[1]) ** 2, rel=1e-10)


def test_one_year_does_not_decide():
    # A single leap at the end: significant, but without it the line falls.
    counts, people = [500, 498, 495, 490, 800], [5000] * 5
    got = recent_trend.five_point(counts, people)
    assert float(got.p_value) < 0.002
    assert int(got.direction) == 0
    assert int(recent_trend.five_point([500, 520, 560, 640, 700], people).direction) == 1


def test_status():
    got = recent_trend.five_point([[9, 20, 30, 40, 50], [19, 20, 30, 40, 50]], 1000)
    assert got.status.tolist() == ["too-few-events", "ok"]
    assert np.isnan(got.chi_squared).tolist() == np.isnan(got.p_value).tolist() == [True, False]
    assert got.direction.tolist() == [0, 1]
    assert recent_trend.five_point([9, 20, 30, 40, 50], 1000, fewest=0).status == "ok"
    assert recent_trend.five_point([40, 30, 20, 10, 0], 50, family="share", fewest=0).status == "none-or-all"
    assert recent_trend.five_point([40, 30, 20, 41], 50, family="share").status == "too-few-points"
    assert recent_trend.five_point([40, 30, 20, 41], 50).status == "too-few-points"
    # Only the latest five count.
    assert recent_trend.five_point([0, 20, 30, 40, 50, 60], 1000).status == "ok"
    level = recent_trend.five_point([50] * 5, 1000)
    assert float(level.chi_squared) == pytest.approx(0, abs=1e-20)
    assert int(level.direction) == 0
    # Without the last year nothing changed at all: that year decides.
    assert [int(recent_trend.five_point([50, 50, 50, 50, last], 1000).direction) for last in (15, 120)] == [0, 0]
