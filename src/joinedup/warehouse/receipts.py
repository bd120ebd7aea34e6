"""Receipts: what was handed in, when, and what became of it. Written once each, never changed, no personal value."""

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from joinedup.core.period import Period
from joinedup.warehouse import durable
from joinedup.warehouse.erasures import read_intent
from joinedup.warehouse.folder import current_number

FOLDER = "receipts"
LOADED, RETURNED = "loaded", "returned"
_NONE = 0
"""Stands for a version where a file was returned and made none."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one file came to. `received` is the instant at which it was handed in, as ISO text in UTC.

    `outcome` is `loaded`, as `delivery` in `version`, or `returned`, for the reason in `why`. What the file did not say
    of itself, or could not be read of it, is None. `in_place_of` are ids of the deliveries that it replaced.
    """

    file_name: str
    sha256: str | None
    size: int
    sender: str | None
    sender_name: str | None
    feed: str | None
    covers: Period | None
    extract_on: date | None
    received: str
    outcome: str
    why: str
    delivery: str | None = None
    version: int | None = None
    rows: int | None = None
    set_aside: int | None = None
    without_consent: int | None = None
    agreement: str | None = None
    keep_until: date | None = None
    in_place_of: tuple[str, ...] = ()
    is_case_level: bool = False
    bytes_kept: str = ""
    """What became of the file itself, in words."""

    @property
    def number(self) -> str:
        """Return the receipt's number, such as R-0123-4567-89ab: from what was received and what became of it.

        The instant is not in it, so the same bytes with the same end have one number, whenever they are sent again.
        """
        content = {name: value for name, value in self._said().items() if name != "received"}
        digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
        return f"R-{digest[:4]}-{digest[4:8]}-{digest[8:12]}"

    def lines(self) -> list[str]:
        """Return the receipt as text for its sender."""
        of_counts = (self.feed or "").endswith("-counts")
        whose = f"{self.sender_name or 'a sender not named in it'}{f' ({self.sender})' if self.sender else ''}"
        lines = [f"Receipt {self.number}", f"File: {self.file_name}, {self.size:,} bytes, sha256 {self.sha256 or '-'}"]
        lines.append(f"From: {whose}; feed: {self.feed or 'not said'}")
        if self.covers is not None:
            taken = f"; taken on {self.extract_on.isoformat()}" if self.extract_on else ""
            lines.append(f"Covers: {self.covers.start.isoformat()} up to {self.covers.end.isoformat()}{taken}")
        lines += [f"Handed in: {self.received}", f"What became of it: {self.why}"]
        if self.rows is not None:
            aside, without = self.set_aside or 0, self.without_consent or 0
            what = "Lines of counts" if of_counts else "Rows"
            lines.append(f"{what}: {self.rows:,}; set aside: {aside:,}; without consent: {without:,}")
        if self.in_place_of:
            lines.append(
                f"In place of: {', '.join(self.in_place_of)}; what was held before can still be read as of then"
            )
        if self.agreement is not None:
            lines.append(f"Agreement: {self.agreement}")
        if self.keep_until is not None:
            lines.append(
                f"Its {'counts' if of_counts else 'rows'} are kept until {self.keep_until.isoformat()} and no longer"
            )
        return [*lines, *([f"The file itself: {self.bytes_kept}"] if self.bytes_kept else [])]

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON, the number first."""
        return {"receipt": self.number, **self._said()}

    def _said(self) -> dict[str, Any]:
        days = {"extract_on": self.extract_on, "keep_until": self.keep_until}
        covers = [self.covers.start.isoformat(), self.covers.end.isoformat()] if self.covers else None
        plain = {name: day.isoformat() if day else None for name, day in days.items()}
        return asdict(self) | plain | {"covers": covers, "in_place_of": list(self.in_place_of)}

    @classmethod
    def from_dict(cls, said: Mapping[str, Any]) -> "Receipt":
        """Return the receipt that `as_dict` described."""
        content = {name: value for name, value in said.items() if name != "receipt"}
        days = {name: date.fromisoformat(content[name]) if content[name] else None for name in _DAYS}
        covers = Period(*map(date.fromisoformat, content["covers"])) if content["covers"] else None
        return cls(**(content | days | {"covers": covers, "in_place_of": tuple(content["in_place_of"])}))


_DAYS = ("extract_on", "keep_until")


def keep_receipts(root: Path, receipts: Iterable[Receipt]) -> None:
    """Write each receipt that is not there yet. Only the holder of the warehouse's lock may call it.

    One for a version that is not current yet counts for nothing until it is.
    """
    for receipt in receipts:
        path = _path(root, receipt)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            durable.replace(path, durable.as_json(receipt.as_dict()))


def as_given(root: Path, receipt: Receipt) -> Receipt:
    """Return the receipt of this number that was given before, with the instant of then; else the one asked about."""
    path = _path(root, receipt)
    return Receipt.from_dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else receipt


def read_receipts(root: Path) -> tuple[Receipt, ...]:
    """Return every receipt given, the first one first."""
    number = current_number(root)
    paths = [path for path in _paths(root) if int(path.parent.name) <= number]
    given = [Receipt.from_dict(json.loads(path.read_text(encoding="utf-8"))) for path in paths]
    return tuple(sorted(given, key=lambda one: (one.received, one.version or _NONE, one.number)))


def sweep_receipts(root: Path) -> None:
    """Remove receipts of versions that never became current. Only the holder of the lock may call it.

    Those of a version that an erasure under way will make current are kept.
    """
    if not (root / FOLDER).is_dir():
        return
    for left in (root / FOLDER).glob("*/*.new"):
        left.unlink()
    intent = read_intent(root)
    number = max(current_number(root), (intent.version or 0) if intent is not None else 0)
    for folder in (root / FOLDER).iterdir():
        if int(folder.name) > number:
            shutil.rmtree(folder)


def copy_receipts(root: Path, to: Path) -> None:
    """Copy those receipts of one warehouse or backup to another that are not there yet; none is ever taken away."""
    for path in _paths(root):
        target = to / path.relative_to(root)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            durable.replace(target, path.read_text(encoding="utf-8"))


def _path(root: Path, receipt: Receipt) -> Path:
    return root / FOLDER / str(receipt.version or _NONE) / f"{receipt.number}.json"


def _paths(root: Path) -> list[Path]:
    return sorted((root / FOLDER).glob("*/*.json"))
