"""Shares against statsmodels, row by row, on seeded counts."""

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint, proportions_ztest

from joinedup.stats import proportions

ROWS = 200


def _shares(seed):
    draw = np.random.default_rng(seed)
    n = draw.integers(1, 2000, ROWS)
    return draw.binomial(n, draw.uniform(0, 1, ROWS)), n


def test_a_share_against_a_benchmark_is_the_score_test():
    count, n = _shares(3)
    benchmark = np.random.default_rng(4).uniform(1, 99, ROWS)
    got = proportions.against(count, n, benchmark)
    for i in range(ROWS):
        b = benchmark[i] / 100
        _, p = proportions_ztest(count[i], n[i], value=b, prop_var=b)
        low, high = proportion_confint(count[i], n[i], alpha=0.05, method="wilson")
        assert got.p_value[i] == pytest.approx(p, rel=1e-9, abs=1e-300)
        assert got.low[i] + benchmark[i] == pytest.approx(100 * low, rel=1e-9, abs=1e-9)
        assert got.high[i] + benchmark[i] == pytest.approx(100 * high, rel=1e-9)


def test_a_rounded_benchmark_is_the_widest_of_all_it_may_stand_for():
    count, n = _shares(5)
    for half in (0.5, 5.0):
        got = proportions.against(count, n, 42, rounding=half)
        every = [proportions.against(count, n, b) for b in np.linspace(42 - half, 42 + half, 41)]
        assert np.all(got.p_value >= np.max([one.p_value for one in every], axis=0) - 1e-15)
        np.testing.assert_allclose(got.low, np.min([one.low for one in every], axis=0), atol=1e-9)
        np.testing.assert_allclose(got.high, np.max([one.high for one in every], axis=0), atol=1e-9)


def test_wilson_at_the_ends_is_exactly_nothing_and_everything():
    n = np.arange(1.0, 3000)
    for z in (0.1, 1.959963984540054, 3.090232306167813, 6.0):
        low, high = proportions.wilson(np.zeros_like(n), n, z)
        assert np.all(low == 0)
        np.testing.assert_allclose(high, z**2 / (n + z**2), rtol=1e-12)
        assert np.all(proportions.wilson(n, n, z)[1] == 1)
