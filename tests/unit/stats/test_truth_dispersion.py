"""Variation about one level, against scipy and figures worked by hand."""

import numpy as np
import pytest
from scipy import stats

from joinedup.stats import dispersion


def test_worked_by_hand():
    # Mean 10: squares 4 + 0 + 16 + 4 + 16 = 40, over 10 is 4; four degrees of freedom: index 1, tail exp(-2)(1 + 2).
    got = dispersion.test([8, 10, 14, 12, 6])
    assert got.rounded(6) == (1.0, 4.0, round(float(3 * np.exp(-2)), 6))
    assert int(got.freedom) == 4
    # 30 of 100 in all, 10, 20 and 30 people more than once: expected 12, 24, 24 of 40, 80, 80.
    got = dispersion.test([6, 24, 30], [40, 80, 80], family="share")
    assert float(got.chi_squared) == pytest.approx(36 / 8.4 + 0 + 36 / 16.8, rel=1e-12)


def test_scipy_agrees():
    rng = np.random.default_rng(8)
    for _ in range(200):
        years = int(rng.integers(2, 12))
        n = rng.integers(100, 900, years)
        y = rng.binomial(n, np.clip(rng.normal(0.3, 0.05, years), 0.2, 0.4))
        got = dispersion.test(y, n)
        theirs = stats.chisquare(y, n * y.sum() / n.sum())
        assert float(got.chi_squared) == pytest.approx(theirs.statistic, rel=1e-10, abs=1e-12)
        assert float(got.p_value) == pytest.approx(theirs.pvalue, rel=1e-10, abs=1e-300)
        shares = dispersion.test(y, n, family="share")
        table = stats.chi2_contingency(np.vstack([y, n - y]), correction=False)
        assert float(shares.chi_squared) == pytest.approx(table.statistic, rel=1e-10, abs=1e-12)
        assert float(shares.p_value) == pytest.approx(table.pvalue, rel=1e-10, abs=1e-300)
        assert int(shares.freedom) == table.dof


def test_status():
    got = dispersion.test([[0, 0, 0], [10, 12, 9], [4, 5, 4], [5, 6, 4]])
    assert got.status.tolist() == ["no-events", "ok", "too-few-events", "ok"]
    assert np.isnan(got.index).tolist() == np.isnan(got.p_value).tolist() == [True, False, True, False]
    assert dispersion.test([12]).status == "too-few-points"
    shares = dispersion.test([[20, 20], [19, 18], [10, 9]], 20, family="share")
    assert shares.status.tolist() == ["all-events", "too-few-events", "ok"]


def test_chance_alone_is_found_as_often_as_it_should_be():
    got = dispersion.test(np.random.default_rng(2).poisson(40, (20_000, 8)))
    assert np.mean(got.p_value < 0.05) == pytest.approx(0.05, abs=0.006)
    assert got.index.mean() == pytest.approx(1, abs=0.02)
