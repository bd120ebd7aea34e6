import numpy as np
import pytest

from joinedup.county.draw import between, deal, pick, rank_within


@pytest.mark.parametrize("seed", range(5))
def test_dealt_shares_are_exact_in_every_stratum(seed):
    strata = np.repeat([0, 1], [100, 41])
    dealt = deal(np.random.default_rng(seed), strata, np.array([[0.7, 0.2, 0.1], [0.5, 0.5, 0.0]]), is_exact=True)
    assert np.bincount(dealt[:100], minlength=3).tolist() == [70, 20, 10]
    assert np.bincount(dealt[100:], minlength=3).tolist() == [21, 20, 0]


def test_drawn_shares_vary_and_centre_on_the_truth():
    strata = np.zeros(1_000, dtype=np.int64)
    counts = [
        int(deal(np.random.default_rng(seed), strata, np.array([[0.7, 0.3]]), is_exact=False).sum())
        for seed in range(200)
    ]
    assert np.mean(counts) == pytest.approx(300, abs=4)
    assert np.std(counts) == pytest.approx(np.sqrt(1_000 * 0.21), rel=0.2)


def test_ranks_count_from_zero_within_each_stratum():
    rank, size = rank_within(np.random.default_rng(1), np.array([5, 2, 5, 5, 2]))
    assert sorted(rank[[0, 2, 3]].tolist()) == [0, 1, 2]
    assert sorted(rank[[1, 4]].tolist()) == [0, 1]
    assert size.tolist() == [3, 2, 3, 3, 2]


def test_whole_numbers_include_both_ends_and_keep_low_where_there_is_no_room():
    rng = np.random.default_rng(3)
    assert set(between(rng, 2, 4, 500).tolist()) == {2, 3, 4}
    assert between(rng, 9, 4, 3).tolist() == [9, 9, 9]


def test_the_first_code_listed_is_the_commonest():
    chosen = pick(np.random.default_rng(4), ("a", "b", "c"), 2_000)
    counts = [int((chosen == code).sum()) for code in "abc"]
    assert counts[0] > counts[1] > counts[2] > 0
