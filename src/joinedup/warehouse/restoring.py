"""A warehouse made anew from a backup, without anyone erased since; gone on with where it was stopped."""

import fcntl
import shutil
from collections.abc import Collection
from datetime import date
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.warehouse import durable
from joinedup.warehouse.backups import POINTER, copy_delivery, copy_manifests, reading_backup
from joinedup.warehouse.erasures import Tombstone, read_intent, read_log, write_log
from joinedup.warehouse.folder import RESTORING, deliveries_of_all_versions
from joinedup.warehouse.key_ring import KeyRing, changing_ring, read_ring
from joinedup.warehouse.receipts import copy_receipts
from joinedup.warehouse.seal import read_seal
from joinedup.warehouse.stopped import refuse_unwritable
from joinedup.warehouse.vault import FILE as VAULT
from joinedup.warehouse.vault import Vault, find_vault, wrong_ring

_WHY = "restored from a backup older than an erasure: the keys of these were destroyed"
_BEFORE_ANYTHING = frozenset({"lock", f"{RESTORING}.new"})


def make_warehouse(backup: Path, into: Path, ring_path: Path, *, on: date) -> tuple[str, ...]:
    """Make a warehouse from a backup in an empty folder; return the ids of deliveries that erasures since have closed.

    Where one was stopped in this folder before, it is gone on with, under what has been erased by now. What will be
    CURRENT is written first under another name, by which a half-made copy is known, and takes its name last: until
    every later erasure is applied nothing can be read.
    """
    vault = find_vault(backup)
    if vault is None or not (backup / POINTER).exists():
        raise Refusal(f"{backup} is not a backup that `joinedup backup` completed.")
    _refuse_other(into, vault)
    with refuse_unwritable(into):
        into.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (into / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            _refuse_other(into, vault)  # again: another may have filled it while this one waited
            with reading_backup(backup):
                _complete_erasure(backup, into, ring_path)
                return _make(backup, into, vault.mark, read_ring(ring_path, warehouse=into), on)


def _make(backup: Path, into: Path, mark: str, ring: KeyRing, on: date) -> tuple[str, ...]:
    number = int((backup / POINTER).read_text(encoding="ascii"))
    kept = deliveries_of_all_versions(backup, number)
    closed = tuple(sorted(one for one in kept if _is_closed(backup, one, ring)))
    durable.replace(into / RESTORING, f"{number}\n")
    durable.replace(into / VAULT, durable.as_json({"mark": mark, "ring": str(ring.path.resolve())}))
    for part in ("deliveries", "versions", "staging", "spill"):
        (into / part).mkdir(exist_ok=True, mode=0o700)
    _remove_others(into / "deliveries", kept)
    _remove_others(into / "versions", {str(each) for each in range(1, number + 1)})
    for identity in sorted(kept):
        copy_delivery(backup, into, identity, without_rows=identity in closed, on=on)
    copy_manifests(backup, into, number)
    copy_receipts(backup, into)
    write_log(into, _log(backup, closed, on))
    (into / RESTORING).replace(into / "CURRENT")
    durable.sync_folder(into)
    return closed


def _complete_erasure(backup: Path, into: Path, ring_path: Path) -> None:
    """Destroy the keys that an erasure stopped while it rewrote this backup was to destroy.

    It was certain by then; what it had not come to in this backup does not open any more. Its own warehouse, if there
    still is one, completes it as it would have. Other keys that wait in the ring are no business of this backup.
    """
    intent = read_intent(backup)
    if intent is None:
        return
    with changing_ring(ring_path, warehouse=into, may_create=False) as ring:
        theirs = [name for name in intent.locks if name in ring.pending and ring.pending[name].id in intent.keys]
        ring.promote(theirs, on=intent.tombstone.on)


def _log(backup: Path, closed: tuple[str, ...], on: date) -> tuple[Tombstone, ...]:
    held = {one.number: one for one in read_log(backup)}
    if (intent := read_intent(backup)) is not None:
        held.setdefault(intent.tombstone.number, intent.tombstone)
    if closed:
        number = max(held, default=0) + 1
        held[number] = Tombstone(number, on, _WHY, 0, {}, closed)
    return tuple(held[number] for number in sorted(held))


def _is_closed(backup: Path, identity: str, ring: KeyRing) -> bool:
    seal = read_seal(backup / "deliveries" / identity)
    if seal is None or seal.destroyed_on is not None or ring.key_with_id(seal.lock, seal.key_id) is not None:
        return False
    if seal.key_id not in ring.destroyed:
        raise Refusal(wrong_ring(ring, f"the warehouse that {backup} is a copy of"))
    return True


def _remove_others(folder: Path, kept: Collection[str]) -> None:
    for one in folder.iterdir():
        if one.name not in kept:
            shutil.rmtree(one)


def _refuse_other(into: Path, vault: Vault) -> None:
    """Refuse a folder that holds anything but a half-made copy of the same warehouse."""
    if into.exists() and not into.is_dir():
        raise Refusal(f"{into} is a file: a backup is restored into a new folder.")
    held = {one.name for one in into.iterdir()} if into.exists() else set()
    if "CURRENT" in held:
        raise Refusal(f"{into} is a warehouse already: a backup is restored into a new folder.")
    if RESTORING in held:
        begun = find_vault(into)
        if begun is not None and begun.mark != vault.mark:
            raise Refusal(f"{into} holds a half-made copy of another warehouse: restore into a new folder.")
    elif held - _BEFORE_ANYTHING:
        raise Refusal(f"{into} is not empty: a backup is restored into a new folder.")
