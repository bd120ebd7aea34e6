"""Rates against figures worked out another way: scipy's Poisson, bisection, and by hand."""

import numpy as np
import pytest
from scipy import optimize, stats

from joinedup.stats import rates

ROWS = 200


def test_exact_limits_under_ten_are_those_of_the_chi_squared():
    for confidence in (0.9, 0.95, 0.998):
        tail = (1 - confidence) / 2
        for x in (0, 0.5, 1, 3, 7.25, 9):
            got = rates.rate(x, 1, per=1, confidence=confidence)
            assert got.low == pytest.approx(stats.chi2.ppf(tail, 2 * x) / 2 if x else 0, rel=1e-10)
            assert got.high == pytest.approx(stats.chi2.ppf(1 - tail, 2 * x + 2) / 2, rel=1e-10)


def test_one_count_among_many_has_the_limits_it_has_alone():
    counts = np.array([0, 3, 9, 10, 11, 400, 9.5, 2])
    together = rates.rate(counts, 1000)
    whole = rates.rate(counts[[0, 1, 2, 3, 4, 5, 7]], 1000)
    for i, count in enumerate(counts):
        alone = rates.rate(count, 1000)
        assert (together.low[i], together.high[i]) == (alone.low, alone.high)
    assert whole.high.tolist() == together.high[[0, 1, 2, 3, 4, 5, 7]].tolist()


def test_a_rate_against_a_benchmark_under_ten_events_is_a_poisson_tail():
    got = rates.against([2, 9, 0, 5], 1000, [7, 3, 4, 5], per=1000)
    expected = [
        2 * stats.poisson.cdf(2, 7),
        2 * stats.poisson.sf(8, 3),
        2 * stats.poisson.cdf(0, 4),
        1.0,
    ]
    assert got.p_value == pytest.approx(expected, rel=1e-12)


def test_the_p_value_is_the_confidence_that_puts_a_limit_on_the_benchmark():
    draw = np.random.default_rng(6)
    count = draw.integers(10, 900, ROWS)
    benchmark = count + draw.uniform(-3, 4, ROWS) * np.sqrt(count)
    half = 0.1 * draw.random(ROWS) * np.sqrt(benchmark)
    got = rates.against(count, 100_000, benchmark, rounding=half)
    for i in range(ROWS):
        nearest = np.clip(count[i], benchmark[i] - half[i], benchmark[i] + half[i])
        slow = _p_by_bisection(int(count[i]), float(nearest))
        assert got.p_value[i] == pytest.approx(slow, rel=1e-7, abs=1e-12)


def _p_by_bisection(count, benchmark):
    def gap(p):
        limits = rates.rate(count, 100_000, confidence=1 - p)
        return float(limits.low - benchmark if benchmark < count else benchmark - limits.high)

    if gap(1 - 1e-12) <= 0:
        return 1.0
    return optimize.brentq(gap, 1e-13, 1 - 1e-12, xtol=1e-15, rtol=1e-12)


def test_events_of_the_same_people_by_hand():
    # Four people once, three twice: 10 events, variance 4 + 3 x 4 = 16, so the published limits of 10 (4.7874 and
    # 18.3915) lie √1.6 = 1.264911 times as far from 10.
    got = rates.rate_of_events([4, 3], 1000, per=1000)
    assert float(got.low) == pytest.approx(10 - 1.264911 * (10 - 4.7874), abs=2e-4)
    assert float(got.high) == pytest.approx(10 + 1.264911 * (18.3915 - 10), abs=2e-4)


def test_frequencies_may_be_given_and_areas_are_rows():
    persons = np.array([[10, 2, 1], [0, 0, 0], [0, 0, 3]])
    got = rates.rate_of_events(persons, [100, 200, 300], frequencies=[1, 2, 7], per=1)
    assert got.value == pytest.approx([21 / 100, 0, 21 / 300])
    alone = rates.rate_of_events([0, 0, 0, 0, 0, 0, 3], 300, per=1)
    assert (got.low[2], got.high[2]) == (pytest.approx(float(alone.low)), pytest.approx(float(alone.high)))
    assert (got.low[1], got.high[1]) == (0, pytest.approx(3.688879 / 200, rel=1e-6))


def test_a_lower_limit_is_never_under_nothing():
    assert rates.rate_of_events([0, 0, 0, 1], 10).low == 0
