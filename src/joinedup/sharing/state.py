"""What an agreement is at an instant, worked out from what it says and never stored; and when its end is warned of."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from joinedup.kinds.agreement import WITHDRAWAL, Agreement
from joinedup.kinds.agreement_parts import missing
from joinedup.sharing.uk_time import uk_day, uk_midnight, uk_text

WARNED_DAYS: Final = (90, 30, 7)
"""Days before the end at which it is warned of (rules of practice 35)."""


class State(StrEnum):
    """What an agreement is at one instant; only a live one opens anything."""

    DRAFT = "draft"
    LIVE = "live"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


HAS_STOPPED: Final = frozenset({State.LAPSED, State.WITHDRAWN, State.EXPIRED})
"""The states of an agreement that was one: its parties are told why nothing opens any more."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A state with the sentence that says why and what would change it."""

    state: State
    sentence: str


def standing(agreement: Agreement, at: datetime) -> Standing:
    """Return what an agreement is at an instant with a time zone.

    What is not whole is a draft, whatever the instant. A withdrawal counts from its instant on; what has not begun is a
    draft until then; the end and a lapse count from theirs; what a party has not signed yet is a draft still.
    """
    if at.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    name = f"Agreement '{agreement.id}'"
    if lacking := missing(agreement):
        return Standing(State.DRAFT, f"{name} is a draft: it does not say {'; '.join(lacking)}.")
    for stop in sorted(agreement.stops, key=lambda one: one.how != WITHDRAWAL):
        if stop.how == WITHDRAWAL and stop.holds_at(at):
            told = f"{name} was withdrawn at {uk_text(stop.at)} by the {stop.by}: {stop.why}. It needs a new agreement."
            return Standing(State.WITHDRAWN, told)
    if at < agreement.valid_from:
        return Standing(State.DRAFT, f"{name} does not begin until {uk_text(agreement.valid_from)}.")
    if at >= agreement.valid_to:
        told = f"{name} ended at {uk_text(agreement.valid_to)}: name the one that follows it."
        return Standing(State.EXPIRED, told)
    for stop in agreement.stops:
        if stop.holds_at(at):
            told = (
                f"{name} lapsed at {uk_text(stop.at)} by the word of the {stop.by}: {stop.why}. Renewing it restores."
            )
            return Standing(State.LAPSED, told)
    for party in agreement.parties:
        if party.signed_on is not None and at < uk_midnight(party.signed_on):
            told = f"{name} is a draft: the {party.signatory} of {party.name} signs on {party.signed_on}."
            return Standing(State.DRAFT, told)
    return Standing(State.LIVE, f"{name} is live until {uk_text(ends_at(agreement, at))}.")


def ends_at(agreement: Agreement, at: datetime) -> datetime:
    """Return the next instant from which an agreement opens nothing, as is known of it."""
    return min([agreement.valid_to, *(stop.at for stop in agreement.stops if stop.at > at)])


def warning_instants(agreement: Agreement, at: datetime) -> tuple[tuple[int, datetime], ...]:
    """Return each number of days before the end with the UK midnight at which that warning is due."""
    end = ends_at(agreement, at)
    return tuple((days, uk_midnight(uk_day(end) - timedelta(days=days))) for days in WARNED_DAYS)


def warning_due(agreement: Agreement, at: datetime) -> int | None:
    """Return the nearest warning that is due while an agreement is live: 90, 30 or 7 days; None where none is."""
    if standing(agreement, at).state is not State.LIVE:
        return None
    return min((days for days, due in warning_instants(agreement, at) if due <= at), default=None)
