"""How a journey ended."""

from typing import Any

import ibis

from joinedup.kinds.parameters import CodeList, TreatmentRules
from joinedup.warehouse.calendar import add_months, days_between

_UNPLANNED = ("left early", "withdrawn or declined")


def reasons_given(episodes: ibis.Table, reasons: CodeList) -> dict[str, Any]:
    """Return aggregates over a journey's episodes: the first and last, by name, of its reasons on its last day.

    A code that the list does not hold is a reason of its own kind, 'other'; a blank is no reason.
    """
    stated = episodes.disrsn.cases(*reasons.groups.items(), else_="other")
    group = episodes.disrsn.isnull().ifelse(ibis.null("string"), stated)
    return {
        "first_reason": group.min(where=episodes.is_last_day),
        "last_reason": group.max(where=episodes.is_last_day),
    }


def with_exit(journeys: ibis.Table, rules: TreatmentRules) -> ibis.Table:
    """Return the journeys with how and when they ended: reason, length, and whether the person came back.

    Two different reasons on the last day are 'inconsistent'; none is 'other'. All is null or false while open. Coming
    back is a later journey that starts before the same day of the month, `re-presentation-months` on.
    """
    reason = ibis.cases(
        (journeys.end_on.isnull(), ibis.null("string")),
        (journeys.first_reason.isnull(), "other"),
        (journeys.first_reason != journeys.last_reason, "inconsistent"),
        else_=journeys.first_reason,
    )
    next_start = journeys.start_on.lead().over(
        ibis.window(group_by=journeys.person_id, order_by=journeys.journey_number)
    )
    ended = journeys.mutate(
        exit_reason=reason, length_days=days_between(journeys.start_on, journeys.end_on), next_start_on=next_start
    )
    judged = ended.mutate(
        is_completed=(ended.exit_reason == "completed").fill_null(False),
        is_unplanned=ended.exit_reason.isin(_UNPLANNED).fill_null(False),
    )
    came_back = judged.next_start_on < add_months(judged.end_on, rules.number("re-presentation-months"))
    is_short = judged.length_days < rules.number("retained-days")
    return judged.mutate(
        is_early_unplanned_exit=judged.is_unplanned & is_short.fill_null(False),
        represented_6_months=judged.is_completed & came_back.fill_null(False),
    ).drop("first_reason", "last_reason", "next_start_on")
