"""A feed: what one kind of partner sends, how often, how old it may be, and what one row says."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from joinedup.core.period import Period
from joinedup.core.slug import check_slug
from joinedup.kinds.parameters import CodeList
from joinedup.kinds.source import Source

TABLE_PREFIX = "feed_"
NOT_KNOWN = "not known to us"
"""What the warehouse holds in place of a code that is in no list held. What stood there is not kept: in a feed without
people, a name typed into the wrong cell must not come in (rules of practice 3 and 4)."""

MARKINGS = ("open", "restricted", "pre-release")
PLACES = ("district", "upper-tier")


class Holds(StrEnum):
    """What one row of a feed is."""

    COUNTS = "counts"
    """How many, for a period, an area and groups."""
    EVENTS = "events"
    """One thing that happened (a sample tested), with nothing that names or describes a person."""


class Every(StrEnum):
    """A stretch of time that rows are counted by or files are sent by."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    TERM = "school term"
    YEAR = "financial year"
    SCHOOL_YEAR = "school year"

    @property
    def days(self) -> int:
        """The most days that one of them has."""
        return {"week": 7, "month": 31, "quarter": 92, "school term": 153}.get(self.value, 366)

    @property
    def months(self) -> tuple[int, ...]:
        """The months on whose first day one of them starts; none for weeks, which start on Mondays."""
        starts: dict[str, tuple[int, ...]] = {
            "week": (),
            "month": tuple(range(1, 13)),
            "quarter": (1, 4, 7, 10),
            "school term": (1, 4, 9),
            "financial year": (4,),
            "school year": (9,),
        }
        return starts[self.value]

    @property
    def first_day(self) -> str:
        """On which day one starts, for people."""
        starts = {
            "week": "a Monday",
            "month": "the first of a month",
            "quarter": "1 January, April, July or October",
            "school term": "1 September, January or April",
            "financial year": "1 April",
            "school year": "1 September",
        }
        return starts[self.value]

    def starts_on(self, day: date) -> bool:
        """Return whether one starts on `day`."""
        return day.weekday() == 0 if not self.months else day.day == 1 and day.month in self.months

    def first_days(self, within: Period) -> Iterator[date]:
        """Yield the first day of each one that starts in the period."""
        day = within.start
        while day < within.end:
            if self.starts_on(day):
                yield day
            day += timedelta(days=1)


class FieldKind(StrEnum):
    """What a field of a feed holds."""

    START = "start"
    AREA = "area"
    CODE = "code"
    WHOLE = "whole number"
    DECIMAL = "number"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Field:
    """One column. `part_of` names the field that this number can never exceed; `markers` what may stand in its place.

    `is_personal` fields are read to tell rows apart and are never shown, nor kept in the warehouse. `is_protected`:
    a protected characteristic. `adds_up` is False for numbers of people who may be seen by two senders.
    """

    header: str
    kind: FieldKind
    says: str
    codes: CodeList | None = None
    part_of: str | None = None
    high: float | None = None
    markers: Mapping[str, str] = field(default_factory=dict)
    is_personal: bool = False
    is_protected: bool = False
    adds_up: bool = True

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", self.header):
            raise ValueError(f"'{self.header}' cannot be a header: use lower-case letters, digits and underscores.")
        if (self.kind is FieldKind.CODE) != (self.codes is not None):
            raise ValueError(f"Field '{self.header}': a code, and only a code, names its list.")
        if (self.kind is FieldKind.REFERENCE) != self.is_personal:
            raise ValueError(
                f"Field '{self.header}': a reference is personal, and nothing else in these feeds may be: leave it out."
            )
        if not self.is_number and (self.part_of or self.markers or self.high is not None):
            raise ValueError(f"Field '{self.header}': only a number has a whole, a limit or markers.")

    @property
    def is_number(self) -> bool:
        """Whether it says how many or how much."""
        return self.kind in (FieldKind.WHOLE, FieldKind.DECIMAL)


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed.

    * `period`: what one row is counted by; `cadence`: how often a file is sent; `oldest_days`: days after the end of
      what the last file covers at which it is too old to rely on.
    * `key`: the headers that tell two rows apart (default: all that are no numbers).
    * `absent_is_none`: whether a period, area or group without a row means that there were none; else it is not known.
    * `steward`: the post, at the sender or the council, that answers for it. `caveats`: what a reader must know.
    * `as_cases`: what rows about people would add later, and what that would take.
    * `sound`: rows with nothing wrong, as a file would hold them; `offending`: one row and the rule that it breaks.
    """

    slug: str
    title: str
    why: str
    sent_by: str
    steward: str
    holds: Holds
    period: Every
    cadence: Every
    oldest_days: int
    place: str
    source: Source
    fields: tuple[Field, ...]
    absent_is_none: bool
    as_cases: str
    sound: tuple[Mapping[str, str], ...]
    offending: tuple[tuple[Mapping[str, str], str], ...]
    caveats: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    marking: str = "restricted"

    def __post_init__(self) -> None:
        check_slug(self.slug)
        for label in ("title", "why", "sent_by", "steward", "as_cases"):
            if not getattr(self, label).strip():
                raise ValueError(f"Feed '{self.slug}' leaves `{label}` blank.")
        if self.marking not in MARKINGS or self.place not in PLACES:
            raise ValueError(
                f"Feed '{self.slug}': a marking is one of {', '.join(MARKINGS)}, a place one of {', '.join(PLACES)}."
            )
        if self.oldest_days < self.cadence.days:
            raise ValueError(f"Feed '{self.slug}' would be too old before its next file is due ({self.cadence}).")
        self._check_fields()
        if not self.sound or not self.offending:
            raise ValueError(f"Feed '{self.slug}' needs a worked example: sound rows, and rows that offend.")
        for row in (*self.sound, *(row for row, _ in self.offending)):
            if set(row) != set(self.headers):
                raise ValueError(f"Feed '{self.slug}': a row of its example does not fill exactly its headers.")

    def _check_fields(self) -> None:
        headers = self.headers
        if len(set(headers)) != len(headers) or set(self.key) - set(headers):
            raise ValueError(f"Feed '{self.slug}' has a header twice, or a key that is no header.")
        if [one.header for one in self.fields[:2]] != ["start_on", "area"]:
            raise ValueError(f"Feed '{self.slug}': its first two fields are start_on and area, as in every feed.")
        numbers = {one.header for one in self.fields if one.is_number}
        if any(one.part_of is not None and one.part_of not in numbers for one in self.fields):
            raise ValueError(f"Feed '{self.slug}': a field is part of one that is no number.")
        if sum(one.is_protected for one in self.fields) > 1:
            raise ValueError(f"Feed '{self.slug}' crosses two protected characteristics: ask for one (practice 17).")
        if self.holds is Holds.COUNTS and (not numbers or any(one.is_personal for one in self.fields)):
            raise ValueError(f"Feed '{self.slug}' holds counts: it needs a number and takes no reference.")

    def without(self, headers: Collection[str]) -> "Feed":
        """Return the feed as it would be if it never had these headers: numbers only, and not all of them."""
        kept = tuple(one for one in self.fields if one.header not in headers)
        if len(kept) == len(self.fields):
            return self
        if bare := [one.header for one in self.fields if one.header in headers and one.header in self.needed]:
            raise ValueError(f"Feed '{self.slug}' says nothing without {', '.join(bare)}.")
        fields = tuple(replace(one, part_of=None) if one.part_of in headers else one for one in kept)
        shown = [{name: row[name] for name in row if name not in headers} for row in self.sound]
        broken = [({n: row[n] for n in row if n not in headers}, rule) for row, rule in self.offending]
        return replace(self, fields=fields, sound=tuple(shown), offending=tuple(broken))

    @property
    def needed(self) -> tuple[str, ...]:
        """The headers without which no row says anything: those that tell rows apart, and its one number if alone."""
        numbers = [one.header for one in self.fields if one.is_number]
        told = [one.header for one in self.fields if not one.is_number or one.header in self.key]
        return tuple(told + numbers) if len(numbers) == 1 else tuple(told)

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header that a file must have."""
        return tuple(one.header for one in self.fields)

    @property
    def tells_apart(self) -> tuple[str, ...]:
        """The headers of which two rows with the same values are about the same thing."""
        return self.key or tuple(one.header for one in self.fields if not one.is_number)

    @property
    def table(self) -> str:
        """The warehouse's table for it."""
        return TABLE_PREFIX + self.slug.replace("-", "_")

    @property
    def columns(self) -> Mapping[str, str]:
        """The table's columns and Ibis types. A number that may be hidden has `HEADER_marker` beside it."""
        types = {FieldKind.START: "date", FieldKind.WHOLE: "int64", FieldKind.DECIMAL: "float64"}
        columns: dict[str, str] = {}
        for one in self.fields:
            if not one.is_personal:
                columns[one.header] = types.get(one.kind, "string")
                columns |= {f"{one.header}_marker": "string"} if one.markers else {}
        return columns
