"""Laws of the indices of inequality."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.stats.inequality import relative_index, slope_index
from joinedup.stats.scales import back, derivative, onto

CONFIDENCES = st.floats(0.5, 0.99)
TRANSFORMS = st.sampled_from([None, "log", "logit"])


@st.composite
def gradients(draw):
    """Fractions, populations and small errors of five to ten groups."""
    groups = draw(st.integers(5, 10))

    def row(low, high):
        return np.array(draw(st.lists(st.floats(low, high), min_size=groups, max_size=groups)))

    return row(0.3, 0.7), row(10, 1000), row(0.001, 0.01)


def _both(gradient, **options):
    values, people, errors = gradient
    options = {"standard_errors": errors, "seed": 5, "simulations": 1000} | options
    return slope_index(values, people, **options), relative_index(values, people, **options)


@given(gradients(), TRANSFORMS, CONFIDENCES, CONFIDENCES)
def test_an_index_lies_in_its_intervals_which_widen_with_confidence(gradient, transform, one, other):
    narrow, wide = (_both(gradient, transform=transform, confidence=c) for c in sorted((one, other)))
    for less, more in zip(narrow, wide, strict=True):
        for a, b in ((less.simulated, more.simulated), (less.closed, more.closed)):
            if more.closed.status == "ok":
                assert b.low <= a.low <= a.value <= a.high <= b.high


@given(gradients(), TRANSFORMS)
def test_turned_round_a_slope_is_negative_and_a_ratio_the_inverse(gradient, transform):
    slope, ratio = _both(gradient, transform=transform)
    slope_back, ratio_back = _both(gradient, transform=transform, multiplier=-2)
    for one, other in ((slope.closed, slope_back.closed), (slope.simulated, slope_back.simulated)):
        np.testing.assert_allclose([other.value, other.low, other.high], -2 * np.array([one.value, one.high, one.low]))
    if ratio.closed.status == ratio_back.closed.status == "ok":
        one, other = ratio.closed, ratio_back.closed
        np.testing.assert_allclose([other.value, other.low, other.high], 1 / np.array([one.value, one.high, one.low]))


@given(gradients(), TRANSFORMS)
def test_groups_in_the_other_order_turn_it_round_too(gradient, transform):
    slope, ratio = _both(gradient, transform=transform)
    reversed_slope, reversed_ratio = _both([row[::-1] for row in gradient], transform=transform)
    one, other = slope.closed, reversed_slope.closed
    np.testing.assert_allclose(
        [other.value, other.low, other.high], [-one.value, -one.high, -one.low], rtol=1e-7, atol=1e-12
    )
    if ratio.closed.status == reversed_ratio.closed.status == "ok":
        assert reversed_ratio.closed.value == pytest.approx(1 / float(ratio.closed.value))


@given(gradients(), st.floats(2, 500))
def test_a_scale_of_values_scales_the_slope_and_leaves_the_ratio(gradient, times):
    values, people, errors = gradient
    slope, ratio = _both(gradient)
    more_slope, more_ratio = _both((times * values, people, times * errors))
    for one, other in ((slope.closed, more_slope.closed), (slope.simulated, more_slope.simulated)):
        np.testing.assert_allclose(
            [other.value, other.low, other.high], times * np.array([one.value, one.low, one.high]), rtol=1e-7, atol=1e-9
        )
    np.testing.assert_allclose(more_ratio.closed.high, ratio.closed.high)


@given(gradients(), CONFIDENCES)
def test_a_logarithmic_ratio_is_the_slope_of_logarithms(gradient, confidence):
    values, people, errors = gradient
    _, ratio = _both(gradient, transform="log", confidence=confidence)
    slope, _ = _both((np.log(values), people, errors), confidence=confidence)
    # Between two draws a percentile is read on the scale it is asked on, so simulated ones agree less closely.
    for one, other, within in ((ratio.closed, slope.closed, 1e-9), (ratio.simulated, slope.simulated, 1e-4)):
        logs = np.log([one.value, one.low, one.high])
        np.testing.assert_allclose(logs, [other.value, other.low, other.high], rtol=1e-7, atol=within)


@given(st.lists(gradients(), min_size=1, max_size=4), TRANSFORMS)
def test_an_array_is_its_elements(drawn, transform):
    groups = min(len(gradient[0]) for gradient in drawn)
    rows = [tuple(row[:groups] for row in gradient) for gradient in drawn]
    together = _both([np.array([row[i] for row in rows]) for i in range(3)], transform=transform)
    for i, row in enumerate(rows):
        for one, all_ in zip(_both(row, transform=transform), together, strict=True):
            for alone, many in ((one.simulated, all_.simulated), (one.closed, all_.closed)):
                assert alone.status == many.status[i]
                np.testing.assert_allclose(
                    [alone.value, alone.low, alone.high],
                    [many.value[i], many.low[i], many.high[i]],
                    rtol=1e-8,
                    atol=1e-12,
                )


def test_many_rows_are_drawn_in_parts_and_a_seed_gives_the_same_again():
    rng = np.random.default_rng(1)
    values, people = rng.uniform(10, 20, (100, 5)), rng.uniform(100, 200, (100, 5))
    options = {"standard_errors": 0.05, "errors_on": "log", "simulations": 20_000}
    all_ = slope_index(values, people, seed=8, **options).simulated
    last = slope_index(values[99], people[99], seed=8, **options).simulated
    assert all_.low[99] == pytest.approx(float(last.low), rel=1e-9)
    assert slope_index(values[99], people[99], seed=8, **options).simulated.low == last.low
    assert slope_index(values[99], people[99], seed=9, **options).simulated.low != last.low


@given(st.floats(0.01, 0.99), TRANSFORMS)
def test_a_scale_undoes_itself_and_its_derivative_is_a_small_step(value, scale):
    there = onto(scale, np.array(value))
    assert back(scale, there) == pytest.approx(value, rel=1e-12)
    step = (back(scale, there + 1e-6) - back(scale, there - 1e-6)) / 2e-6
    assert derivative(scale, np.array(value)) == pytest.approx(float(step), rel=1e-6)
