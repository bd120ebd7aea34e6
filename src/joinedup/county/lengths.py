"""How long journeys last and how they end, where nothing more exact is planned."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from joinedup.county.days import Days
from joinedup.county.draw import Ints, between
from joinedup.county.places import LEFT

EARLIEST, TWELVE_WEEKS, LONGEST = 7, 84, 3_900


@dataclass(frozen=True, slots=True)
class Course:
    """A share `early` leaves unplanned within twelve weeks; the rest stay for 84 days and on average `beyond` more.

    `reasons` are the shares of REASONS among the rest.
    """

    early: float
    beyond: float
    reasons: tuple[float, ...]

    @property
    def chances(self) -> npt.NDArray[np.float64]:
        """The chance of each length in days, from 0 to LONGEST."""
        chances = np.zeros(LONGEST + 1)
        chances[EARLIEST:TWELVE_WEEKS] = self.early / (TWELVE_WEEKS - EARLIEST)
        rest = (1.0 - 1.0 / (self.beyond + 1.0)) ** np.arange(LONGEST + 1 - TWELVE_WEEKS)
        chances[TWELVE_WEEKS:] = (1.0 - self.early) * rest / rest.sum()
        return chances

    @property
    def mean(self) -> float:
        """The mean length in days."""
        return float(self.chances @ np.arange(LONGEST + 1))

    def reason_share(self, reason: int) -> float:
        """Return the share of all journeys that end for one of REASONS."""
        among_rest = self.reasons[reason] / sum(self.reasons)
        return (1.0 - self.early) * among_rest + (self.early if reason == LEFT else 0.0)

    def draw(self, rng: np.random.Generator, size: int) -> tuple[Days, Ints]:
        """Return lengths in days and reasons of `size` journeys."""
        limits = np.cumsum(self.chances)
        length = np.minimum(np.searchsorted(limits, rng.random(size), side="right"), LONGEST)
        weights = np.array(self.reasons) / sum(self.reasons)
        reason = np.where(length < TWELVE_WEEKS, LEFT, rng.choice(len(weights), size=size, p=weights))
        return length, reason

    def draw_within(self, rng: np.random.Generator, room: Days) -> tuple[Days, Ints]:
        """Return lengths no longer than `room` days each, and reasons."""
        length, reason = self.draw(rng, len(room))
        over = length > room
        length = np.where(over, between(rng, EARLIEST, np.maximum(room, EARLIEST), len(room)), length)
        return length, np.where(length < TWELVE_WEEKS, LEFT, reason)
