"""The years before and after the exact one, and who comes back."""

import numpy as np

from joinedup.county.days import OPEN, OPENING_YEAR, Days, year_of, year_start
from joinedup.county.draw import Ints, between, long_tail
from joinedup.county.exact import LATEST_RETURN, SOONEST_RETURN
from joinedup.county.journeys import INPATIENT, RESIDENTIAL, Journeys, joined, journeys
from joinedup.county.lengths import Course
from joinedup.county.places import COMPLETED, DIED, INCONSISTENT, LEFT, YOUNG
from joinedup.county.plan import Flow, Plan


def years_around(rng: np.random.Generator, flow: Flow, course: Course, plan: Plan) -> Journeys:
    """Return journeys that ended before the exact year or started after it.

    Backwards, each year has as many exits as the flow's, with drift; the year just before gets exactly `new_before`
    starts. Forwards, each year has as many starts.
    """
    year_before = plan.year - 1
    parts = [_year_before(rng, flow, course, year_before, year_start(OPENING_YEAR))]
    for year in range(plan.first_year, year_before):
        count = round((flow.exits + flow.earlier) * (1 + flow.drift * (plan.year - year)))
        parts.append(_ended_in(rng, flow, course, count, year))
    for year in range(plan.year + 1, plan.last_year + 1):
        count = round(flow.new * (1 + 0.03 * (year - plan.year)))
        start = between(rng, year_start(year), year_start(year + 1) - 1, count)
        length, reason = course.draw(rng, count)
        parts.append(journeys(flow.place, flow.group, start, start + length, reason))
    table = joined(parts)
    # Two episodes that disagree need room for both.
    table.reason[(table.reason == INCONSISTENT) & (table.end - table.start < 100)] = LEFT
    _give_settings(rng, flow, table)
    return table


def _year_before(rng: np.random.Generator, flow: Flow, course: Course, year: int, opening: int) -> Journeys:
    opens, closes = year_start(year), year_start(year + 1)
    within = max(flow.new_before - flow.carried_one_year - flow.earlier, 0)
    room = between(rng, 20, 350, within)
    length, reason = course.draw_within(rng, room)
    start = between(rng, opens, closes - 1 - length, within)
    older = max(flow.exits + flow.earlier - within, 0)
    end_older = between(rng, opens, closes - 1, older)
    start_older = opens - 1 - long_tail(rng, course.beyond, older)
    _, reason_older = course.draw(rng, older)
    return journeys(
        flow.place,
        flow.group,
        np.concatenate([start, np.maximum(start_older, opening)]),
        np.concatenate([start + length, end_older]),
        np.concatenate([reason, reason_older]),
    )


def _ended_in(rng: np.random.Generator, flow: Flow, course: Course, count: int, year: int) -> Journeys:
    """Return journeys that ended in a year; those older than the services were triaged anew in their first months."""
    end = between(rng, year_start(year), year_start(year + 1) - 1, count)
    length, reason = course.draw(rng, count)
    opening = year_start(OPENING_YEAR)
    start = end - length
    retriaged = np.minimum(opening + between(rng, 0, 80, count), end)
    return journeys(flow.place, flow.group, np.where(start < opening, retriaged, start), end, reason)


def _give_settings(rng: np.random.Generator, flow: Flow, table: Journeys) -> None:
    """About as many each year go to hospital or rehabilitation as in the exact year."""
    years = year_of(np.where(table.end < OPEN, table.end, table.start))
    able = (table.end - table.start >= 150) & (table.start >= year_start(2012) + 183)
    for year in np.unique(years):
        rows = rng.permutation(np.flatnonzero(able & (years == year)))
        table.setting[rows[: flow.inpatient]] = INPATIENT
        table.setting[rows[flow.inpatient : flow.inpatient + flow.residential]] = RESIDENTIAL


def with_returns(rng: np.random.Generator, table: Journeys, year: int, share: float = 0.3) -> Journeys:
    """Make one person of pairs of journeys: a `share` of those who left come back, some within six months.

    No pair has both journeys active in the exact year, whose people are already counted, and nobody comes back who
    was under 18: they would count as an adult.
    """
    opens, closes = year_start(year), year_start(year + 1)
    follows = table.follows.copy()
    has_next = np.zeros(len(table), dtype=np.bool_)
    has_next[follows[follows >= 0]] = True
    for kind in np.unique(table.place * 10 + table.group):
        rows = np.flatnonzero((table.place * 10 + table.group == kind) & ~table.at_young & (table.group != YOUNG))
        leavers = rows[(table.end[rows] < closes) & ~has_next[rows] & (table.reason[rows] != DIED)]
        leavers = rng.permutation(leavers)[: round(len(leavers) * share)]
        starters = rows[follows[rows] < 0]
        pairs = _pairs(rng, table, leavers, starters[np.argsort(table.start[starters], kind="stable")])
        for left, back in pairs:
            if opens <= table.end[left] and table.start[back] < closes:
                continue
            follows[back] = left
    table.follows[:] = follows
    return table


def _pairs(rng: np.random.Generator, table: Journeys, leavers: Ints, starters: Ints) -> list[tuple[int, int]]:
    """Match each leaver with the first free start at or after a wished day, each start once."""
    soon = between(rng, SOONEST_RETURN, LATEST_RETURN, len(leavers))
    later = between(rng, LATEST_RETURN + 30, 2_200, len(leavers))
    is_soon = rng.random(len(leavers)) < np.where(table.reason[leavers] == COMPLETED, 0.2, 0.3)
    wished: Days = table.end[leavers] + np.where(is_soon, soon, later)
    found = np.searchsorted(table.start[starters], wished, side="left")
    usable = found < len(starters)
    _, first = np.unique(found[usable], return_index=True)
    chosen = np.flatnonzero(usable)[first]
    return [(int(leavers[row]), int(starters[found[row]])) for row in chosen]
