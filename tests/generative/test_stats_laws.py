"""Laws that hold for every count."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.stats import comparison, means, multiple, prevalence, proportions, rates

CONFIDENCES = st.floats(0.5, 0.999)


@st.composite
def shares(draw):
    n = draw(st.integers(1, 5000))
    return draw(st.integers(0, n)), n


@given(shares(), CONFIDENCES, CONFIDENCES)
def test_a_share_lies_in_its_interval_which_widens_with_confidence(share, one, other):
    narrow, wide = (proportions.proportion(*share, confidence=c) for c in sorted((one, other)))
    assert 0 <= wide.low <= narrow.low <= narrow.value <= narrow.high <= wide.high <= 100


@given(shares())
def test_the_complement_mirrors(share):
    count, n = share
    one, other = proportions.proportion(count, n), proportions.proportion(n - count, n)
    assert one.low == pytest.approx(100 - other.high, abs=1e-9)
    assert one.high == pytest.approx(100 - other.low, abs=1e-9)


@given(st.integers(0, 5000), st.integers(1, 10**6), CONFIDENCES, CONFIDENCES)
def test_a_rate_lies_in_its_interval_and_scales(count, people, one, other):
    narrow, wide = (rates.rate(count, people, confidence=c) for c in sorted((one, other)))
    assert wide.low <= narrow.low <= narrow.value <= narrow.high <= wide.high
    doubled = rates.rate(count, 2 * people, confidence=min(one, other))
    assert doubled.high == pytest.approx(narrow.high / 2)


@given(shares(), shares())
def test_p_values_agree_with_limits_and_swapping_sides_mirrors(a, b):
    forward, back = comparison.share_difference(*a, *b), comparison.share_difference(*b, *a)
    assert forward.low == pytest.approx(-back.high, abs=1e-9)
    assert forward.p_value == pytest.approx(back.p_value, rel=1e-6, abs=1e-12)
    if abs(forward.p_value - 0.05) > 1e-9:
        assert (forward.low > 0 or forward.high < 0) == (forward.p_value < 0.05)
        ratio = comparison.share_ratio(*a, *b)
        if ratio.status == "ok":
            assert (ratio.low > 1 or ratio.high < 1) == (ratio.p_value < 0.05)


@given(st.integers(0, 400), st.integers(1, 10**5), st.integers(0, 400), st.integers(1, 10**5), CONFIDENCES)
def test_rate_ratio_contains_its_value_and_agrees_with_its_p(x, n, y, m, confidence):
    got = comparison.rate_ratio(x, n, y, m, confidence=confidence)
    if x + y == 0:
        assert got.status == "no-events"
        return
    assert got.low <= got.value * (1 + 1e-12)
    assert got.value <= got.high * (1 + 1e-12)
    back = comparison.rate_ratio(y, m, x, n, confidence=confidence)
    if x and y:
        assert got.low == pytest.approx(1 / float(back.high), rel=1e-7)
    if abs(float(got.p_value) - (1 - confidence)) > 1e-9:
        assert (got.low > 1 or got.high < 1) == (got.p_value < 1 - confidence)


@given(shares(), st.floats(0.1, 99.9), st.floats(0, 1))
def test_a_benchmark_outside_the_interval_is_one_with_a_small_p(share, benchmark, rounding):
    got = proportions.against(*share, benchmark, rounding=rounding)
    if abs(got.p_value - 0.05) > 1e-6 and rounding < benchmark < 100 - rounding:
        assert (got.low > 0 or got.high < 0) == (got.p_value < 0.05)


@given(st.integers(0, 3000), st.floats(0.5, 2), st.floats(0, 0.4))
def test_a_rate_against_a_benchmark_agrees_with_its_p(count, times, rounding):
    benchmark = max(1.0, count * times)
    got = rates.against(count, 100_000, benchmark, rounding=rounding)
    if abs(got.p_value - 0.05) > 1e-6:
        assert (got.low > 1 or got.high < 1) == (got.p_value < 0.05)


@given(st.lists(st.integers(0, 500), min_size=2, max_size=30), st.lists(st.integers(0, 500), min_size=2, max_size=30))
def test_welch_agrees_with_its_p(a, b):
    sums = [(sum(v), sum(x * x for x in v), len(v)) for v in (a, b)]
    got = means.difference(*sums[0], *sums[1])
    if got.status != "ok":
        assert len(set(a)) == len(set(b)) == 1
        return
    assert got.low <= got.value <= got.high
    if abs(got.p_value - 0.05) > 1e-9:
        assert (got.low > 0 or got.high < 0) == (got.p_value < 0.05)


@given(st.lists(st.floats(0, 1), max_size=40), st.lists(st.floats(0.06, 1), max_size=40))
def test_a_family_that_grows_by_the_unremarkable_never_lets_more_through(p, more):
    alone, grown = multiple.benjamini_hochberg(p), multiple.benjamini_hochberg(p + more)
    assert np.all(alone.adjusted >= np.array(p) - 1e-15)
    assert np.all(grown.survives[: len(p)] <= alone.survives)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_adjusted_values_keep_the_order(p):
    family = multiple.benjamini_hochberg(p)
    order = np.argsort(p, kind="stable")
    assert np.all(np.diff(family.adjusted[order]) >= -1e-15)


@given(st.integers(0, 2000), st.floats(2001, 9000), st.floats(0.2, 1), st.floats(1, 3))
def test_unmet_need_lies_in_its_interval(treated, estimate, below, above):
    got = prevalence.unmet_need(treated, estimate, estimate * below, estimate * above)
    assert 0 <= got.low <= got.value + 1e-9
    assert got.value <= got.high + 1e-9 <= 100 + 1e-8
