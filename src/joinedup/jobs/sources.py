"""From an opened warehouse to what measuring reads."""

from collections.abc import Callable
from dataclasses import replace

import ibis

from joinedup.core.period import Period
from joinedup.definitions.reading import treatment_rules
from joinedup.definitions.timeliness import NDTMS
from joinedup.jobs.expected import expected_senders
from joinedup.kinds.standard import LEVELS
from joinedup.measures.sources import Holding, Sources
from joinedup.treatment.journeys import journeys
from joinedup.treatment.window import seen_through
from joinedup.warehouse.manifest import Delivery
from joinedup.warehouse.store import Opened


def sources_of(opened: Opened) -> Sources:
    """Return the tables and holdings of one version; journeys are built once and seen through each window."""
    return Sources(
        journeys=_journeys(opened),
        population=opened.table("population"),
        published=opened.table("published"),
        prevalence=opened.table("prevalence"),
        case_level=_case_level(opened),
        populations=_holding(opened.deliveries_of("population")),
        publications=_holding(opened.deliveries_of("published")),
        prevalences=_holding(opened.deliveries_of("prevalence")),
        published_as_of=opened.hindsight.on if opened.hindsight else None,
    )


def _journeys(opened: Opened) -> Callable[[Period], ibis.Table]:
    rules = treatment_rules()
    built: list[ibis.Table] = []

    def through(window: Period) -> ibis.Table:
        if not built:
            built.append(journeys({level: opened.table(level) for level in LEVELS}, rules).cache())
        return seen_through(built[0], window, rules)

    return through


def _case_level(opened: Opened) -> Holding:
    """Return what is held of records, and which services on the partnership's list have never sent any."""
    held = tuple(one for one in opened.manifest.deliveries if one.is_case_level)
    sent = {(one.sender, one.feed) for one in held}
    listed = (one for one in expected_senders(opened.root) or () if one.feed in NDTMS)
    never = tuple((one.sender_name, one.since, one.until) for one in listed if (one.sender, one.feed) not in sent)
    return replace(_holding(held), never=never)


def _latest_first(delivery: Delivery) -> tuple[int, str]:
    return (-delivery.received_on.toordinal(), delivery.sender)


def _holding(deliveries: tuple[Delivery, ...]) -> Holding:
    """Every sender held is expected: one that falls behind leaves a gap that is said first."""
    return Holding(
        deliveries=tuple(one.id for one in deliveries),
        is_synthetic=any(one.is_synthetic for one in deliveries),
        source="; ".join(dict.fromkeys(one.sender_name for one in deliveries)),
        covers=tuple((one.sender_name, one.covers) for one in deliveries),
        names=tuple((one.id, one.sender_name) for one in sorted(deliveries, key=_latest_first)),
    )
