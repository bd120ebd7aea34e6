"""Laws of stocks that share people and of a part against the rest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.stats import stocks
from joinedup.stats.comparison_with_rest import with_rest

COUNTS = st.integers(0, 3000)


@given(COUNTS, COUNTS, COUNTS, st.floats(0.5, 0.999), st.floats(0.5, 0.999))
def test_a_stock_s_change_lies_in_its_limits_which_widen_and_agree_with_p(joined, left, both, one, other):
    now, before = joined + both, left + both
    if now == before == 0:
        return
    narrow, wide = (stocks.change(now, before, both, confidence=c) for c in sorted((one, other)))
    assert wide.low <= narrow.low * (1 + 1e-12)
    assert narrow.low <= narrow.value * (1 + 1e-12)
    assert narrow.value <= narrow.high * (1 + 1e-12) <= wide.high * (1 + 2e-12)
    level = 1 - max(one, other)
    if abs(float(wide.p_value) - level) > 1e-9:
        assert (wide.low > 1 or wide.high < 1) == (wide.p_value < level)


@given(COUNTS, COUNTS, COUNTS)
def test_swapping_the_windows_turns_the_ratio_over(joined, left, both):
    forward = stocks.change(joined + both, left + both, both)
    back = stocks.change(left + both, joined + both, both)
    if joined + both and left + both:
        assert forward.low == pytest.approx(1 / float(back.high), rel=1e-9)
        assert forward.p_value == pytest.approx(float(back.p_value), rel=1e-9)


@given(COUNTS, COUNTS, st.integers(1, 3000), st.integers(0, 3000))
def test_more_people_in_both_bring_the_ratio_nearer_to_one_and_never_move_the_p_value(joined, left, both, more):
    few, many = (stocks.change(joined + k, left + k, k) for k in (both, both + more))
    assert abs(float(many.value) - 1) <= abs(float(few.value) - 1) + 1e-12
    assert many.p_value == pytest.approx(float(few.p_value), rel=1e-9)


def test_an_array_is_its_elements():
    now, before = np.array([[120, 5], [0, 40]]), np.array([90, 3])
    together = stocks.change(now, before, [[80, 1], [0, 2]])
    for i, j in np.ndindex(2, 2):
        alone = stocks.change(now[i, j], before[j], [[80, 1], [0, 2]][i][j])
        assert (together.low[i, j], together.high[i, j]) == (alone.low, alone.high)


@given(st.integers(1, 2000), st.integers(1, 2000), st.data())
def test_the_part_and_the_rest_mirror_each_other(n, rest_n, data):
    count, rest = data.draw(st.integers(0, n)), data.draw(st.integers(0, rest_n))
    whole, total = count + rest, n + rest_n
    one = with_rest(count, n, whole, total, family="share")
    other = with_rest(rest, rest_n, whole, total, family="share")
    assert one.low == pytest.approx(-float(other.high), abs=1e-9)
    ratio, back = with_rest(count, n, whole, total, family="rate"), with_rest(rest, rest_n, whole, total, family="rate")
    if count and rest:
        assert ratio.low == pytest.approx(1 / float(back.high), rel=1e-7)
