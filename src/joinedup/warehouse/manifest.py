"""What a version of the warehouse holds: a list of deliveries."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from joinedup.core.period import Period

LAYOUT = 1
"""Raised when files written by an older program would be read wrongly."""


@dataclass(frozen=True, slots=True)
class Alike:
    """How many different people, by attributor, a file tells of, and how many pairs of them have something in common.

    From these the number of people who share a whole attributor by chance can be worked out; nobody can be told from
    them. They are of the file as it came: an erasure does not change them.
    """

    people: int
    letters_and_sex: int
    """Pairs with the same initials and sex."""
    birth: int
    """Pairs with the same date of birth."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One sender's file of one feed. Senders replace their feed as a whole, or the time it covers where it `is_part`.

    `rows` counts the rows of the file, `set_aside` those of them not loaded, `without_consent` those withheld because
    the person refused. `tables` gives rows by warehouse table. `key_check` tells whether two loads used the same key;
    it does not reveal it.
    """

    id: str
    sender: str
    sender_name: str
    feed: str
    letter: str | None
    covers: Period
    extract_on: date
    received_on: date
    sha256: str
    file_name: str
    is_synthetic: bool
    is_case_level: bool
    rows: int
    set_aside: int
    without_consent: int
    tables: Mapping[str, int]
    rules_version: str
    agreement: str | None = None
    key_check: str | None = None
    reader: str | None = None
    """Which published file it is, as `intake.national` names them; None for others and for what was loaded before."""
    is_part: bool = False
    alike: Alike | None = None
    """Of a person-level file; None of others and of what was loaded before this was counted."""
    keep_until: date | None = None
    """The day from which rows about people may no longer be held."""
    left_out: tuple[str, ...] = ()
    """Fields of the file that were left out at the door, as the agreement did not share them."""
    erased: tuple[tuple[str, int], ...] = ()
    """Day and number of people of each erasure since; worked out when the warehouse is read, and not in manifests."""

    @property
    def slot(self) -> tuple[str, ...]:
        """What only one current delivery can have: sender and feed, and the time covered where files are parts."""
        return slot_of(self.sender, self.feed, self.covers, is_part=self.is_part)

    @property
    def is_about_real_people(self) -> bool:
        """Whether it holds rows, or counts that an agreement guards, about people who are not invented."""
        return not self.is_synthetic and (self.is_case_level or self.agreement is not None)

    def replaces(self, other: "Delivery") -> bool:
        """Return whether it takes the place of another: the same sender and feed, and a part only of what it covers."""
        if (self.sender, self.feed) != (other.sender, other.feed):
            return False
        return not self.is_part or self.covers.covers(other.covers)

    @property
    def content(self) -> tuple[object, ...]:
        """What decides whether loading changes anything: bytes, coverage, rules and what was left out."""
        return (self.slot, self.sha256, self.covers, self.extract_on, self.letter, self.rules_version, self.left_out)


def slot_of(sender: str, feed: str, covers: Period, *, is_part: bool) -> tuple[str, ...]:
    """Return the slot of a delivery, made or to be made."""
    return (sender, feed, *_days(covers)) if is_part else (sender, feed)


@dataclass(frozen=True, slots=True)
class Manifest:
    """One version: its number, the day its newest delivery was received, its deliveries and the tables' columns."""

    number: int
    received_on: date
    deliveries: tuple[Delivery, ...]
    columns: Mapping[str, Mapping[str, str]]
    has_ever_been_real: bool = False
    has_ever_been_synthetic: bool = False

    @property
    def is_synthetic(self) -> bool:
        """Whether any delivery is about invented people or places."""
        return any(delivery.is_synthetic for delivery in self.deliveries)

    @property
    def data_version(self) -> str:
        """First 16 hex digits of a hash over the deliveries' bytes, received days, coverage and erasures.

        Parquet bytes, keys and paths are not in it, so the same files give the same version on another machine.
        """
        said = sorted(
            [one.sender, one.feed, one.sha256, one.received_on.isoformat(), *_days(one.covers), *map(list, one.erased)]
            for one in self.deliveries
        )
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]

    def to_json(self) -> str:
        """Return the manifest as text, keys sorted."""
        content = {
            "layout": LAYOUT,
            "number": self.number,
            "received_on": self.received_on.isoformat(),
            "data_version": self.data_version,
            "has_ever_been_real": self.has_ever_been_real,
            "has_ever_been_synthetic": self.has_ever_been_synthetic,
            "columns": {table: dict(columns) for table, columns in self.columns.items()},
            "deliveries": [delivery_to_dict(one) for one in self.deliveries],
        }
        return json.dumps(content, indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Return the manifest that `to_json` wrote."""
        content = json.loads(text)
        return cls(
            content["number"],
            date.fromisoformat(content["received_on"]),
            tuple(delivery_from_dict(one) for one in content["deliveries"]),
            content["columns"],
            content["has_ever_been_real"],
            content["has_ever_been_synthetic"],
        )


def delivery_to_dict(delivery: Delivery) -> dict[str, Any]:
    """Return plain values: days as ISO text, the period as two days."""
    content = asdict(delivery) | {
        "covers": _days(delivery.covers),
        "extract_on": delivery.extract_on.isoformat(),
        "received_on": delivery.received_on.isoformat(),
        "tables": dict(delivery.tables),
        "keep_until": delivery.keep_until.isoformat() if delivery.keep_until else None,
    }
    del content["erased"]
    if not delivery.left_out:
        del content["left_out"]
    return content


def delivery_from_dict(content: Mapping[str, Any]) -> Delivery:
    """Return the delivery that `delivery_to_dict` described."""
    start, end = content["covers"]
    alike = content.get("alike")
    days = {
        "covers": Period(date.fromisoformat(start), date.fromisoformat(end)),
        "extract_on": date.fromisoformat(content["extract_on"]),
        "received_on": date.fromisoformat(content["received_on"]),
        "keep_until": date.fromisoformat(content["keep_until"]) if content.get("keep_until") else None,
    }
    left_out = tuple(content.get("left_out", ()))
    return Delivery(**(dict(content) | days | {"alike": Alike(**alike) if alike else None, "left_out": left_out}))


def _days(period: Period) -> list[str]:
    return [period.start.isoformat(), period.end.isoformat()]
