"""Indices of inequality by hand, by slow twins, and as R printed them (PHEindicatormethods 2.1.0)."""

import math

import numpy as np
import pytest

from joinedup.stats.inequality import relative_index, slope_index

STEEP = [400, 330, 290, 230, 190, 160, 130, 110, 90, 75]
PEOPLE = [30_000, 28_000, 33_000, 31_000, 29_000, 30_000, 35_000, 27_000, 30_000, 32_000]


def _slow_simulation(values, errors, people, *, is_level_drawn, draws, to, back):
    """Every line refitted by least squares, one draw of the values at a time, as published."""
    people = np.array(people, dtype=float)
    share = people / people.sum()
    root, middle = np.sqrt(share), np.cumsum(share) - share / 2
    design = np.column_stack([root, root * middle])
    moved = to(np.array(values, dtype=float))
    rng = np.random.default_rng(99)
    found = []
    for _ in range(draws):
        intercept, slope = np.linalg.lstsq(
            design, root * (moved + errors * rng.standard_normal(len(moved))), rcond=None
        )[0]
        if not is_level_drawn:
            intercept = (share * moved).sum() - slope * (share * middle).sum()
        found.append((back(intercept), back(intercept + slope)))
    return np.array(found).T


def test_a_straight_line_by_hand():
    # Five equal groups, middles 0.1 … 0.9: the line 5 + 50b. The slope's coefficients are (b - 0.5) / 0.4, so with
    # errors of 1 its variance is 0.4 / 0.16 = 2.5. Ends: variance 0.2 + 2.5 / 4, covariance 0.2 - 2.5 / 4.
    values, people = [10, 20, 30, 40, 50], [7, 7, 7, 7, 7]
    slope = slope_index(values, people, standard_errors=1, seed=1).closed
    assert slope.rounded(6) == (50, round(50 - 1.959963985 * 2.5**0.5, 6), round(50 + 1.959963985 * 2.5**0.5, 6))
    ratio = relative_index(values, people, standard_errors=1, seed=1).closed
    assert ratio.value == pytest.approx(55 / 5, rel=1e-12)
    for r in (float(ratio.low), float(ratio.high)):
        # Fieller: each limit r lies where 55 - 5r is z standard errors from zero.
        assert abs(55 - 5 * r) / math.sqrt(0.825 + 0.825 * r * r + 2 * 0.425 * r) == pytest.approx(
            1.959963985, rel=1e-8
        )


def test_an_exponential_line_by_hand():
    # Values 100 x 4^b: with 'log' the line is exact, so slope 400 - 100 and ratio 4.
    values = [100 * 4**b for b in (0.1, 0.3, 0.5, 0.7, 0.9)]
    options = {"standard_errors": 0.1, "transform": "log", "seed": 1}
    assert slope_index(values, 1, **options).closed.value == pytest.approx(300)
    ratio = relative_index(values, 1, **options).closed
    reach = math.exp(1.959963985 * 0.1 * 2.5**0.5)
    assert ratio.rounded(6) == (4, round(4 / reach, 6), round(4 * reach, 6))


def test_a_straight_line_of_log_odds_by_hand():
    odds = [0.25 * 16**b for b in (0.1, 0.3, 0.5, 0.7, 0.9)]
    values = [o / (1 + o) for o in odds]
    options = {"standard_errors": 0.1, "transform": "logit", "seed": 1}
    # Ends: odds 0.25 and 4, so 20% and 80%.
    assert slope_index(values, 1, multiplier=100, **options).closed.value == pytest.approx(60)
    assert relative_index(values, 1, **options).closed.value == pytest.approx(4)


def test_ten_typed_groups():
    # R: PHEindicatormethods::phe_sii of area S01 of the reference tables, without a transform and with 'log'.
    counts = [31, 22, 44, 67, 30, 131, 84, 11, 87, 199]
    people = [24525, 21198, 45288, 62970, 29547, 74361, 50823, 10431, 45576, 83595]
    rates = 1e5 * np.array(counts) / people
    options = {"standard_errors": 0.1, "seed": 1, "simulations": 1000}
    assert slope_index(rates, people, **options).closed.value == pytest.approx(157.97162061078, rel=1e-8)
    assert relative_index(rates, people, **options).closed.value == pytest.approx(3.0125542434252, rel=1e-8)
    options["transform"] = "log"
    assert slope_index(rates, people, **options).closed.value == pytest.approx(156.37760142343, rel=1e-8)
    assert relative_index(rates, people, **options).closed.value == pytest.approx(2.73046417020298, rel=1e-8)


def test_uneven_groups_are_least_squares_of_the_roots():
    # The method notes fit √a Y on √a and √a b: numpy's weighted polynomial of the first degree is that fit.
    values, people = [126.4, 103.8, 97.2, 106.4, 101.5, 176.2], [24525, 21198, 45288, 62970, 29547, 74361]
    share = np.array(people) / sum(people)
    slope, intercept = np.polyfit(np.cumsum(share) - share / 2, values, 1, w=np.sqrt(share))
    options = {"standard_errors": 9, "seed": 1}
    assert slope_index(values, people, **options).closed.value == pytest.approx(slope, rel=1e-9)
    ratio = relative_index(values, people, **options).closed
    assert ratio.value == pytest.approx((slope + intercept) / intercept, rel=1e-9)


def _same(x):
    return x


@pytest.mark.parametrize(("function", "exact"), [(slope_index, "difference"), (relative_index, "ratio")])
def test_simulation_and_closed_form_agree_where_nothing_is_transformed(function, exact):
    errors = np.array(STEEP) * 0.08
    got = function(STEEP, PEOPLE, standard_errors=errors, seed=4, simulations=400_000)
    width = got.closed.high - got.closed.low
    assert abs(got.simulated.low - got.closed.low) < 0.01 * width, exact
    assert abs(got.simulated.high - got.closed.high) < 0.01 * width, exact
    first, last = _slow_simulation(STEEP, errors, PEOPLE, is_level_drawn=True, draws=20_000, to=_same, back=_same)
    found = last - first if exact == "difference" else last / first
    low, high = np.quantile(found, [0.025, 0.975])
    assert abs(low - got.closed.low) < 0.03 * width
    assert abs(high - got.closed.high) < 0.03 * width


@pytest.mark.parametrize(("errors", "least", "most"), [([0.08] * 10, 0.9, 0.95), (1.6 / np.sqrt(STEEP), 1.1, 1.25)])
def test_with_a_transform_the_simulation_holds_the_mean_as_published_and_the_closed_form_does_not(errors, least, most):
    got = slope_index(STEEP, PEOPLE, standard_errors=errors, transform="log", seed=4)
    for which, is_level_drawn in ((got.simulated, False), (got.closed, True)):
        first, last = _slow_simulation(
            STEEP, errors, PEOPLE, is_level_drawn=is_level_drawn, draws=20_000, to=np.log, back=np.exp
        )
        low, high = np.quantile(last - first, [0.025, 0.975])
        width = which.high - which.low
        # The delta method takes a skewed index as symmetric, which costs a little more than the simulation's error.
        assert abs(low - which.low) < 0.04 * width
        assert abs(high - which.high) < 0.04 * width
    assert least < (got.simulated.high - got.simulated.low) / (got.closed.high - got.closed.low) < most


def test_a_logarithmic_ratio_is_exact_in_both():
    got = relative_index(STEEP, PEOPLE, standard_errors=0.08, transform="log", seed=4, simulations=400_000)
    assert got.simulated.low == pytest.approx(got.closed.low, rel=5e-3)
    assert got.simulated.high == pytest.approx(got.closed.high, rel=5e-3)


def test_no_ratio_where_its_foot_may_be_zero():
    values, people = [[3, 4, 5, 6, 7], [30, 40, 50, 60, 70]], [1, 1, 1, 1, 1]
    got = relative_index(values, people, standard_errors=4, seed=1)
    assert got.closed.status.tolist() == got.simulated.status.tolist() == ["no-ratio", "ok"]
    for interval in (got.closed, got.simulated):
        for numbers in (interval.value, interval.low, interval.high):
            assert np.isnan(numbers).tolist() == [True, False]
    assert slope_index(values, people, standard_errors=4, seed=1).closed.status.tolist() == ["ok", "ok"]


def test_the_coverage_of_the_closed_form_with_a_transform():
    # Ten thousand counties with a true slope of exp(-2): the delta method's 95% limits hold it in 95% of them.
    share = np.array(PEOPLE) / sum(PEOPLE)
    middle = np.cumsum(share) - share / 2
    expected = 400e-5 * np.exp(-2 * middle) * np.array(PEOPLE)
    counts = np.random.default_rng(7).poisson(expected, (10_000, 10))
    got = slope_index(
        counts / PEOPLE, PEOPLE, standard_errors=1 / np.sqrt(counts), transform="log", seed=1, simulations=1000
    ).closed
    truth = 400e-5 * (math.exp(-2) - 1)
    assert 0.94 < np.mean((got.low <= truth) & (truth <= got.high)) < 0.96
