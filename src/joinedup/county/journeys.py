"""The table of journeys, the one thing every later step is laid on."""

from dataclasses import dataclass, fields, replace

import numpy as np

from joinedup.county.days import OPEN, Days
from joinedup.county.draw import Bools, Ints

COMMUNITY_ONLY, INPATIENT, RESIDENTIAL = range(3)


@dataclass(frozen=True, slots=True)
class Journeys:
    """One row a journey, as arrays of equal length. `follows` is the row of the same person's journey before, or -1."""

    place: Ints
    group: Ints
    start: Days
    end: Days
    reason: Ints
    follows: Ints
    setting: Ints
    at_young: Bools
    """Whether the young people's service saw them."""

    def __len__(self) -> int:
        return len(self.start)

    @property
    def is_ended(self) -> Bools:
        """Whether the journey has ended."""
        return self.end < OPEN

    @property
    def person(self) -> Ints:
        """The row of each person's first journey, which stands for the person."""
        first = np.where(self.follows < 0, np.arange(len(self)), self.follows)
        while True:
            further = first[first]
            if np.array_equal(further, first):
                return first
            first = further

    def active_in(self, start: int, end: int) -> Bools:
        """Return which are active on any day from `start` up to but not including `end`."""
        return (self.start < end) & (self.end >= start)


def journeys(place: int, group: int, start: Days, end: Days, reason: Ints, follows: Ints | None = None) -> Journeys:
    """Return journeys of one place and group."""
    size = len(start)
    return Journeys(
        place=np.full(size, place),
        group=np.full(size, group),
        start=np.asarray(start, dtype=np.int64),
        end=np.asarray(end, dtype=np.int64),
        reason=np.asarray(reason, dtype=np.int64),
        follows=np.full(size, -1) if follows is None else follows,
        setting=np.zeros(size, dtype=np.int64),
        at_young=np.zeros(size, dtype=np.bool_),
    )


def joined(parts: list[Journeys], *, is_numbered_through: bool = False) -> Journeys:
    """Return all parts under each other. `follows` counts rows within each part, or through all of them."""
    columns = {name.name: np.concatenate([getattr(part, name.name) for part in parts]) for name in fields(Journeys)}
    if is_numbered_through:
        return Journeys(**columns)
    before = np.repeat(np.cumsum([0] + [len(part) for part in parts[:-1]]), [len(part) for part in parts])
    columns["follows"] = np.where(columns["follows"] < 0, -1, columns["follows"] + before)
    return Journeys(**columns)


def cut_off(table: Journeys, day: int) -> Journeys:
    """Return the journeys known by the end of the day before `day`: those still going are open."""
    known = kept(table, table.start < day)
    return replace(known, end=np.where(known.end >= day, OPEN, known.end))


def kept(table: Journeys, rows: Bools) -> Journeys:
    """Return only `rows`; a journey whose predecessor goes becomes a first one."""
    columns = {name.name: getattr(table, name.name)[rows] for name in fields(Journeys)}
    new_row = np.where(rows, np.cumsum(rows) - 1, -1)
    columns["follows"] = np.where(columns["follows"] < 0, -1, new_row[columns["follows"]])
    return Journeys(**columns)
