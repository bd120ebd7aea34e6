"""What has been erased, without saying who; and the record by which an erasure that was stopped is gone on with."""

import fcntl
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from joinedup.core.refusal import Refusal
from joinedup.warehouse import durable

LOG = "erasures.json"
INTENT = "erasing.json"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """One erasure: when, why, how many people, and how many rows left each delivery. Nothing says who."""

    number: int
    on: date
    why: str
    people: int
    rows: Mapping[str, int]
    """Rows taken out, by delivery id."""
    destroyed: tuple[str, ...] = ()
    """Ids of deliveries of which nothing is left."""
    backups_not_reached: tuple[str, ...] = ()
    """Backups that could not be rewritten: their copies of these deliveries open for nobody any more."""


@dataclass(frozen=True, slots=True)
class Intent:
    """An erasure that will happen: from the moment this is written it can only be completed.

    `deliveries` have their next seal beside the present one; `locks` have their next key in the ring, `keys` are the
    ids of those. `version` becomes the current one with it, where a load brought the erasure.
    """

    tombstone: Tombstone
    deliveries: tuple[str, ...]
    locks: tuple[str, ...]
    version: int | None
    keys: tuple[str, ...] = ()


def read_log(root: Path) -> tuple[Tombstone, ...]:
    """Return every erasure in a warehouse, the first one first."""
    try:
        said = json.loads((root / LOG).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    return tuple(_tombstone(one) for one in said)


def add_to_log(root: Path, tombstone: Tombstone) -> None:
    """Write the tombstone down, once."""
    write_log(root, (*(one for one in read_log(root) if one.number != tombstone.number), tombstone))


def write_log(root: Path, log: Iterable[Tombstone]) -> None:
    """Write every erasure down in place of what is there."""
    durable.replace(root / LOG, durable.as_json([_said(one) for one in log]))


def read_intent(root: Path) -> Intent | None:
    """Return the erasure under way; None where there is none."""
    try:
        said = json.loads((root / INTENT).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Intent(
        _tombstone(said["tombstone"]),
        tuple(said["deliveries"]),
        tuple(said["locks"]),
        said["version"],
        tuple(said.get("keys", ())),
    )


def write_intent(root: Path, intent: Intent) -> None:
    """Write the intent by one rename: the moment from which people are erased."""
    content = asdict(intent) | {"tombstone": _said(intent.tombstone)}
    durable.replace(root / INTENT, durable.as_json(content))


def end_intent(root: Path) -> None:
    """Take the intent away, if there is one: the erasure is complete."""
    (root / INTENT).unlink(missing_ok=True)
    durable.sync_folder(root)


def wait_for_erasure(root: Path) -> None:
    """Return once no erasure is under way; refuse where one was stopped and nobody is going on with it.

    Nothing is read in between, so nobody sees a person in one delivery who has left another.
    """
    if not (root / INTENT).exists():
        return
    with (root / "lock").open("r") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)  # the one who is erasing holds it, and lets go when the work is complete
        if (root / INTENT).exists():
            raise Refusal(
                f"An erasure in {root} was stopped before its end, and nothing is read until it is complete: run "
                f"`joinedup erase --warehouse {root}`."
            )


def _said(tombstone: Tombstone) -> dict[str, Any]:
    return asdict(tombstone) | {"on": tombstone.on.isoformat()}


def _tombstone(said: Mapping[str, Any]) -> Tombstone:
    return Tombstone(
        said["number"],
        date.fromisoformat(said["on"]),
        said["why"],
        said["people"],
        said["rows"],
        tuple(said["destroyed"]),
        tuple(said["backups_not_reached"]),
    )
