"""Comparisons against scipy, statsmodels and slow twins, row by row, on seeded counts."""

import numpy as np
import pytest
from scipy import optimize, stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from joinedup.stats import comparison, newcombe
from joinedup.stats.interval import Interval, statuses

ROWS = 200


def _draw(seed):
    draw = np.random.default_rng(seed)
    n, m = draw.integers(1, 3000, (2, ROWS))
    return draw.binomial(n, draw.uniform(0, 1, ROWS)), n, draw.binomial(m, draw.uniform(0, 1, ROWS)), m


def test_rate_ratio_is_the_exact_share_of_the_total():
    x, n, y, m = _draw(7)
    x, y = x // 8, y // 8
    got = comparison.rate_ratio(x, n, y, m, confidence=0.9)
    checked = 0
    for i in np.flatnonzero(x + y):
        null = n[i] / (n[i] + m[i])
        share = stats.binomtest(int(x[i]), int(x[i] + y[i]), null).proportion_ci(0.9, method="exact")
        for mine, theirs in ((got.low[i], share.low), (got.high[i], share.high)):
            expected = theirs / (1 - theirs) * m[i] / n[i] if theirs < 1 else np.inf
            assert mine == pytest.approx(expected, rel=1e-8)
        tails = [stats.binomtest(int(x[i]), int(x[i] + y[i]), null, side).pvalue for side in ("less", "greater")]
        assert got.p_value[i] == pytest.approx(min(1, 2 * min(tails)), rel=1e-8, abs=1e-300)
        checked += 1
    assert checked > 190


def test_share_difference_is_newcombes():
    x, n, y, m = _draw(8)
    got = comparison.share_difference(x, n, y, m, per=1)
    for i in range(ROWS):
        low, high = confint_proportions_2indep(x[i], n[i], y[i], m[i], method="newcomb", compare="diff")
        assert got.low[i] == pytest.approx(low, rel=1e-9, abs=1e-12)
        assert got.high[i] == pytest.approx(high, rel=1e-9, abs=1e-12)


def test_the_p_value_of_two_shares_is_where_newcombes_limits_touch_zero():
    x, n, y, m = _draw(12)
    y = np.clip(
        np.round(m * (x / n + np.random.default_rng(13).normal(0, 1.5, ROWS) / np.sqrt(np.minimum(n, m)))), 0, m
    )
    got = newcombe.p_value(*(np.asarray(v, dtype=float) for v in (x, n, y, m)))
    checked = 0
    for i in range(ROWS):
        if x[i] * m[i] == y[i] * n[i]:
            assert got[i] == 1
            continue
        above = x[i] / n[i] > y[i] / m[i]

        def gap(alpha, i=i, above=above):
            low, high = confint_proportions_2indep(
                x[i], n[i], y[i], m[i], method="newcomb", compare="diff", alpha=alpha
            )
            return low if above else -high

        if got[i] > 1e-11:
            slow = optimize.brentq(gap, 1e-13, 1 - 1e-13, xtol=1e-300, rtol=1e-13)
            assert got[i] == pytest.approx(slow, rel=1e-8)
            checked += 1
    assert checked > 150
    assert newcombe.p_value(*(np.array([v]) for v in (0.0, 1e6, 1e6, 1e6))) == 0


def test_share_ratio_is_where_the_interval_of_the_difference_touches_zero():
    x, n, y, m = (np.maximum(v, 1) for v in _draw(9))
    got = comparison.share_ratio(x, n, y, m)
    for i in range(ROWS):
        a, b = x[i] / n[i], y[i] / m[i]
        low_a, high_a = proportion_confint(x[i], n[i], method="wilson")
        low_b, high_b = proportion_confint(y[i], m[i], method="wilson")
        low = _touches(lambda r, a=a, b=b, la=low_a, hb=high_b: a - r * b - np.hypot(a - la, r * (hb - b)), a / b)
        high = _touches(lambda r, a=a, b=b, ha=high_a, lb=low_b: a - r * b + np.hypot(ha - a, r * (b - lb)), a / b)
        assert got.low[i] == pytest.approx(low, rel=1e-8)
        assert got.high[i] == pytest.approx(high, rel=1e-8)


def _touches(gap, ratio):
    if gap(ratio) <= 0:
        return optimize.brentq(gap, 0, ratio, xtol=1e-300, rtol=1e-12)
    top = ratio
    while gap(top) > 0:
        top *= 2
    return optimize.brentq(gap, ratio, top, xtol=1e-300, rtol=1e-12)


def test_ratio_limits_are_fiellers_where_both_intervals_are_symmetric():
    draw = np.random.default_rng(10)
    a, b = draw.uniform(1, 5, (2, ROWS))
    reach_a, reach_b = a * draw.uniform(0.01, 0.9, ROWS), b * draw.uniform(0.01, 0.9, ROWS)
    low, high = comparison.ratio_limits(a, a - reach_a, a + reach_a, b, b - reach_b, b + reach_b)
    # Fieller (1954): the roots of (b² - reach b²) r² - 2abr + (a² - reach a²).
    for i in range(ROWS):
        roots = np.roots([b[i] ** 2 - reach_b[i] ** 2, -2 * a[i] * b[i], a[i] ** 2 - reach_a[i] ** 2])
        assert [low[i], high[i]] == pytest.approx(sorted(roots.real), rel=1e-9)


def test_the_difference_of_two_normal_estimates_is_a_z_test():
    draw = np.random.default_rng(11)
    values, errors = draw.normal(50, 3, (2, ROWS)), draw.uniform(0.5, 3, (2, ROWS))
    z = 1.959963984540054
    sides = [Interval(v, v - z * e, v + z * e, statuses((ROWS,))) for v, e in zip(values, errors, strict=True)]
    got = comparison.difference(*sides)
    spread = np.sqrt(errors[0] ** 2 + errors[1] ** 2)
    np.testing.assert_allclose(got.low, values[0] - values[1] - z * spread, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(got.high, values[0] - values[1] + z * spread, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(got.p_value, 2 * stats.norm.sf(np.abs(values[0] - values[1]) / spread), rtol=1e-9)


def test_a_difference_needs_both_sides():
    known, unknown = statuses((1,)), statuses((1,), (np.array([True]), "too-few"))
    one, gone = np.ones(1), np.full(1, np.nan)
    got = comparison.difference(Interval(one, one - 1, one + 1, known), Interval(gone, gone, gone, unknown))
    assert got.status.tolist() == ["not-both-known"]
    assert np.isnan([got.value, got.low, got.high, got.p_value]).all()


def test_the_margin_is_open_and_an_unknown_lies_in_none():
    limits = Interval(np.zeros(4), np.array([-5, -4.9, -4.9, np.nan]), np.array([4.9, 5, 4.9, np.nan]), statuses((4,)))
    assert comparison.inside_margin(limits, -5, 5).tolist() == [False, False, True, False]
