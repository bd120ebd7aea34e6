"""The journeys of one place and group in the year that is held exactly."""

import numpy as np

from joinedup.county.days import Days, year_start
from joinedup.county.draw import Ints, between, long_tail
from joinedup.county.journeys import INPATIENT, RESIDENTIAL, Journeys, joined, journeys
from joinedup.county.places import (
    COMPLETED,
    CUSTODY,
    DIED,
    INCONSISTENT,
    LEFT,
    OPIATE,
    TRANSFERRED,
    WITHDRAWN,
)
from joinedup.county.plan import Flow

SOONEST_RETURN, LATEST_RETURN = 22, 170
"""Days after a discharge at which a new journey may start: past the 21 days, well inside six months."""
_EARLY = (7, 83)
_PAST_EARLY = 86
_SETTLED = 95
_TWO_YEARS = 730


def year_journeys(rng: np.random.Generator, flow: Flow, year: int) -> Journeys:
    """Return every journey active in `year`, with exactly the counts of `flow`."""
    opens, closes = year_start(year), year_start(year + 1)
    new, carried = _new(rng, flow, opens, closes), _carried(rng, flow, year)
    latest = joined([new, carried])
    latest.at_young[: len(new)][_last(len(new), flow.at_young_peoples_service)] = True
    _give_reasons(rng, flow, latest, opens, closes)
    _give_settings(rng, flow, latest, opens, closes)
    earlier, returning = _earlier(rng, flow, latest, len(new), opens)
    table = joined([latest, earlier])
    table.follows[returning] = len(latest) + np.arange(len(earlier))
    if flow.mean_days is not None:
        _hold_mean(rng, table, flow.mean_days, opens, closes)
    return table


def _last(size: int, count: int) -> slice:
    return slice(size - min(count, size), size)


def _new(rng: np.random.Generator, flow: Flow, opens: int, closes: int) -> Journeys:
    """Early leavers first, then others who end within the year, then those who stay."""
    early = min(flow.early, flow.new_exits, flow.new)
    others = min(flow.new_exits, flow.new) - early
    staying = flow.new - early - others
    length = np.concatenate(
        [between(rng, *_EARLY, early), np.minimum(_PAST_EARLY + long_tail(rng, flow.beyond * 0.3, others), 300)]
    )
    start = between(rng, opens, closes - 1 - length, early + others)
    late = between(rng, opens, closes - 1, staying)
    end = np.maximum(late + _SETTLED, closes + long_tail(rng, flow.beyond, staying))
    reason = np.full(flow.new, COMPLETED)
    reason[:early] = LEFT
    return journeys(
        flow.place, flow.group, np.concatenate([start, late]), np.concatenate([start + length, end]), reason
    )


def _carried(rng: np.random.Generator, flow: Flow, year: int) -> Journeys:
    """Those already in treatment on the first day: started one, two or more years before; some end in the year."""
    size = max(flow.latest - flow.new, 0)
    years_back = _years_back(rng, flow, size)
    is_extra = np.zeros(size, dtype=np.bool_)
    is_extra[np.flatnonzero(years_back == 2)[: flow.second_year_exits]] = True
    ends = is_extra.copy()
    rest = np.flatnonzero(~is_extra)
    ending = max(flow.exits - min(flow.new_exits, flow.new) - int(is_extra.sum()), 0)
    ends[rng.permutation(rest)[:ending]] = True

    opens, closes = year_start(year), year_start(year + 1)
    first = np.array([year_start(year - back) for back in range(14)])[years_back]
    through = rng.random(size) ** (1.0 if flow.group == OPIATE else 0.6)
    start = first + np.floor(through * 360).astype(np.int64)
    crosses = (years_back == 2) & ends & ~is_extra
    # These must be past two years when they end, and the extra ones short of it, by a few days either way.
    start = np.where(crosses, np.minimum(start, closes - 1 - _TWO_YEARS - 10), start)
    start = np.where(is_extra, np.maximum(start, opens + 10 - _TWO_YEARS + 40), start)
    low = np.maximum(opens, start + np.where(crosses, _TWO_YEARS + 5, _SETTLED))
    high = np.where(is_extra, np.minimum(closes - 1, start + _TWO_YEARS - 5), closes - 1)
    end = np.where(ends, between(rng, low, high, size), closes + long_tail(rng, flow.beyond, size))
    return journeys(flow.place, flow.group, start, end, np.full(size, COMPLETED))


def _years_back(rng: np.random.Generator, flow: Flow, size: int) -> Ints:
    one = min(flow.carried_one_year, size)
    farthest, ratio = (12, 0.80) if flow.group == OPIATE else (4, 0.25)
    chance = ratio ** np.arange(2, farthest + 1)
    limits = np.round(np.cumsum(chance / chance.sum()) * (size - one)).astype(np.int64)
    older = 2 + np.searchsorted(limits, np.arange(size - one), side="right")
    return np.concatenate([np.ones(one, dtype=np.int64), older])


def _give_reasons(rng: np.random.Generator, flow: Flow, table: Journeys, opens: int, closes: int) -> None:
    """Set reasons: as planned among those that end in the year, as chance would later."""
    in_year = (table.end >= opens) & (table.end < closes)
    length = table.end - table.start
    early = in_year & (length <= _EARLY[1])
    withdrawn_early = min(flow.withdrawn // 3, int(early.sum()))
    table.reason[np.flatnonzero(early)[:withdrawn_early]] = WITHDRAWN
    others = np.flatnonzero(in_year & ~early)
    planned = (
        (COMPLETED, flow.completed),
        (DIED, flow.died),
        (TRANSFERRED, flow.transferred),
        (CUSTODY, flow.custody),
        (WITHDRAWN, flow.withdrawn - withdrawn_early),
        (INCONSISTENT, flow.inconsistent),
    )
    pool = np.concatenate([np.full(max(count, 0), reason) for reason, count in planned])[: len(others)]
    pool = np.concatenate([pool, np.full(len(others) - len(pool), LEFT)])
    table.reason[others] = rng.permutation(pool)
    later = np.flatnonzero(table.end >= closes)
    weights = np.bincount(pool, minlength=INCONSISTENT).astype(float)[:INCONSISTENT] if len(pool) else np.ones(6)
    table.reason[later] = rng.choice(INCONSISTENT, size=len(later), p=weights / weights.sum())


def _give_settings(rng: np.random.Generator, flow: Flow, table: Journeys, opens: int, closes: int) -> None:
    """Choose who goes to hospital or residential rehabilitation: only people with months of the year in treatment."""
    days_in_year = np.minimum(table.end, closes) - np.maximum(table.start, opens)
    able = rng.permutation(np.flatnonzero((days_in_year >= 150) & (table.reason != INCONSISTENT) & ~table.at_young))
    table.setting[able[: flow.inpatient]] = INPATIENT
    table.setting[able[flow.inpatient : flow.inpatient + flow.residential]] = RESIDENTIAL


def _earlier(rng: np.random.Generator, flow: Flow, latest: Journeys, new: int, opens: int) -> tuple[Journeys, Ints]:
    """Return journeys completed early in the year, and the rows of those that start again later in it."""
    able = np.flatnonzero((latest.start[:new] >= opens + LATEST_RETURN + 5) & ~latest.at_young[:new])
    returning = rng.permutation(able)[: flow.earlier]
    gap = between(rng, SOONEST_RETURN, LATEST_RETURN, len(returning))
    gap[:2] = SOONEST_RETURN
    end = latest.start[returning] - gap
    start = np.maximum(np.minimum(between(rng, opens - 300, opens - 20, len(gap)), end - _SETTLED), opens - 360)
    return journeys(flow.place, flow.group, start, end, np.full(len(gap), COMPLETED)), returning


def _hold_mean(rng: np.random.Generator, table: Journeys, mean: int, opens: int, closes: int) -> None:
    """Move starts within the year before until the exits' lengths add up to `mean` each."""
    exits = (table.end >= opens) & (table.end < closes)
    wanted = int(exits.sum()) * mean - int((table.end - table.start)[exits].sum())
    movable = np.flatnonzero(exits & (table.start >= opens - 365) & (table.start < opens))
    rng.shuffle(movable)
    room = _room(table, movable, opens, longer=wanted > 0)
    taken = np.minimum(np.cumsum(room), abs(wanted))
    moved = np.diff(taken, prepend=0)
    table.start[movable] -= np.sign(wanted) * moved


def _room(table: Journeys, rows: Ints, opens: int, *, longer: bool) -> Days:
    start = table.start[rows]
    if longer:
        return np.maximum(start - (opens - 363), 0)
    return np.maximum(np.minimum(opens - 4, table.end[rows] - _SETTLED) - start, 0)
