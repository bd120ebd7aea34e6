"""Copies of a warehouse, encrypted as it is and without keys; erasures reach them. See `restoring` for the way back."""

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.warehouse import durable
from joinedup.warehouse.erasures import LOG, Intent, add_to_log, end_intent, write_intent
from joinedup.warehouse.folder import EXPECTED, READS, current_number, deliveries_of_all_versions, manifest_path, tidy
from joinedup.warehouse.receipts import copy_receipts
from joinedup.warehouse.seal import FILE, NEXT, Seal, read_seal, write_seal
from joinedup.warehouse.vault import FILE as VAULT
from joinedup.warehouse.vault import Vault, find_vault

POINTER = "CURRENT.backup"
"""Stands where a warehouse has CURRENT, so that no backup is ever opened as one."""
REGISTER = "backups.json"
_BEFORE_ANYTHING = frozenset({"lock", f"{VAULT}.new"})
"""What a first backup that was killed at once may leave."""


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
    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _changing_backup(to):
        durable.replace(to / VAULT, durable.as_json({"mark": vault.mark, "ring": None}))
        for part in ("deliveries", "versions"):
            (to / part).mkdir(exist_ok=True, mode=0o700)
        for identity in sorted(kept):
            copy_delivery(root, to, identity)
        copy_manifests(root, to, number)
        if (root / LOG).exists():
            _copy_file(root / LOG, to / LOG)
        copy_receipts(root, to)
        durable.replace(to / POINTER, f"{number}\n")
        end_intent(to)  # an erasure that this backup was out of reach for is in it now
        for one in (to / "deliveries").iterdir():
            if one.name not in kept:
                shutil.rmtree(one)
    return number


def refresh_backup(root: Path, backup: Path, intent: Intent) -> bool:
    """Make an erasure in a backup too; return False where it cannot be reached or written.

    The intent stands in the backup until it is done, so that a restore from one half done knows of it.
    """
    try:
        if not (backup / VAULT).exists():
            return False
        with _changing_backup(backup):
            write_intent(backup, intent)
            for identity in intent.deliveries:
                if (backup / "deliveries" / identity).exists():
                    copy_delivery(root, backup, identity)
            add_to_log(backup, intent.tombstone)
            end_intent(backup)
    except OSError:
        return False
    return True


@contextmanager
def reading_backup(backup: Path) -> Iterator[None]:
    """Keep a backup as it is meanwhile. On a disk that nobody can write there is nobody to wait for."""
    try:
        lock = (backup / "lock").open("r")
    except OSError:
        yield  # from before backups had locks, or another account's
        return
    with lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


@contextmanager
def _changing_backup(backup: Path) -> Iterator[None]:
    with (backup / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def copy_delivery(root: Path, to: Path, identity: str, *, without_rows: bool = False, on: date | None = None) -> None:
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


def copy_manifests(root: Path, to: Path, number: int) -> None:
    """Copy what versions 1 to `number` say they hold, who is expected to send what, and who read what."""
    for each in range(1, number + 1):
        _copy_file(manifest_path(root, each), manifest_path(to, each))
    for name in (EXPECTED, READS):
        if (root / name).exists():
            _copy_file(root / name, to / name)


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
    if held is None and to.exists() and {one.name for one in to.iterdir()} - _BEFORE_ANYTHING:
        raise Refusal(f"{to} holds other things: choose an empty or new folder for the backup.")
    if (to / "CURRENT").exists():
        raise Refusal(f"{to} is a warehouse, not a backup of one.")
