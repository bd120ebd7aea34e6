"""Journeys that arrive by chance at one steady rate: every year truly equals the last."""

from dataclasses import replace

import numpy as np

from joinedup.county.days import OPENING_YEAR, year_start
from joinedup.county.draw import between
from joinedup.county.exact import LATEST_RETURN, SOONEST_RETURN
from joinedup.county.journeys import INPATIENT, RESIDENTIAL, Journeys, joined, journeys, kept
from joinedup.county.lengths import LONGEST
from joinedup.county.places import COMPLETED, YOUNG
from joinedup.county.plan import Arrivals, Plan


def chance_journeys(rng: np.random.Generator, arrivals: Arrivals, plan: Plan, scale: float) -> Journeys:
    """Return the journeys of one place and group that are active in the plan's years.

    Arrivals are a Poisson process that began long enough ago for the numbers in treatment to be steady. A person who
    completes may return; each return is a journey like any other.
    """
    first_day, last_day = year_start(plan.first_year), year_start(plan.last_year + 1)
    dawn = first_day - LONGEST - 400
    count = rng.poisson(scale * arrivals.per_year * (last_day - dawn) / 365.25)
    start = between(rng, dawn, last_day - 1, count)
    length, reason = arrivals.course.draw(rng, count)
    parts = [journeys(arrivals.place, arrivals.group, start, start + length, reason)]
    first_row = 0
    while len(parts[-1]):
        before = parts[-1]
        comes_back = (before.reason == COMPLETED) & (rng.random(len(before)) < arrivals.returns)
        start = before.end[comes_back] + between(rng, SOONEST_RETURN, LATEST_RETURN, int(comes_back.sum()))
        length, reason = arrivals.course.draw(rng, len(start))
        rows = first_row + np.flatnonzero(comes_back)
        first_row += len(before)
        parts.append(journeys(arrivals.place, arrivals.group, start, start + length, reason, rows))
    table = joined(parts, is_numbered_through=True)
    stays = (table.end - table.start >= 150) & (table.group != YOUNG)
    luck = rng.random(len(table))
    table.setting[stays & (luck < arrivals.inpatient)] = INPATIENT
    table.setting[stays & (luck >= arrivals.inpatient) & (luck < arrivals.inpatient + arrivals.residential)] = (
        RESIDENTIAL
    )
    return kept(_since_opening(rng, table), table.active_in(first_day, last_day))


def _since_opening(rng: np.random.Generator, table: Journeys) -> Journeys:
    """Return journeys with those that are older than the services triaged anew in their first months."""
    opening = year_start(OPENING_YEAR)
    anew = np.minimum(opening + between(rng, 0, 80, len(table)), table.end)
    return replace(table, start=np.where(table.start < opening, anew, table.start))
