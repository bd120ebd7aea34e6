"""Laws of comparisons made from limits alone."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from joinedup.stats.comparison import share_difference
from joinedup.stats.from_intervals import change_of_gap, known, ratio
from joinedup.stats.interval import OK


@st.composite
def intervals(draw):
    value, below, above = (draw(st.floats(0.5, 100.0)) for _ in range(3))
    return known(value, max(0.1, value - below), value + above)


@given(intervals(), intervals())
def test_a_ratio_leaves_out_one_exactly_where_its_p_value_says_so(a, b):
    got = ratio(a, b)
    assert float(got.low) <= float(got.value) <= float(got.high)
    if abs(float(got.p_value) - 0.05) > 1e-6:
        assert (float(got.low) > 1 or float(got.high) < 1) == (float(got.p_value) < 0.05)


@given(*(st.tuples(st.integers(0, 300), st.just(300)) for _ in range(4)))
def test_a_gap_now_and_before_swapped_changes_by_as_much_the_other_way(a, b, c, d):
    now, before = share_difference(*a, *b), share_difference(*c, *d)
    one, other = change_of_gap(now, before), change_of_gap(before, now)
    assert (one.status == OK) == (other.status == OK)
    if one.status == OK and float(now.value) and float(before.value):
        assert np.isclose(one.value, -other.value)
        assert np.isclose(one.low, -other.high)
        assert np.isclose(one.p_value, other.p_value)


def test_a_gap_that_did_not_change_is_called_wider_or_narrower_in_about_one_of_twenty():
    rng = np.random.default_rng(20260501)
    counts = rng.binomial([[300], [200], [300], [200]], [[0.5], [0.3], [0.5], [0.3]], size=(4, 20_000))
    now = share_difference(counts[0], 300, counts[1], 200)
    before = share_difference(counts[2], 300, counts[3], 200)
    got = change_of_gap(now, before)
    is_told = (got.low > 0) | (got.high < 0)
    assert 0.03 < float(np.mean(is_told[got.status == OK])) < 0.06
