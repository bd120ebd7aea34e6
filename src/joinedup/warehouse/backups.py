"""Copies of a warehouse, encrypted as it is and without keys; and a warehouse made from one, minus all erased since."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.warehouse import durable
from joinedup.warehouse.erasures import LOG, Tombstone, add_to_log, read_log
from joinedup.warehouse.folder import current_number, deliveries_of_all_versions, tidy
from joinedup.warehouse.key_ring import KeyRing
from joinedup.warehouse.receipts import copy_receipts
from joinedup.warehouse.seal import FILE, NEXT, Seal, read_seal, write_seal
from joinedup.warehouse.vault import FILE as VAULT
from joinedup.warehouse.vault import Vault, find_vault, wrong_ring

POINTER = "CURRENT.backup"
"""Stands where a warehouse has CURRENT, so that no backup is ever opened as one."""
REGISTER = "backups.json"


def known_backups(root: Path) -> tuple[Path, ...]:
    """Return where this warehouse has been copied to by `joinedup backup`."""
    try:
        return tuple(Path(one) for one in json.loads((root / REGISTER).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return ()


def copy_warehouse(vault: Vault, to: Path) -> int:
    """Bring a backup up to date with the warehouse, making it where there is none; return the version it holds.

    Only the holder of the warehouse's lock may call it. Until the end the backup holds the former version.
    """
    root = vault.root
    number = current_number(root)
    _refuse_other(vault, to)
    kept = deliveries_of_all_versions(root, number)
    _register(root, to)  # first: an erasure from now on must find what this leaves, however it ends
    for part in ("deliveries", "versions"):
        (to / part).mkdir(parents=True, exist_ok=True, mode=0o700)
    durable.replace(to / VAULT, durable.as_json({"mark": vault.mark, "ring": None}))
    for identity in sorted(kept):
        _copy_delivery(root, to, identity)
    for each in range(1, number + 1):
        _copy_file(root / "versions" / str(each) / "manifest.json", to / "versions" / str(each) / "manifest.json")
    if (root / LOG).exists():
        _copy_file(root / LOG, to / LOG)
    copy_receipts(root, to)
    durable.replace(to / POINTER, f"{number}\n")
    for one in (to / "deliveries").iterdir():
        if one.name not in kept:
            shutil.rmtree(one)
    return number


def refresh_backup(root: Path, backup: Path, deliveries: Iterable[str], tombstone: Tombstone) -> bool:
    """Make an erasure in a backup too; return False where it cannot be reached or written."""
    try:
        if not (backup / VAULT).exists():
            return False
        for identity in deliveries:
            if (backup / "deliveries" / identity).exists():
                _copy_delivery(root, backup, identity)
        add_to_log(backup, tombstone)
    except OSError:
        return False
    return True


def make_warehouse(backup: Path, into: Path, ring: KeyRing, ring_path: Path, *, on: date) -> tuple[str, ...]:
    """Make a warehouse from a backup in an empty folder; return the ids of deliveries that erasures since have closed.

    CURRENT is written last: until every later erasure is applied nothing can be read.
    """
    vault = find_vault(backup)
    if vault is None or not (backup / POINTER).exists():
        raise Refusal(f"{backup} is not a backup that `joinedup backup` completed.")
    if into.exists() and (not into.is_dir() or any(one.name != "lock" for one in into.iterdir())):
        raise Refusal(f"{into} is not empty: a backup is restored into a new folder.")
    number = int((backup / POINTER).read_text(encoding="ascii"))
    kept = deliveries_of_all_versions(backup, number)
    closed = tuple(sorted(one for one in kept if _is_closed(backup, one, ring)))
    for part in ("deliveries", "versions", "staging", "spill"):
        (into / part).mkdir(parents=True, exist_ok=True, mode=0o700)
    durable.replace(into / VAULT, durable.as_json({"mark": vault.mark, "ring": str(ring_path.resolve())}))
    for identity in sorted(kept):
        _copy_delivery(backup, into, identity, without_rows=identity in closed, on=on)
    for each in range(1, number + 1):
        _copy_file(backup / "versions" / str(each) / "manifest.json", into / "versions" / str(each) / "manifest.json")
    copy_receipts(backup, into)
    log = read_log(backup)
    for tombstone in log:
        add_to_log(into, tombstone)
    if closed:
        why = "restored from a backup older than an erasure: the keys of these were destroyed"
        last = max((one.number for one in log), default=0)
        add_to_log(into, Tombstone(last + 1, on, why, 0, {}, closed))
    durable.replace(into / "CURRENT", f"{number}\n")
    return closed


def _is_closed(backup: Path, identity: str, ring: KeyRing) -> bool:
    seal = read_seal(backup / "deliveries" / identity)
    if seal is None or seal.destroyed_on is not None or ring.key_with_id(seal.lock, seal.key_id) is not None:
        return False
    if seal.key_id not in ring.destroyed:
        raise Refusal(wrong_ring(ring, f"the warehouse that {backup} is a copy of"))
    return True


def _copy_delivery(root: Path, to: Path, identity: str, *, without_rows: bool = False, on: date | None = None) -> None:
    """Bring one delivery's folder up to date: new files, then the seal that names them, then what it leaves out goes.

    A seal that is still to take its place (an erasure under way) is not copied.
    """
    source, target = root / "deliveries" / identity, to / "deliveries" / identity
    seal = read_seal(source)
    if without_rows and seal is not None:
        seal = replace(seal, files={}, wrapped="", destroyed_on=on)
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    for path in sorted(source.iterdir()):
        if path.name in (FILE, NEXT) or (path.suffix != ".json" and _is_left_out(path, seal)):
            continue
        if not (target / path.name).exists():
            _copy_file(path, target / path.name)
    if seal is not None:
        write_seal(target, seal)
        tidy(target, seal)


def _is_left_out(path: Path, seal: Seal | None) -> bool:
    return seal is not None and path.name not in {one.name for one in seal.files.values()}


def _copy_file(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = target.with_name(f"{target.name}.new")
    shutil.copyfile(source, new)
    durable.sync(new)
    new.replace(target)
    durable.sync_folder(target.parent)


def _register(root: Path, to: Path) -> None:
    known = {str(one) for one in known_backups(root)} | {str(to.resolve())}
    durable.replace(root / REGISTER, durable.as_json(sorted(known)))


def _refuse_other(vault: Vault, to: Path) -> None:
    if to.resolve().is_relative_to(vault.root.resolve()):
        raise Refusal(f"{to} lies inside the warehouse: a backup belongs on another disk.")
    if to.exists() and not to.is_dir():
        raise Refusal(f"{to} is a file; a backup is a folder.")
    held = find_vault(to)
    if held is not None and held.mark != vault.mark:
        raise Refusal(f"{to} is a backup of another warehouse.")
    if held is None and to.exists() and any(to.iterdir()):
        raise Refusal(f"{to} holds other things: choose an empty or new folder for the backup.")
    if (to / "CURRENT").exists():
        raise Refusal(f"{to} is a warehouse, not a backup of one.")
