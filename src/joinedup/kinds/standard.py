"""A data standard as data: which items a file of one letter holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from joinedup.core.status import SourceStatus

LEVELS = (
    "client",
    "episode",
    "intervention",
    "sub_intervention_review",
    "time_in_treatment",
    "outcomes_profile",
    "client_information_review",
)
KINDS = ("text", "code", "date", "whole", "decimal")


@dataclass(frozen=True, slots=True)
class Item:
    """One item (column) of the standard.

    `kind` is text, code, date (YYYYMMDD or ISO), whole or decimal. `since` and `until` bound the triage dates at
    which the letter in force had it (None: no bound known). `is_personal` items are never shown in a report;
    `is_emitted` is False for obsolete items accepted on import only.
    """

    header: str
    level: str
    description: str
    kind: str
    low: float | None
    high: float | None
    datasets: str
    since: date | None
    until: date | None
    is_personal: bool
    is_emitted: bool
    status: SourceStatus
    source: str

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise ValueError(f"Item {self.header}: level '{self.level}' is not one of {', '.join(LEVELS)}.")
        if self.kind not in KINDS:
            raise ValueError(f"Item {self.header}: kind '{self.kind}' is not one of {', '.join(KINDS)}.")

    @property
    def column(self) -> str:
        """The warehouse's name for it."""
        return self.header.lower()


@dataclass(frozen=True, slots=True)
class Standard:
    """One letter of a data set: its items in column order."""

    slug: str
    letter: str
    items: tuple[Item, ...]

    @property
    def by_header(self) -> Mapping[str, Item]:
        """Items by their header."""
        return {item.header: item for item in self.items}

    def level(self, level: str) -> tuple[Item, ...]:
        """Return the items of one level, in column order."""
        return tuple(item for item in self.items if item.level == level)
