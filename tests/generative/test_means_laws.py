"""Laws of means."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from joinedup.stats import means

AMOUNTS = st.lists(st.integers(0, 400), min_size=2, max_size=30)
CONFIDENCES = st.floats(0.5, 0.999)


def _sums(amounts):
    return sum(amounts), sum(a * a for a in amounts), len(amounts)


@given(AMOUNTS, CONFIDENCES, CONFIDENCES)
def test_a_mean_lies_in_its_interval_which_widens_with_confidence(amounts, one, other):
    narrow, wide = (means.mean(*_sums(amounts), confidence=c) for c in sorted((one, other)))
    assert wide.low <= narrow.low <= narrow.value <= narrow.high <= wide.high


@given(AMOUNTS, st.integers(1, 50), st.integers(2, 9))
def test_a_shift_shifts_and_a_scale_scales(amounts, more, times):
    plain, moved = means.mean(*_sums(amounts)), means.mean(*_sums([times * (a + more) for a in amounts]))
    for one, other in ((plain.value, moved.value), (plain.low, moved.low), (plain.high, moved.high)):
        assert other == pytest.approx(times * (float(one) + more), rel=1e-6, abs=1e-3)


@given(AMOUNTS, AMOUNTS, CONFIDENCES)
def test_the_difference_is_scipys_welch_test(a, b, confidence):
    assume(len(set(a)) > 1 and len(set(b)) > 1)
    got = means.difference(*_sums(a), *_sums(b), confidence=confidence)
    theirs = stats.ttest_ind(a, b, equal_var=False)
    between = theirs.confidence_interval(confidence)
    assert got.rounded(12) == pytest.approx(
        (np.mean(a) - np.mean(b), between.low, between.high, theirs.pvalue), rel=1e-8, abs=1e-9
    )
    value, low, high, p_value = got.rounded(9)
    back = means.difference(*_sums(b), *_sums(a), confidence=confidence)
    assert back.rounded(9) == pytest.approx((-value, -high, -low, p_value))


@given(AMOUNTS, AMOUNTS, CONFIDENCES)
def test_intervals_and_sizes_say_as_much_as_sums(a, b, confidence):
    assume(len(set(a)) > 1)
    plain = means.difference(*_sums(a), *_sums(b), confidence=confidence)
    one, other = (means.mean(*_sums(amounts), confidence=confidence) for amounts in (a, b))
    got = means.difference_of_intervals(one, len(a), other, len(b), confidence=confidence)
    assert got.rounded(9) == pytest.approx(plain.rounded(9), rel=1e-8)


@given(AMOUNTS, st.integers(0, 400), st.floats(0, 5), CONFIDENCES)
def test_against_is_scipys_one_sample_test_and_rounding_only_widens(amounts, benchmark, rounding, confidence):
    assume(len(set(amounts)) > 1)
    interval = means.mean(*_sums(amounts), confidence=confidence)
    got = means.against(interval, len(amounts), benchmark, confidence=confidence)
    theirs = stats.ttest_1samp(amounts, benchmark)
    between = theirs.confidence_interval(confidence)
    expected = (np.mean(amounts) - benchmark, between.low - benchmark, between.high - benchmark, theirs.pvalue)
    assert got.rounded(12) == pytest.approx(expected, rel=1e-8, abs=1e-9)
    vague = means.against(interval, len(amounts), benchmark, rounding=rounding, confidence=confidence)
    assert vague.low <= got.low <= got.high <= vague.high
    assert vague.p_value >= got.p_value


@given(st.lists(AMOUNTS, min_size=1, max_size=5), AMOUNTS)
def test_an_array_is_its_elements(rows, beside):
    sums = np.array([_sums(row) for row in rows], dtype=float).T
    together, averages = means.difference(*sums, *_sums(beside)), means.mean(*sums)
    for i, row in enumerate(rows):
        alone = means.difference(*_sums(row), *_sums(beside))
        assert alone.rounded(9) == pytest.approx(tuple(v[i] for v in together.rounded(9)), nan_ok=True)
        assert alone.status == together.status[i]
        assert means.mean(*_sums(row)).rounded(9) == pytest.approx(tuple(v[i] for v in averages.rounded(9)))
