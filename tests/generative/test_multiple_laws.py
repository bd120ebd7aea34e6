"""Holm's method and rank intervals against a slow twin that rejects one pair at a time, and their laws."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from joinedup.stats import comparison, multiple

CHANCES = st.lists(st.floats(0, 1), max_size=30)


def rejected_one_at_a_time(p, level):
    """Holm (1979) as written: the smallest left is tried at level / those left, until one stays."""
    left, rejected = dict(enumerate(p)), set()
    while left:
        which = min(left, key=left.get)
        if left[which] * len(left) > level:
            break
        rejected.add(which)
        del left[which]
    return rejected


def ranks_one_pair_at_a_time(values, p_of, level=0.05):
    """Return (first, last) of each item, asking every pair in turn."""
    items = range(len(values))
    pairs = [(i, j) for i in items for j in items if i < j]
    apart = {pairs[k] for k in rejected_one_at_a_time([p_of(i, j) for i, j in pairs], level)}
    beats = {(i, j) for i in items for j in items if values[i] > values[j] and tuple(sorted((i, j))) in apart}
    lost = [sum((j, i) in beats for j in items) for i in items]
    won = [sum((i, j) in beats for j in items) for i in items]
    return [(1 + lost[i], len(values) - won[i]) for i in items]


@st.composite
def areas(draw):
    ns = draw(st.lists(st.integers(1, 3000), min_size=1, max_size=8))
    return [draw(st.integers(0, n)) for n in ns], ns


@given(CHANCES, st.floats(0.001, 0.5))
def test_holm_rejects_what_the_paper_does(p, level):
    got = multiple.holm(p, level=level)
    # At equality of a product of floats either answer is right: neither side is asked there.
    if not np.any(np.isclose(got.adjusted, level, rtol=1e-12)):
        assert set(np.flatnonzero(got.survives)) == rejected_one_at_a_time(p, level)
    assert np.all(got.adjusted >= np.array(p))
    assert np.all(multiple.benjamini_hochberg(p, level=level).adjusted <= got.adjusted + 1e-15)


@given(areas())
def test_ranks_of_rates_are_the_slow_twins(area):
    counts, ns = area

    def p_of(i, j):
        got = comparison.rate_ratio(counts[i], ns[i], counts[j], ns[j])
        return float(got.p_value) if got.status == "ok" else 1.0

    got = multiple.rank_rates(counts, ns)
    expected = ranks_one_pair_at_a_time([x / n for x, n in zip(counts, ns, strict=True)], p_of)
    assert list(zip(got.first, got.last, strict=True)) == expected


@given(areas())
def test_ranks_of_shares_are_the_slow_twins(area):
    counts, ns = area

    def p_of(i, j):
        return float(comparison.share_difference(counts[i], ns[i], counts[j], ns[j]).p_value)

    got = multiple.rank_shares(counts, ns)
    expected = ranks_one_pair_at_a_time([x / n for x, n in zip(counts, ns, strict=True)], p_of)
    assert list(zip(got.first, got.last, strict=True)) == expected


@given(areas(), st.data())
def test_ranks_of_any_p_values_are_the_slow_twins(area, data):
    values = area[0]
    size = len(values)
    p = np.ones((size, size))
    for i in range(size):
        for j in range(i):
            p[i, j] = p[j, i] = data.draw(st.floats(0, 0.2))
    got = multiple.rank_intervals(values, p)
    assert list(zip(got.first, got.last, strict=True)) == ranks_one_pair_at_a_time(values, lambda i, j: p[i, j])
    everything = [size > 1 and won == (1, 1) for won in zip(got.first, got.last, strict=True)]
    assert got.beats_all.tolist() == everything


@given(areas(), st.randoms(use_true_random=False))
def test_ranks_do_not_depend_on_the_order_of_items(area, luck):
    counts, ns = map(np.array, area)
    order = list(range(len(counts)))
    luck.shuffle(order)
    got, moved = multiple.rank_rates(counts, ns), multiple.rank_rates(counts[order], ns[order])
    assert got.first[order].tolist() == moved.first.tolist()
    assert got.beats_all[order].tolist() == moved.beats_all.tolist()


@given(areas(), st.floats(0.001, 0.4), st.floats(0.001, 0.4))
def test_the_highest_value_is_within_its_ranks_and_a_stricter_level_widens_them(area, one, other):
    strict, loose = (multiple.rank_shares(*area, level=level) for level in sorted((one, other)))
    values = np.array(area[0]) / np.array(area[1])
    observed = 1 + (values[:, None] < values[None, :]).sum(axis=1)
    assert np.all(strict.first <= loose.first)
    assert np.all(strict.last >= loose.last)
    assert np.all((loose.first <= observed) & (observed <= loose.last))
    assert strict.beats_all.sum() <= 1


@given(areas(), areas())
def test_a_batch_is_its_rows(one, other):
    size = min(len(one[0]), len(other[0]))
    counts, ns = (np.array([one[k][:size], other[k][:size]]) for k in (0, 1))
    together = multiple.rank_rates(counts, ns)
    for row in (0, 1):
        alone = multiple.rank_rates(counts[row], ns[row])
        assert together.first[row].tolist() == alone.first.tolist()
        assert together.beaten_by_all[row].tolist() == alone.beaten_by_all.tolist()
