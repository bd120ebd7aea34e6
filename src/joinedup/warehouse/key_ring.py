"""The key ring: one key for each lock (a sender's feed under an agreement), in a file outside warehouse and backups.

A lock's key wraps the data keys of its deliveries. Changing it and destroying the old one is what erases: copies of
the warehouse made before, wherever they are, no longer open.
"""

import fcntl
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from joinedup.core.refusal import Refusal
from joinedup.warehouse import durable
from joinedup.warehouse.sealing import new_key
from joinedup.warehouse.secret_file import read_secret, refuse_inside
from joinedup.warehouse.stopped import refuse_unwritable

LAYOUT = 1
WHAT = "key ring"
_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Lock:
    """The key of one lock. `id` tells keys apart and reveals nothing; it stands beside what the key wraps."""

    id: str
    key: bytes = field(repr=False)
    made_on: date


@dataclass(slots=True)
class KeyRing:
    """What a ring file holds. `pending` are keys that an erasure under way will put in the place of others."""

    path: Path
    locks: dict[str, Lock] = field(default_factory=dict)
    pending: dict[str, Lock] = field(default_factory=dict)
    destroyed: dict[str, date] = field(default_factory=dict)
    """Ids of keys that are no more, and since when."""
    reads_key: bytes | None = field(default=None, repr=False)
    """Under which the lines about who read what are chained; never changed."""

    def ensure_reads_key(self) -> bytes:
        """Return that key, made if there is none."""
        if self.reads_key is None:
            self.reads_key = new_key()
        return self.reads_key

    def ensure(self, name: str, *, on: date) -> Lock:
        """Return the lock's key, made on the day `on` if there is none."""
        if name not in self.locks:
            self.locks[name] = _new_lock(on)
        return self.locks[name]

    def prepare(self, names: Iterable[str], *, on: date) -> dict[str, Lock]:
        """Make a new key for each lock, to be used once `promote` is called, and return them."""
        made = {name: _new_lock(on) for name in names}
        self.pending |= made
        return made

    def promote(self, names: Iterable[str], *, on: date) -> None:
        """Put pending keys in the place of the old, which are gone with that. Names without one stay as they are."""
        for name in names:
            if name in self.pending:
                old = self.locks.get(name)
                if old is not None:
                    self.destroyed[old.id] = on
                self.locks[name] = self.pending.pop(name)

    def key_with_id(self, name: str, key_id: str) -> bytes | None:
        """Return the lock's key, current or pending, that has this id."""
        held = (self.locks.get(name), self.pending.get(name))
        return next((one.key for one in held if one is not None and one.id == key_id), None)


def ring_beside(key_file: Path | None) -> Path | None:
    """Return where a ring is made unless told otherwise: beside the installation's key, `.ring` added to its name."""
    return key_file.with_name(f"{key_file.name}.ring") if key_file is not None else None


def read_ring(path: Path, *, warehouse: Path) -> KeyRing:
    """Return what the ring file holds.

    Refuses one that is missing, in the warehouse, readable by other accounts or no key ring; each in a sentence that
    says what to do and, for a lost one, what is lost.
    """
    text = read_secret(path, warehouse=warehouse, what=WHAT, missing=_lost(path, warehouse))
    try:
        said = json.loads(text)
        if said["layout"] > LAYOUT:
            raise Refusal(f"The key ring {path} was written by a later version of this program: use that one.")
        return KeyRing(
            path,
            {name: _lock(one) for name, one in said["locks"].items()},
            {name: _lock(one) for name, one in said["pending"].items()},
            {key_id: date.fromisoformat(day) for key_id, day in said["destroyed"].items()},
            bytes.fromhex(said["reads_key"]) if said.get("reads_key") else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refusal(
            f"{path} is not a key ring, or it was changed by hand: put back the copy that you keep of it."
        ) from None


@contextmanager
def changing_ring(path: Path, *, warehouse: Path, may_create: bool) -> Iterator[KeyRing]:
    """Yield the ring for changing; it is written at the end by one rename, or not at all where the body fails.

    One process at a time. A ring is made where there is none only if `may_create`.
    """
    refuse_inside(path, warehouse=warehouse, what=WHAT)
    if not path.exists() and not may_create:
        raise Refusal(_lost(path, warehouse))
    with refuse_unwritable(path.parent, warehouse=warehouse):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.with_name(f"{path.name}.lock").open("w") as waiting:
            fcntl.flock(waiting, fcntl.LOCK_EX)
            ring = read_ring(path, warehouse=warehouse) if path.exists() else KeyRing(path)
            before = _to_json(ring)
            yield ring
            if (after := _to_json(ring)) != before or not path.exists():
                durable.replace(path, after)


def _new_lock(on: date) -> Lock:
    return Lock(new_key()[:8].hex(), new_key(), on)


def _lost(path: Path, warehouse: Path) -> str:
    return (
        f"There is no key ring {path}. Rows about people in {warehouse} open only with it: put back the copy that you "
        "keep of it, apart from the warehouse and its backups. Without any copy those rows are lost for good, also to "
        "us; published figures are not. Then load the senders' files into a new warehouse."
    )


def _to_json(ring: KeyRing) -> str:
    content: Mapping[str, Any] = {
        "layout": LAYOUT,
        "locks": {name: _said(one) for name, one in sorted(ring.locks.items())},
        "pending": {name: _said(one) for name, one in sorted(ring.pending.items())},
        "destroyed": {key_id: on.isoformat() for key_id, on in sorted(ring.destroyed.items())},
        "reads_key": ring.reads_key.hex() if ring.reads_key else None,
    }
    return durable.as_json(content)


def _said(lock: Lock) -> dict[str, str]:
    return {"id": lock.id, "key": lock.key.hex(), "made_on": lock.made_on.isoformat()}


def _lock(said: Mapping[str, str]) -> Lock:
    key = bytes.fromhex(said["key"])
    if len(key) != _LENGTH:
        raise ValueError("A key has 32 bytes.")
    return Lock(said["id"], key, date.fromisoformat(said["made_on"]))
