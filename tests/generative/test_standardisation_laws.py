"""Laws of standardised rates."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from joinedup.stats import rates
from joinedup.stats.standardisation import direct, indirect_rate, indirect_ratio

CONFIDENCES = st.floats(0.5, 0.999)


@st.composite
def places(draw):
    """Counts, populations and weights of up to twelve bands."""
    bands = draw(st.integers(1, 12))

    def row(numbers):
        return draw(st.lists(numbers, min_size=bands, max_size=bands))

    return row(st.integers(0, 60)), row(st.integers(60, 10**5)), row(st.integers(1, 9000))


def _slowly(counts, populations, weights, confidence):
    """Dobson's limits one band at a time."""
    total = sum(counts)
    value = sum(w * x / n for x, n, w in zip(counts, populations, weights, strict=True)) / sum(weights)
    variance = sum(w * w * x / n / n for x, n, w in zip(counts, populations, weights, strict=True)) / sum(weights) ** 2
    byar = rates.rate(total, 1, per=1, confidence=confidence)
    low, high = (value + math.sqrt(variance / total) * (float(end) - total) for end in (byar.low, byar.high))
    return tuple(1e5 * number for number in (value, max(0.0, low), high))


@given(places(), CONFIDENCES)
def test_direct_is_what_its_slow_twin_gives(place, confidence):
    got = direct(*place, confidence=confidence)
    if sum(place[0]) < 10:
        assert got.status == "fewer-than-10-events"
        assert np.isnan([got.value, got.low, got.high]).all()
        return
    slow = _slowly(*place, confidence)
    assert (got.value, got.low, got.high) == tuple(pytest.approx(number, rel=1e-9, abs=1e-9) for number in slow)


@given(places(), CONFIDENCES, CONFIDENCES)
def test_a_rate_lies_in_its_interval_which_widens_with_confidence(place, one, other):
    narrow, wide = (direct(*place, confidence=c) for c in sorted((one, other)))
    assume(narrow.status == "ok")
    assert 0 <= wide.low <= narrow.low <= narrow.value <= narrow.high <= wide.high


@given(places(), st.integers(2, 50))
def test_the_size_of_the_weights_and_the_order_of_bands_do_not_matter(place, times):
    counts, populations, weights = place
    plain = direct(counts, populations, weights).rounded(6)
    assert direct(counts, populations, [times * w for w in weights]).rounded(6) == pytest.approx(plain, nan_ok=True)
    assert direct(counts[::-1], populations[::-1], weights[::-1]).rounded(6) == pytest.approx(plain, nan_ok=True)


@given(places(), st.integers(2, 9))
def test_twice_the_people_halve_the_rate(place, times):
    counts, populations, weights = place
    one, more = direct(counts, populations, weights), direct(counts, [times * n for n in populations], weights)
    np.testing.assert_allclose([more.value, more.low, more.high], np.array([one.value, one.low, one.high]) / times)


@given(places())
def test_events_of_different_people_need_no_frequencies(place):
    once = [[x, 0, 0] for x in place[0]]
    plain, told = direct(*place), direct(*place, event_frequencies=once)
    np.testing.assert_allclose([told.value, told.low, told.high], [plain.value, plain.low, plain.high])


@given(st.lists(places(), min_size=1, max_size=4))
def test_an_array_is_its_elements(drawn):
    bands = min(len(place[0]) for place in drawn)
    weights = drawn[0][2][:bands]
    counts, populations = ([place[i][:bands] for place in drawn] for i in (0, 1))
    together = direct(counts, populations, weights)
    ratios = indirect_ratio(np.sum(counts, axis=1), populations, weights, populations[0])
    for i, (x, n) in enumerate(zip(counts, populations, strict=True)):
        alone = direct(x, n, weights)
        assert alone.rounded(9) == pytest.approx(tuple(v[i] for v in together.rounded(9)), nan_ok=True)
        assert alone.status == together.status[i]
        ratio = indirect_ratio(sum(x), n, weights, populations[0])
        assert ratio.rounded(9) == pytest.approx(tuple(v[i] for v in ratios.rounded(9)))


@given(places(), CONFIDENCES, CONFIDENCES)
def test_an_indirect_ratio_lies_in_its_interval_and_is_100_for_the_reference_itself(place, one, other):
    counts, populations, weights = place
    narrow, wide = (
        indirect_ratio(sum(counts), populations, weights, populations, confidence=c) for c in sorted((one, other))
    )
    assert 0 <= wide.low <= narrow.low <= narrow.value <= narrow.high <= wide.high
    assume(sum(counts) > 0)
    itself = indirect_ratio(sum(counts), populations, counts, populations)
    assert itself.value == pytest.approx(100)
    crude = rates.rate(sum(counts), sum(populations))
    rate = indirect_rate(sum(counts), populations, counts, populations)
    assert rate.rounded(6) == pytest.approx(crude.rounded(6), rel=1e-6)
