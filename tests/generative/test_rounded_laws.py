"""Rounded counts against a slow twin that asks every pair of whole counts they may stand for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.stats import comparison, rounded

COUNTS, ROUNDINGS = st.integers(0, 60), st.integers(0, 4)


@given(COUNTS, COUNTS, ROUNDINGS, ROUNDINGS, st.floats(0.5, 0.999))
def test_it_is_the_widest_of_every_pair(now, before, half, half_before, confidence):
    got = rounded.counts_ratio(now, before, rounding=half, rounding_before=half_before, confidence=confidence)
    if now == before == 0:
        assert got.status == "no-events"
        return
    lows, highs, chances = [], [], []
    for x in range(max(0, now - half), now + half + 1):
        for y in range(max(0, before - half_before), before + half_before + 1):
            one = comparison.rate_ratio(x, 1, y, 1, confidence=confidence)
            is_known = one.status == "ok"
            lows.append(float(one.low) if is_known else 0.0)
            highs.append(float(one.high) if is_known else np.inf)
            chances.append(float(one.p_value) if is_known else 1.0)
    assert (got.low, got.high) == (pytest.approx(min(lows), rel=1e-9), pytest.approx(max(highs), rel=1e-9))
    if now - half >= before + half_before or before - half_before >= now + half:
        assert got.p_value == pytest.approx(max(chances), rel=1e-9)
    else:
        assert got.p_value == 1


@given(COUNTS, COUNTS, ROUNDINGS, st.floats(0.5, 0.99))
def test_it_contains_its_value_widens_with_rounding_and_agrees_with_its_p(now, before, half, confidence):
    fine, coarse = (rounded.counts_ratio(now, before, rounding=r, confidence=confidence) for r in (0, half))
    if now == before == 0:
        return
    assert coarse.low <= fine.low <= fine.value * (1 + 1e-12)
    assert fine.value <= fine.high * (1 + 1e-12) <= coarse.high * (1 + 1e-12)
    if abs(float(coarse.p_value) - (1 - confidence)) > 1e-9:
        assert (coarse.low > 1 or coarse.high < 1) == (coarse.p_value < 1 - confidence)


def test_an_array_is_its_elements():
    now, before = np.array([[120, 5, 0], [0, 40, 90]]), np.array([90, 0, 3])
    together = rounded.counts_ratio(now, before, rounding=2)
    for i, j in np.ndindex(now.shape):
        alone = rounded.counts_ratio(now[i, j], before[j], rounding=2)
        for mine, theirs in ((together.low, alone.low), (together.high, alone.high), (together.p_value, alone.p_value)):
            np.testing.assert_equal(float(mine[i, j]), float(theirs))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: rounded.counts_ratio([1, -1], 2), r"now\[1\] is -1"),
        (lambda: rounded.counts_ratio(1, -2), "before is -2"),
        (lambda: rounded.counts_ratio(1, 2, rounding=-0.5), "rounding is -0.5"),
        (lambda: rounded.counts_ratio(1, 2, rounding_before=np.nan), "rounding_before is nan"),
        (lambda: rounded.counts_ratio(1, 2, confidence=1), "confidence is 1"),
    ],
)
def test_bad_arguments_are_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
