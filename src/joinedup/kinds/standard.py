"""A data standard as data: which items a file of one letter holds."""

import re
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
DATASETS: Mapping[str, str] = {
    "AD": "adult community",
    "YP": "young people, community",
    "SA": "adult, secure",
    "SY": "young people, secure",
    "TOP": "adult outcomes form (treatment outcomes profile)",
    "All": "every data set",
}
"""Data set codes and what they are read as (the reading is unverified; facts of the standard)."""
_ALSO = {"AD": "TOP"}  # an adult service's file holds the adult outcomes form too
_SIZE = re.compile(r"[ACN]\((\d+)\)")


@dataclass(frozen=True, slots=True)
class Item:
    """One item (column) of the standard.

    `kind` is text, code, date (YYYYMMDD or ISO), whole or decimal. `since` and `until` bound the triage dates at
    which the letter in force had it (None: no bound known), each with how sure we are of it. `is_personal` items are
    never shown in a report; `is_emitted` is False for obsolete items accepted on import only. `layout` is the stated
    one, such as N(2); `column` its place in the newest letter; `rules` the numbers of the verification rules that a
    source gives for it.
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
    since_status: SourceStatus | None = None
    until_status: SourceStatus | None = None
    layout: str = ""
    layout_status: SourceStatus | None = None
    column_number: int | None = None
    rules: tuple[int, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise ValueError(f"Item {self.header}: level '{self.level}' is not one of {', '.join(LEVELS)}.")
        if self.kind not in KINDS:
            raise ValueError(f"Item {self.header}: kind '{self.kind}' is not one of {', '.join(KINDS)}.")
        unknown = sorted(set(self.data_sets) - set(DATASETS))
        if unknown:
            raise ValueError(f"Item {self.header}: data set '{unknown[0]}' is not one of {', '.join(DATASETS)}.")
        if self.layout and self.layout_status is None:
            raise ValueError(f"Item {self.header}: its layout needs a status.")

    @property
    def column(self) -> str:
        """The warehouse's name for it."""
        return self.header.lower()

    @property
    def data_sets(self) -> tuple[str, ...]:
        """The data sets it is part of; none where that is not established."""
        return tuple(part.strip() for part in self.datasets.split(",") if part.strip())

    @property
    def most_characters(self) -> int | None:
        """How many characters the stated layout allows, where it says so."""
        size = _SIZE.fullmatch(self.layout)
        return int(size[1]) if size else None

    def is_for(self, dataset: str) -> bool:
        """Return whether files of a data set (AD, YP …) hold it, as far as that is established."""
        held = self.data_sets
        return not held or "All" in held or dataset in held or _ALSO.get(dataset) in held


@dataclass(frozen=True, slots=True)
class Standard:
    """One data set over all its letters: every item known, obsolete ones too, in column order.

    `letter` is the newest letter held, which is the one that is written.
    """

    slug: str
    letter: str
    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        headers = [item.header for item in self.items]
        twice = sorted({header for header in headers if headers.count(header) > 1})
        if twice:
            raise ValueError(f"Standard '{self.slug}' holds the item {twice[0]} twice.")

    @property
    def by_header(self) -> Mapping[str, Item]:
        """Items by their header."""
        return {item.header: item for item in self.items}

    def level(self, level: str) -> tuple[Item, ...]:
        """Return the items of one level, in column order."""
        return tuple(item for item in self.items if item.level == level)
