"""Which agreements end soon: what is warned of 90, 30 and 7 days before (rules of practice 35)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from joinedup.apps.agreements import queries
from joinedup.kinds.agreement import Agreement
from joinedup.sharing.state import ends_at, warning_due


@dataclass(frozen=True, slots=True)
class Ending:
    """One warning that is due: `key` is the same for the same warning on whichever day it is asked for."""

    agreement: str
    days: int
    ends_at: datetime
    parties: tuple[str, ...]
    """The slugs of the organisations whose leads are to be told."""
    is_emergency: bool

    @property
    def key(self) -> str:
        """An id for the record and for sending once: of what, how many days before, which end."""
        return f"{self.agreement}/{self.days}/{self.ends_at.astimezone(UTC):%Y%m%dt%H%M%Sz}"


def due(at: datetime) -> tuple[Ending, ...]:
    """Return the warnings that are due at an instant, the nearest end first. Two queries; it sends nothing.

    Of each live agreement only the nearest of its warnings: who was away is told once that 7 days are left, not thrice.
    """
    return endings(queries.agreements(), at)


def endings(agreements: Iterable[Agreement], at: datetime) -> tuple[Ending, ...]:
    """Return the same of agreements given."""
    found = [
        Ending(
            one.id,
            days,
            ends_at(one, at),
            tuple(party.organisation for party in one.parties),
            one.kind == "emergency",
        )
        for one in agreements
        if (days := warning_due(one, at)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.ends_at, one.agreement)))
