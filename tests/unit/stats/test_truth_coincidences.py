"""How many pairs of people share what they are recognised by: the birthday problem, every pair listed, simulation."""

import itertools

import numpy as np
import pytest

from joinedup.stats.coincidences import expected_pairs, pairs


@pytest.mark.parametrize("people", [0, 1, 2, 3, 7, 23])
def test_pairs_are_all_that_can_be_listed(people):
    assert float(pairs(people)) == len(list(itertools.combinations(range(people), 2)))


def test_23_people_share_a_birthday_in_253_of_365_pairs():
    """All are alike in the first thing, and one pair in 365 is in the second."""
    assert float(expected_pairs(23, 1, 1, 1)) == 253
    assert float(expected_pairs(23, 365, 1, 365)) == pytest.approx(253 / 365)


def test_more_people_have_more_pairs_by_the_square():
    assert float(expected_pairs(2_000, 5, 3, 1_000)) / float(expected_pairs(1_000, 5, 3, 1_000)) == pytest.approx(
        2_000 * 1_999 / (1_000 * 999)
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_simulation_from_uneven_letters_and_births_gives_the_expected_number(seed):
    """Letters as uneven as surnames, births that crowd in some years: 3,000 draws of 400 people."""
    rng = np.random.default_rng(seed)
    letters = rng.dirichlet(np.full(60, 0.4))
    births = rng.dirichlet(np.full(900, 2.0))
    people, draws = 400, 3_000
    found = np.array([_alike(rng, letters, births, people) for _ in range(draws)])
    expected = float(expected_pairs(people, float((letters**2).sum()), float((births**2).sum()), 1.0))
    assert expected > 3
    assert abs(found.mean() - expected) < 4 * found.std(ddof=1) / np.sqrt(draws)


def test_shares_estimated_from_the_people_themselves_are_right_on_average():
    """As a load does it: how many pairs of one file's people agree in one thing, and in the other."""
    rng = np.random.default_rng(3)
    letters, births = rng.dirichlet(np.full(40, 0.8)), rng.dirichlet(np.full(300, 2.0))
    guesses, truth = [], float(expected_pairs(300, float((letters**2).sum()), float((births**2).sum()), 1.0))
    for _ in range(1_500):
        one, other = rng.choice(40, 300, p=letters), rng.choice(300, 300, p=births)
        alike = [float(pairs(np.bincount(values)).sum()) for values in (one, other)]
        guesses.append(float(expected_pairs(300, *alike, float(pairs(300)))))
    error = np.std(guesses, ddof=1) / np.sqrt(len(guesses))
    assert abs(np.mean(guesses) - truth) < 4 * error
    assert error < truth / 20


def _alike(rng, letters, births, people):
    who = rng.choice(len(letters), people, p=letters) * len(births) + rng.choice(len(births), people, p=births)
    return float(pairs(np.bincount(who)).sum())


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ((-1, 1, 1, 1), "people is -1: it cannot be negative"),
        ((5, -1, 1, 1), "alike_in_one is -1"),
        ((5, 1, 1, 0), "of_pairs is 0"),
        ((5, 2, 1, 1), "alike_in_one is 2"),
        ((5, 1, 2, 1), "alike_in_other is 2"),
    ],
)
def test_impossible_numbers_are_refused(given, why):
    with pytest.raises(ValueError, match=why):
        expected_pairs(*given)
