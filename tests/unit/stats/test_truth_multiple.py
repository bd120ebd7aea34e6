"""Holm's method by hand, and the promise of rank intervals: in 95% of families no true rank is missed."""

import numpy as np
import pytest

from joinedup.stats import multiple


def test_holm_by_hand():
    # 4 x 0.005, 3 x 0.01, 2 x 0.03 and 1 x 0.04 stepped up to 0.06: two survive at 5%.
    got = multiple.holm([0.01, 0.04, 0.03, 0.005])
    assert got.adjusted == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert got.survives.tolist() == [True, False, False, True]


def test_holm_stops_at_the_first_that_stays():
    # 0.013 x 3 = 0.039 would pass alone but 0.02 x 4 = 0.08 has already stopped the steps, so nothing after may pass.
    assert multiple.holm([0.02, 0.02, 0.02, 0.02]).survives.tolist() == [False] * 4
    # Bonferroni would keep only the first: 0.016 x 4 = 0.064, but Holm asks 0.016 x 3 = 0.048.
    assert multiple.holm([0.001, 0.016, 0.5, 0.6]).survives.tolist() == [True, True, False, False]


def test_the_highest_beats_every_other_and_not_only_most():
    got = multiple.rank_rates([150, 90, 88, 20], [1000] * 4)
    assert got.beats_all.tolist() == [True, False, False, False]
    assert got.beaten_by_all.tolist() == [False, False, False, True]
    assert (got.first.tolist(), got.last.tolist()) == ([1, 2, 2, 4], [1, 3, 3, 4])
    assert not multiple.rank_rates([150, 149, 88, 20], [1000] * 4).beats_all.any()


def test_one_item_alone_is_not_the_highest_of_anything():
    got = multiple.rank_rates([5], [10])
    assert (got.first.tolist(), got.last.tolist(), got.beats_all.tolist()) == ([1], [1], [False])
    assert multiple.rank_rates([], []).first.tolist() == []


def test_two_places_without_events_are_not_told_apart():
    got = multiple.rank_rates([0, 0, 40], [10, 900, 500])
    assert got.first.tolist() == [1, 2, 1]
    assert got.last.tolist() == [3, 3, 2]


def _missed(first, last, true_values):
    """Whether any true rank lies outside; equal true values hold every rank between them."""
    higher = (true_values[:, None] < true_values[None, :]).sum(axis=1)
    lower = (true_values[:, None] > true_values[None, :]).sum(axis=1)
    size = len(true_values)
    return np.any((first > 1 + higher) | (last < size - lower), axis=-1)


@pytest.mark.parametrize(
    "true_rates",
    [[50.0] * 8, [50.0, 50, 50, 50, 50, 50, 50, 90], [40.0, 44, 48, 52, 56, 60, 64, 68], [30.0] * 4 + [60.0] * 4],
)
def test_rank_intervals_of_rates_miss_a_true_rank_in_at_most_one_family_in_twenty(true_rates):
    rates = np.array(true_rates)
    counts = np.random.default_rng(20240701).poisson(rates, (3000, 8))
    got = multiple.rank_rates(counts, 1000)
    # 5% and three standard errors of 3,000 draws: 5% + 1.2%.
    assert _missed(got.first, got.last, rates).mean() <= 0.062


def test_rank_intervals_of_shares_keep_the_promise_and_no_adjustment_would_not():
    shares, ns = np.full(8, 0.3), np.array([80, 120, 200, 200, 300, 400, 500, 900])
    counts = np.random.default_rng(7).binomial(ns, shares, (2000, 8))
    got = multiple.rank_shares(counts, np.broadcast_to(ns, counts.shape))
    assert _missed(got.first, got.last, shares).mean() <= 0.065
    # The same pairs at 5% each err in far more families: the simulation can tell.
    alone = multiple.rank_shares(counts, np.broadcast_to(ns, counts.shape), level=0.75)
    assert _missed(alone.first, alone.last, shares).mean() > 0.2
