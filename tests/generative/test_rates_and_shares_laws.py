"""Laws of rates, shares and their comparisons: symmetry, confidence, and one row like many."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.stats import comparison, newcombe, proportions, rates

CONFIDENCES = st.floats(0.5, 0.999)
SEEDS = st.integers(0, 2**32 - 1)


@st.composite
def shares(draw, most=3000):
    n = draw(st.integers(1, most))
    return draw(st.integers(0, n)), n


def _rows(seed, rows=40):
    draw = np.random.default_rng(seed)
    n, m = draw.integers(1, 2000, (2, rows))
    return draw.binomial(n, draw.random(rows) ** 3), n, draw.binomial(m, draw.random(rows) ** 3), m


CALLS = [
    lambda x, n, y, m: proportions.proportion(x, n),
    lambda x, n, y, m: proportions.against(x, n, np.minimum(99, m / 20), rounding=0.5),
    lambda x, n, y, m: rates.rate(x, n),
    lambda x, n, y, m: rates.against(x, n, m, per=1000, rounding=0.5),
    lambda x, n, y, m: rates.rate_of_events(np.stack([x, y], axis=-1), n),
    lambda x, n, y, m: comparison.rate_ratio(x, n, y, m),
    lambda x, n, y, m: comparison.share_difference(x, n, y, m),
    lambda x, n, y, m: comparison.share_ratio(x, n, y, m),
    lambda x, n, y, m: comparison.difference(proportions.proportion(x, n), proportions.proportion(y, m)),
]
NUMBERS = ("value", "low", "high", "p_value", "status")


def _numbers(got):
    return [np.asarray(getattr(got, name)) for name in NUMBERS if hasattr(got, name)]


def _same(one, other):
    assert one.dtype.kind == other.dtype.kind
    if one.dtype.kind == "U":
        assert one.tolist() == other.tolist()
    else:
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("call", CALLS)
@given(seed=SEEDS)
def test_an_array_is_its_elements_in_any_order_and_shape(call, seed):
    given_rows = _rows(seed)
    whole = _numbers(call(*given_rows))
    order = np.random.default_rng(seed).permutation(40)
    for mine, turned in zip(whole, _numbers(call(*(v[order] for v in given_rows))), strict=True):
        _same(mine[order], turned)
    for mine, square in zip(whole, _numbers(call(*(v.reshape(8, 5) for v in given_rows))), strict=True):
        _same(mine.reshape(8, 5), square)
    for mine, alone in zip(whole, _numbers(call(*(v[7] for v in given_rows))), strict=True):
        assert alone.shape == ()
        _same(mine[7], alone)


@pytest.mark.parametrize("call", CALLS)
@given(seed=SEEDS)
def test_the_value_lies_between_the_limits_and_is_nan_exactly_where_not_ok(call, seed):
    got = call(*_rows(seed))
    known = got.status == "ok"
    assert np.array_equal(np.isnan(got.value), ~known)
    assert np.array_equal(np.isnan(got.low), ~known)
    assert np.array_equal(np.isnan(got.high), ~known)
    hair = 1e-9 * np.maximum(1, np.abs(got.value[known]))
    assert np.all(got.low[known] <= got.value[known] + hair)
    assert np.all(got.value[known] <= got.high[known] + hair)


@given(shares(), shares(), CONFIDENCES, CONFIDENCES)
def test_comparisons_widen_with_confidence(a, b, one, other):
    less, more = sorted((one, other))
    for call in (comparison.rate_ratio, comparison.share_difference, comparison.share_ratio_interval):
        narrow, wide = (call(*a, *b, confidence=c) for c in (less, more))
        if narrow.status == "ok":
            assert wide.low <= narrow.low + 1e-9 * max(1, abs(narrow.low))
            assert narrow.high <= wide.high + 1e-9 * max(1, abs(wide.high))


@given(shares(), shares())
def test_two_complements_differ_the_other_way(a, b):
    (x, n), (y, m) = a, b
    forward, mirrored = comparison.share_difference(x, n, y, m), comparison.share_difference(n - x, n, m - y, m)
    assert forward.value == pytest.approx(-float(mirrored.value), abs=1e-9)
    assert forward.low == pytest.approx(-float(mirrored.high), abs=1e-9)
    assert forward.p_value == pytest.approx(float(mirrored.p_value), rel=1e-7, abs=1e-12)


@given(shares(), shares(), st.floats(0.01, 100))
def test_the_unit_of_people_does_not_move_a_ratio_of_rates(a, b, unit):
    (x, n), (y, m) = a, b
    one, other = comparison.rate_ratio(x, n, y, m), comparison.rate_ratio(x, n * unit, y, m * unit)
    for mine, theirs in zip(_numbers(one), _numbers(other), strict=True):
        if mine.dtype.kind != "U":
            np.testing.assert_allclose(mine, theirs, rtol=1e-9)


@given(shares(), st.floats(0.01, 1e6))
def test_per_only_sets_the_unit(share, per):
    for call in (proportions.proportion, rates.rate):
        one, scaled = call(*share, per=1), call(*share, per=per)
        for mine, theirs in ((one.value, scaled.value), (one.low, scaled.low), (one.high, scaled.high)):
            assert theirs == pytest.approx(float(mine) * per, rel=1e-12)


@given(st.lists(st.integers(0, 300), min_size=1, max_size=5), st.integers(1, 10**6), CONFIDENCES, CONFIDENCES)
def test_events_of_the_same_people_widen_and_one_each_changes_nothing(persons, people, one, other):
    narrow, wide = (rates.rate_of_events(persons, people, confidence=c) for c in sorted((one, other)))
    assert wide.low <= narrow.low <= narrow.value <= narrow.high <= wide.high
    events = sum(f * number for f, number in enumerate(persons, 1))
    apart = rates.rate(events, people, confidence=min(one, other))
    assert narrow.value == pytest.approx(float(apart.value), rel=1e-12)
    assert narrow.high >= apart.high * (1 - 1e-12)
    assert narrow.low <= apart.low * (1 + 1e-12)
    each = rates.rate_of_events([persons[0]], people)
    plain = rates.rate(persons[0], people)
    assert (each.low, each.high) == (pytest.approx(float(plain.low)), pytest.approx(float(plain.high)))


@given(shares(400), shares(400))
def test_the_p_value_of_two_shares_is_that_of_its_confidence(a, b):
    x, n, y, m = (np.array(float(v)) for v in (*a, *b))
    p = float(newcombe.p_value(x, n, y, m))
    if not 1e-9 < p < 1 - 1e-9:
        return
    got = comparison.share_difference(x, n, y, m, per=1, confidence=1 - p)
    assert min(abs(float(got.low)), abs(float(got.high))) == pytest.approx(0, abs=1e-7)
