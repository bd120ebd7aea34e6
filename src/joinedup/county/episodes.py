"""Episodes laid on journeys so that any right builder of journeys finds the same journeys again."""

from dataclasses import dataclass, fields

import numpy as np

from joinedup.county.days import OPEN, Days
from joinedup.county.draw import Bools, Ints, between
from joinedup.county.journeys import COMMUNITY_ONLY, INPATIENT, Journeys
from joinedup.county.places import (
    CITY,
    COMPLETED,
    COUNTY,
    DETOX,
    ELSEWHERE,
    INCONSISTENT,
    LEFT,
    REHAB,
    TRANSFERRED,
    YOUNG,
)

SINGLE, SAME_DAY, WITHIN_21, ON_21, OVERLAP, NESTED, CONFLICT = range(7)
PATTERNS = (
    "one episode",
    "next triage on the day of discharge",
    "next triage 1 to 20 days after discharge",
    "next triage exactly 21 days after discharge",
    "next triage before discharge",
    "second episode inside the first",
    "two episodes end on one day for different reasons",
)
_SHARES = (0.83, 0.04, 0.05, 0.02, 0.03, 0.03)
_ROOM = 75
"""Days a journey needs before it can hold two episodes."""
_ROOM_AWAY = 150
"""Days it needs, known by the extract, before it can hold weeks elsewhere."""
_GROUP_OF_SERVICES = {COUNTY: (0, 2), CITY: (1, 3), ELSEWHERE: (0, 2)}


@dataclass(frozen=True, slots=True)
class Episodes:
    """One row an episode, as arrays. `reason` is a place in REASONS; `number` counts from 0 within the journey."""

    journey: Ints
    number: Ints
    start: Days
    end: Days
    reason: Ints
    service: Ints
    place: Ints
    is_last: Bools
    """Whether it decides how the journey ends."""

    def __len__(self) -> int:
        return len(self.start)


def lay_episodes(
    rng: np.random.Generator, table: Journeys, last_day: int, year: tuple[int, int]
) -> tuple[Episodes, Ints]:
    """Return the episodes in order of journey and triage, and each journey's pattern.

    `last_day` is the extract's. What would change an answer about `year` (first day, day after its last) happens
    before it closes: moves between places, and weeks in hospital or rehabilitation of people then in treatment.
    """
    size = len(table)
    known_end = np.minimum(table.end, last_day)
    room = known_end - table.start
    pattern = np.where(room >= _ROOM, rng.choice(len(_SHARES), size=size, p=_SHARES), SINGLE)
    pattern[table.reason == INCONSISTENT] = CONFLICT
    pattern[(pattern == CONFLICT) & ~table.is_ended] = SINGLE
    middle = table.start + between(rng, 20, np.maximum(room - 45, 20), size)
    own = np.array([_GROUP_OF_SERVICES[place] for place in range(3)])[table.place, _is_young(table).astype(np.int64)]

    can_move = ~table.active_in(*year) | (middle + 21 < year[1])
    first = _first_episodes(rng, table, pattern, middle, own, can_move)
    second = _second_episodes(rng, table, pattern, middle, own, known_end)
    away = _away_episodes(rng, table, np.where(table.active_in(*year), np.minimum(known_end, year[1] - 1), known_end))
    return _sorted([first, second, away]), pattern


def _is_young(table: Journeys) -> Bools:
    seen: Bools = (table.group == YOUNG) | table.at_young
    return seen


def _first_episodes(
    rng: np.random.Generator, table: Journeys, pattern: Ints, middle: Days, own: Ints, can_move: Bools
) -> Episodes:
    goes_on = np.isin(pattern, (SAME_DAY, WITHIN_21, ON_21, OVERLAP))
    end = np.where(goes_on, middle + np.where(pattern == OVERLAP, 10, 0), table.end)
    reason = np.where(goes_on, np.where(pattern == ON_21, LEFT, TRANSFERRED), table.reason)
    reason = np.where(pattern == CONFLICT, COMPLETED, reason)
    moved = np.isin(pattern, (SAME_DAY, WITHIN_21)) & (table.place == CITY) & (table.setting == COMMUNITY_ONLY)
    moved &= can_move & ~_is_young(table) & (rng.random(len(table)) < 0.15)
    return Episodes(
        journey=np.arange(len(table)),
        number=np.zeros(len(table), dtype=np.int64),
        start=table.start,
        end=end,
        reason=reason,
        service=np.where(moved, 0, own),
        place=np.where(moved, COUNTY, table.place),
        is_last=~goes_on & (pattern != CONFLICT),
    )


def _second_episodes(
    rng: np.random.Generator, table: Journeys, pattern: Ints, middle: Days, own: Ints, known_end: Days
) -> Episodes:
    rows = np.flatnonzero(pattern != SINGLE)
    kind, split = pattern[rows], middle[rows]
    gap = np.choose(kind, [0, 0, 0, 21, 0, 0, 0]) + np.where(kind == WITHIN_21, between(rng, 1, 20, len(rows)), 0)
    nested_end = np.maximum(split + 5, np.minimum(split + between(rng, 14, 90, len(rows)), known_end[rows] - 5))
    is_nested = kind == NESTED
    # A second episode is as often at the other place's adult service: one person, two agencies, two client ids.
    other = np.where(own[rows] == 0, 1, np.where(own[rows] == 1, 0, own[rows]))
    return Episodes(
        journey=rows,
        number=np.ones(len(rows), dtype=np.int64),
        start=split + gap,
        end=np.where(is_nested, nested_end, table.end[rows]),
        reason=np.where(is_nested, TRANSFERRED, np.where(kind == CONFLICT, LEFT, table.reason[rows])),
        service=np.where(rng.random(len(rows)) < 0.3, other, own[rows]),
        place=table.place[rows],
        is_last=~is_nested,
    )


def _away_episodes(rng: np.random.Generator, table: Journeys, known_end: Days) -> Episodes:
    """Weeks in hospital or rehabilitation, inside the journey."""
    rows = np.flatnonzero((table.setting != COMMUNITY_ONLY) & (known_end - table.start >= _ROOM_AWAY))
    is_detox = table.setting[rows] == INPATIENT
    stay = np.where(is_detox, between(rng, 7, 14, len(rows)), between(rng, 42, 84, len(rows)))
    # Late in the journey but well before its end, so that it is neither the first triage nor the last discharge.
    latest = known_end[rows] - stay - 20
    start = between(rng, np.maximum(table.start[rows] + 30, latest - 25), latest, len(rows))
    return Episodes(
        journey=rows,
        number=np.full(len(rows), 2),
        start=start,
        end=start + stay,
        reason=np.full(len(rows), COMPLETED),
        service=np.where(is_detox, DETOX, REHAB),
        place=table.place[rows],
        is_last=np.zeros(len(rows), dtype=np.bool_),
    )


def _sorted(parts: list[Episodes]) -> Episodes:
    columns = {name.name: np.concatenate([getattr(part, name.name) for part in parts]) for name in fields(Episodes)}
    order = np.lexsort((columns["number"], columns["start"], columns["journey"]))
    return Episodes(**{name: column[order] for name, column in columns.items()})


def ended(episodes: Episodes) -> Bools:
    """Return which episodes have a discharge."""
    return episodes.end < OPEN
