"""What stands beside a person-level delivery's encrypted files: `seal.json`, the one thing about it that changes."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from joinedup.core.refusal import Refusal
from joinedup.warehouse import durable

FILE = "seal.json"
NEXT = "seal.next.json"
"""What an erasure under way will put in the place of `seal.json`."""
SUFFIX = ".sealed"
LAYOUT = 1
INVENTED = "(invented people)"
"""Stands for the agreement where the people are invented; no agreement can be called so."""


@dataclass(frozen=True, slots=True)
class SealedFile:
    """One table: its file, its rows, and the sha256 of the sealed bytes as they are and as they first were."""

    name: str
    rows: int
    sha256: str
    first_sha256: str


@dataclass(frozen=True, slots=True)
class Erased:
    """How many people left this delivery on a day, and why. Nothing says who."""

    on: date
    people: int
    why: str


@dataclass(frozen=True, slots=True)
class Seal:
    """Which key opens a delivery, which files it has now, and how many people were erased from it.

    `wrapped` is the data key under the key `key_id` of `lock`. Each rewriting makes a new `generation` with a new data
    key. Where `destroyed_on` is set nothing is left but this record.
    """

    lock: str
    key_id: str
    wrapped: str
    generation: int
    files: Mapping[str, SealedFile]
    erased: tuple[Erased, ...] = ()
    destroyed_on: date | None = None

    @property
    def agreement(self) -> str | None:
        """The agreement whose grant opens it; None for invented people."""
        said = unquote(self.lock.split("/")[1])
        return None if said == INVENTED else said

    @property
    def feed(self) -> str:
        """The feed that a grant must cover."""
        return unquote(self.lock.split("/")[3])

    @property
    def rows(self) -> dict[str, int]:
        """Rows by table, as they are now."""
        return {table: one.rows for table, one in self.files.items()}

    def rewrapped(self, key_id: str, wrapped: str) -> "Seal":
        """Return the same seal under another key of its lock."""
        return replace(self, key_id=key_id, wrapped=wrapped)


def lock_name(mark: str, agreement: str | None, sender: str, feed: str) -> str:
    """Return what a key ring calls the lock of a sender's feed under an agreement, in the warehouse with this mark."""
    return "/".join([mark, *(quote(part, safe="") for part in (agreement or INVENTED, sender, feed))])


def wrapped_about(lock: str, key_id: str, delivery_id: str, generation: int) -> str:
    """Return what a wrapped data key is bound to."""
    return f"data key|{lock}|{key_id}|{delivery_id}|{generation}"


def file_about(delivery_id: str, table: str, generation: int) -> str:
    """Return what a sealed file is bound to."""
    return f"table|{delivery_id}|{table}|{generation}"


def read_seal(folder: Path, name: str = FILE) -> Seal | None:
    """Return the seal of a delivery's folder; None where it has none, as nothing in it is about single people."""
    path = folder / name
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        raise Refusal(f"{path} cannot be read: put it back from a backup.") from None
    if said["layout"] > LAYOUT:
        raise Refusal(f"{path} was written by a later version of this program: use that one.")
    gone = said["destroyed_on"]
    return Seal(
        said["lock"],
        said["key_id"],
        said["wrapped"],
        said["generation"],
        {table: SealedFile(**one) for table, one in said["files"].items()},
        tuple(Erased(date.fromisoformat(one["on"]), one["people"], one["why"]) for one in said["erased"]),
        date.fromisoformat(gone) if gone else None,
    )


def write_seal(folder: Path, seal: Seal, name: str = FILE) -> None:
    """Write the seal by one rename."""
    content: dict[str, Any] = {"layout": LAYOUT} | asdict(seal)
    content["erased"] = [asdict(one) | {"on": one.on.isoformat()} for one in seal.erased]
    content["destroyed_on"] = seal.destroyed_on.isoformat() if seal.destroyed_on else None
    durable.replace(folder / name, durable.as_json(content))
