"""When things happen inside an episode: referral, care plan, first intervention, and visits at a steady beat."""

from dataclasses import dataclass

import numpy as np

from joinedup.county.days import Days
from joinedup.county.draw import Bools, Ints, between
from joinedup.county.episodes import Episodes

HALF_YEAR, YEAR = 182, 365


@dataclass(frozen=True, slots=True)
class Calendar:
    """Day numbers by episode. `horizon` is the discharge or the last day of the extract."""

    referred: Days
    care_plan: Days
    to_intervention: Days
    offered: Days
    first_intervention: Days
    horizon: Days


def calendar(rng: np.random.Generator, episodes: Episodes, waits_long: Bools, last_day: int) -> Calendar:
    """Return dates in the order the standard wants. `waits_long` by journey: over three weeks to the first start."""
    size = len(episodes)
    horizon = np.minimum(episodes.end, last_day)
    first_intervention = episodes.start + np.minimum(between(rng, 0, 10, size), horizon - episodes.start)
    is_first = episodes.number == 0
    long_wait = waits_long[episodes.journey] & is_first
    wait = np.where(long_wait, between(rng, 23, 48, size), np.where(is_first, between(rng, 0, 20, size), 0))
    to_intervention = first_intervention - wait
    to_intervention = np.where(is_first, to_intervention, np.maximum(to_intervention, episodes.start))
    return Calendar(
        referred=np.minimum(episodes.start, to_intervention),
        care_plan=episodes.start + (first_intervention - episodes.start) // 2,
        to_intervention=to_intervention,
        offered=np.maximum(to_intervention, np.maximum(episodes.start, first_intervention - between(rng, 0, 3, size))),
        first_intervention=first_intervention,
        horizon=horizon,
    )


def every(step: int, first: Days, until: Days, rows: Ints) -> tuple[Ints, Days]:
    """Return, for each of `rows`, the days `first`, `first` + step … up to and including `until`, with their row."""
    count = np.maximum((until[rows] - first[rows]) // step + 1, 0)
    owner = np.repeat(rows, count)
    turn = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    return owner, first[owner] + turn * step
