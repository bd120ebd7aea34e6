"""Dated data that would otherwise be constants in code: code lists and rules with a source and a status."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from joinedup.core.slug import check_slug
from joinedup.core.status import SourceStatus


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a list: what it says and which reporting group it falls in (None: none, counted as not recorded)."""

    code: str
    text: str
    group: str | None
    status: SourceStatus


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
