"""A standing holds at a level exactly where the rank interval at that level says so."""

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from joinedup.stats.multiple import rank_intervals
from joinedup.stats.standing import level_of_top


@st.composite
def rows(draw):
    size = draw(st.integers(2, 6))
    values = draw(st.lists(st.integers(0, 9), min_size=size, max_size=size))
    chances = np.ones((size, size))
    for i in range(size):
        for j in range(i):
            chances[i, j] = chances[j, i] = draw(st.floats(1e-6, 1.0))
    return values, chances


@given(rows(), st.integers(1, 6))
def test_the_level_is_where_the_rank_interval_first_fits(row, top):
    values, chances = row
    assume(top <= len(values))
    levels = level_of_top(values, chances, top=top)
    for level in (0.01, 0.05, 0.2, 0.9):
        assume(not np.any(np.isclose(levels, level, rtol=1e-9)))
        assert (rank_intervals(values, chances, level=level).last <= top).tolist() == (levels <= level).tolist()


@given(rows())
def test_the_order_of_items_does_not_matter(row):
    values, chances = row
    turned = level_of_top(values[::-1], chances[::-1, ::-1])
    assert turned[::-1].tolist() == level_of_top(values, chances).tolist()
