"""Laws of groups by rank and of quantiles."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.stats.quantiles import group, quantile

WAITS = st.lists(st.integers(0, 60), min_size=1, max_size=80)
PROBABILITIES = st.sampled_from([0.1, 0.25, 0.29, 0.5, 0.75, 0.9])


def _slowly(values, p, confidence):
    """The quantile and its limits, adding up binomial chances one at a time; None where a limit is missing."""
    ordered, n, tail = sorted(values), len(values), (1 - confidence) / 2
    chances = [comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]
    low = max((rank for rank in range(1, n + 1) if sum(chances[:rank]) <= tail), default=None)
    high = min((rank for rank in range(1, n + 1) if sum(chances[rank:]) <= tail), default=None)
    if low is None or high is None:
        return None
    position = round(n * p, 9)
    first = int(position) if position == int(position) else int(position) + 1
    second = first + 1 if position == int(position) else first
    return (ordered[first - 1] + ordered[second - 1]) / 2, ordered[low - 1], ordered[high - 1]


@given(WAITS, PROBABILITIES, st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_a_quantile_is_what_its_slow_twin_gives(waits, p, confidence):
    got, slow = quantile(waits, p, confidence=confidence), _slowly(waits, p, confidence)
    if slow is None:
        assert got.status == "too-few"
        assert np.isnan(got.value)
    else:
        assert got.rounded(6) == slow


@given(WAITS, PROBABILITIES, st.floats(0.3, 0.99), st.floats(0.3, 0.99))
def test_a_quantile_lies_in_its_interval_which_widens_with_confidence(waits, p, one, other):
    narrow, wide = (quantile(waits, p, confidence=c) for c in sorted((one, other)))
    if wide.status == "ok":
        assert wide.low <= narrow.low <= narrow.value <= narrow.high <= wide.high


@given(WAITS, PROBABILITIES, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_counts_stand_for_repeats(waits, p, chance):
    plain = quantile(waits, p).rounded(6)
    mixed = list(waits)
    chance.shuffle(mixed)
    assert quantile(mixed, p).rounded(6) == pytest.approx(plain, nan_ok=True)
    days, people = np.unique(waits, return_counts=True)
    told = quantile([*days, 999, -5], p, counts=[*people, 0, 0])
    assert told.rounded(6) == pytest.approx(plain, nan_ok=True)


@given(WAITS)
def test_a_median_mirrors_and_is_numpys(waits):
    got, mirrored = quantile(waits), quantile([-v for v in waits])
    if got.status == "ok":
        assert got.value == np.median(waits)
        assert (mirrored.value, mirrored.low, mirrored.high) == (-got.value, -got.high, -got.low)


@given(st.lists(WAITS, min_size=1, max_size=5), PROBABILITIES)
def test_rows_padded_to_one_length_are_each_by_itself(rows, p):
    longest = max(map(len, rows))
    values = [row + [0] * (longest - len(row)) for row in rows]
    counts = [[1] * len(row) + [0] * (longest - len(row)) for row in rows]
    together = quantile(values, p, counts=counts)
    for i, row in enumerate(rows):
        alone = quantile(row, p)
        assert alone.rounded(6) == pytest.approx(tuple(v[i] for v in together.rounded(6)), nan_ok=True)
        assert alone.status == together.status[i]


def test_the_limits_of_a_median_hold_it_as_often_as_they_say():
    # Waits of a skewed distribution (median ln 2): chance alone gives 4,000 samples of 25 a coverage of 95.7% ± 0.7.
    waits = np.random.default_rng(3).exponential(size=(4000, 25))
    got = quantile(waits)
    assert 0.945 < np.mean((got.low <= np.log(2)) & (np.log(2) <= got.high)) < 0.97


@given(st.lists(st.floats(-100, 100), min_size=10, max_size=60), st.integers(2, 10))
def test_equal_values_stay_together_and_higher_ones_come_no_later(values, number):
    got = group(values, number)
    assert set(got.group) <= set(range(1, number + 1))
    order = np.argsort(np.negative(values), kind="stable")
    assert np.all(np.diff(got.group[order]) >= 0)
    for value in values:
        above = sum(other > value for other in values)
        assert set(got.group[np.array(values) == value]) == {above * number // len(values) + 1}


@given(st.lists(st.floats(-100, 100), min_size=10, max_size=60, unique=True), st.integers(2, 10))
def test_without_ties_groups_differ_by_one_at_most_and_the_other_direction_mirrors_their_order(values, number):
    got, other = group(values, number), group(values, number, is_highest_first=False)
    sizes = np.bincount(got.group, minlength=number + 1)[1:]
    assert sizes.max() - sizes.min() <= 1
    assert other.group.tolist() == group(np.negative(values), number).group.tolist()
