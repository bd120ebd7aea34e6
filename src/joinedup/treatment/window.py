"""Journeys seen through a window of time: the JOURNEY contract."""

from collections.abc import Mapping

import ibis

from joinedup.core.period import Period
from joinedup.kinds.parameters import TreatmentRules
from joinedup.treatment.journeys import journeys
from joinedup.warehouse.calendar import add_days, days_between
from joinedup.warehouse.contracts import JOURNEY

RECOMMISSIONED = "recommissioned"
"""An administrative transfer when a contract ends: nobody left treatment, so it is never an exit."""


def journeys_in(tables: Mapping[str, ibis.Table], window: Period, rules: TreatmentRules) -> ibis.Table:
    """Return every journey, its columns those of JOURNEY in name, order and type, flagged for `window`.

    Journeys outside the window stay in, with false flags. Nothing is run.
    """
    return seen_through(journeys(tables, rules), window, rules)


def seen_through(all_journeys: ibis.Table, window: Period, rules: TreatmentRules) -> ibis.Table:
    """Return journeys from `treatment.journeys.journeys`, run or not, with the columns that depend on the window."""
    first, after = ibis.literal(window.start), ibis.literal(window.end)
    start, end = all_journeys.start_on, all_journeys.end_on
    ended_before_it_closed = (end < after).fill_null(False)
    is_own_end = (all_journeys.exit_reason != RECOMMISSIONED).fill_null(False)
    placed = all_journeys.mutate(
        in_window=(start < after) & (end.isnull() | (end >= first)),
        is_new=(start >= first) & (start < after),
        is_exit=(end >= first).fill_null(False) & ended_before_it_closed & is_own_end,
        length_days_to_window_end=(start < after).ifelse(
            days_between(start, ended_before_it_closed.ifelse(end, add_days(after, -1))), ibis.null("int64")
        ),
    )
    among_active = placed.in_window.ifelse(placed.journey_number, ibis.null("int64"))
    latest = among_active.max().over(ibis.window(group_by=placed.person_id))
    flagged = placed.mutate(
        is_latest=placed.in_window & (placed.journey_number == latest).fill_null(False),
        is_open_at_end=placed.in_window & (placed.end_on.isnull() | (placed.end_on >= after)),
        is_retained_12_weeks=(placed.length_days_to_window_end >= rules.number("retained-days")).fill_null(False),
    )
    return flagged.select(**{name: flagged[name].cast(kind) for name, kind in JOURNEY.items()})
