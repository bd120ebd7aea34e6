"""Dated data that would otherwise be constants in code: code lists and rules with a source and a status."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from joinedup.core.slug import check_slug
from joinedup.core.status import SourceStatus


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a list: what it says and which reporting group it falls in (None: none, counted as not recorded).

    `valid_from` and `valid_to` (the first day it was no longer in the list) are None where no such day is established.
    """

    code: str
    text: str
    group: str | None
    status: SourceStatus
    valid_from: date | None = None
    valid_to: date | None = None

    def is_valid_on(self, day: date) -> bool:
        """Return whether the code was in the list on a day, as far as that is established."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list of codes for the items named in `headers`, with its source."""

    slug: str
    headers: tuple[str, ...]
    source: str
    codes: tuple[Code, ...]

    def __post_init__(self) -> None:
        check_slug(self.slug)
        seen = [code.code for code in self.codes]
        if len(seen) != len(set(seen)):
            raise ValueError(f"Code list '{self.slug}' holds a code twice.")

    @property
    def groups(self) -> Mapping[str, str]:
        """Code to reporting group, for codes that have one."""
        return {code.code: code.group for code in self.codes if code.group is not None}

    @property
    def dated(self) -> tuple[Code, ...]:
        """The codes that came or went on a known day."""
        return tuple(code for code in self.codes if code.valid_from is not None or code.valid_to is not None)

    def codes_of(self, *groups: str) -> tuple[str, ...]:
        """Return the codes whose group is one of `groups`, in list order."""
        return tuple(code.code for code in self.codes if code.group in groups)


@dataclass(frozen=True, slots=True)
class Rule:
    """One number that changes with a year or a letter."""

    slug: str
    value: int
    unit: str
    valid_from: date | None
    valid_to: date | None
    status: SourceStatus
    source: str


@dataclass(frozen=True, slots=True)
class TreatmentRules:
    """All that turning episodes into journeys depends on. `code_lists` by slug, `residence` DAT code to upper tier."""

    numbers: Mapping[str, Rule]
    code_lists: Mapping[str, CodeList]
    residence: Mapping[str, str]

    def number(self, slug: str) -> int:
        """Return the value of one rule; KeyError names the slug if there is none."""
        return self.numbers[slug].value
