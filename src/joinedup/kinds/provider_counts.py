"""What a counts-only file holds: counts that a provider made of its own rows, on its own machine. Nothing else fits."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.core.slug import check_slug

AREA: Final = re.compile(r"[A-Z][0-9]{8}")
"""An area code of the Office for National Statistics, or an invented one: no other text stands where areas do."""
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_HEX: Final = re.compile(r"[0-9a-f]+")
_LONGEST_NAME: Final = 200
_MOST: Final = 2**53 - 1

NEARLY_ALL, MOST = "90% or more", "80% to 90%"
RECORDED: Final = (NEARLY_ALL, MOST)
"""For how many of those asked about the answer is recorded: in bands, as the exact share would tell who did not say."""


class What(StrEnum):
    """What a number counts, and so whether the numbers of several providers add up."""

    PEOPLE = "people"
    """Each person once in a year, by their latest journey there."""
    JOURNEYS = "journeys"
    """Episodes at the one provider, joined; the same person's episodes elsewhere are not in them."""
    DAYS = "days of journeys"
    ROWS = "rows"
    """Rows of the provider's own file: each is in one file only."""

    @property
    def adds_up(self) -> bool:
        """Whether the numbers of several providers, added, are the number for all of them together."""
        return self is What.ROWS


@dataclass(frozen=True, slots=True)
class Count:
    """One indicator's numbers for one financial year and upper-tier area of residence; both None where hidden.

    Counts have no denominator; of a mean `numerator` is the days added up and `denominator` the journeys. `recorded`
    is one of `RECORDED` where some may not have answered.
    """

    indicator: str
    year: str
    area: str
    counted: What
    numerator: int | None
    denominator: int | None
    recorded: str | None = None

    def __post_init__(self) -> None:
        check_slug(self.indicator)
        try:
            Period.financial_year(self.year)
        except Refusal as refusal:
            raise ValueError(str(refusal)) from None
        if not AREA.fullmatch(self.area):
            raise ValueError("An area is a letter and eight digits.")
        _whole(self.numerator, "numerator")
        _whole(self.denominator, "denominator")
        if self.recorded is not None and (self.recorded not in RECORDED or self.is_hidden):
            raise ValueError(f"`recorded` is {' or '.join(RECORDED)}, and is said of no hidden figure.")
        if self.left_over is not None and self.left_over < 0:
            raise ValueError("More are counted than were asked about.")

    @property
    def is_hidden(self) -> bool:
        """Whether no number of it is told."""
        return self.numerator is None and self.denominator is None

    @property
    def left_over(self) -> int | None:
        """Those asked about who do not count; None where that is no number of anybody."""
        if self.numerator is None or self.denominator is None or self.counted is What.DAYS:
            return None
        return self.denominator - self.numerator

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is about: two counts about the same have no place in one file."""
        return (self.indicator, self.year, self.area)


@dataclass(frozen=True, slots=True)
class RowCount:
    """Rows of the file that was checked: all of them, those without consent, or those set aside by one rule."""

    what: str
    rule: str
    rows: int | None

    def __post_init__(self) -> None:
        if self.what not in ROW_COUNTS or (self.what == SET_ASIDE) != bool(self.rule):
            raise ValueError(f"Rows are counted as {', '.join(ROW_COUNTS)}; the last, and only the last, by rule.")
        if self.rule and not _CODE.fullmatch(self.rule):
            raise ValueError("A rule is named by its code.")
        _whole(self.rows, "rows")

    @property
    def key(self) -> tuple[str, str]:
        """What it is about."""
        return (self.what, self.rule)


ALL_ROWS, WITHOUT_CONSENT, SET_ASIDE = "rows in the file", "rows without consent", "rows set aside"
ROW_COUNTS: Final = (ALL_ROWS, WITHOUT_CONSENT, SET_ASIDE)


@dataclass(frozen=True, slots=True)
class ProviderCounts:
    """A whole counts-only file, signed or not. Counts and definitions are in order, each once.

    `feed` is that of the rows counted; `definitions` gives for each indicator the version it was counted under;
    `signed_by` is the fingerprint of the sender's public key, `signature` 128 hexadecimal digits.
    """

    sender: str
    sender_name: str
    feed: str
    letter: str | None
    extract_on: date
    covers: Period
    rules_version: str
    definitions: Mapping[str, str]
    counts: tuple[Count, ...]
    checked: tuple[RowCount, ...]
    signed_by: str | None = None
    signature: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        check_slug(self.feed)
        for label, text in (("sender", self.sender), ("letter", self.letter or "R")):
            if not _CODE.fullmatch(text):
                raise ValueError(f"The {label} is a code: letters and digits, 40 at most.")
        is_name = self.sender_name.strip() == self.sender_name and self.sender_name.isprintable()
        if not is_name or not 0 < len(self.sender_name) <= _LONGEST_NAME:
            raise ValueError("The sender's name is one line of text.")
        for slug, version in self.definitions.items():
            check_slug(slug)
            _hex(version, 12, "version of a definition")
        _hex(self.rules_version, 16, "version of the rules")
        if (self.signed_by is None) != (self.signature is None):
            raise ValueError("A signature, and only a signature, goes with the key it was made with.")
        if self.signed_by is not None and self.signature is not None:
            _hex(self.signed_by, 64, "fingerprint")
            _hex(self.signature, 128, "signature")
        for keys in ([one.key for one in self.counts], [one.key for one in self.checked]):
            if any(one >= after for one, after in pairwise(keys)):
                raise ValueError("Its counts are not in order, or one is there twice.")
        for one in self.counts:
            if one.indicator not in self.definitions:
                raise ValueError(f"It does not say under which definition '{one.indicator}' was counted.")
            if not self.covers.covers(Period.financial_year(one.year)):
                raise ValueError(f"It counts {one.year}, which it does not cover.")

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas of which anything is told."""
        return tuple(sorted({one.area for one in self.counts}))

    @property
    def years(self) -> tuple[str, ...]:
        """The financial years of which anything is told."""
        return tuple(sorted({one.year for one in self.counts}))


def _whole(number: object, label: str) -> None:
    if number is not None and (type(number) is not int or not 0 <= number <= _MOST):
        raise ValueError(f"A {label} is a whole number from 0, or hidden.")


def _hex(text: str, digits: int, label: str) -> None:
    if len(text) != digits or not _HEX.fullmatch(text):
        raise ValueError(f"A {label} is {digits} hexadecimal digits.")
