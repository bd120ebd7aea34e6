"""Carry an erasure out: every step can be done twice, so that one who was stopped is gone on with from the start."""

from dataclasses import replace
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.warehouse import durable
from joinedup.warehouse.backups import known_backups, refresh_backup
from joinedup.warehouse.erasures import Intent, add_to_log, end_intent, read_intent
from joinedup.warehouse.folder import tidy
from joinedup.warehouse.key_ring import changing_ring
from joinedup.warehouse.seal import FILE, NEXT, read_seal
from joinedup.warehouse.vault import Vault, wrong_ring


def carry_out(vault: Vault) -> Intent | None:
    """Complete the erasure that the warehouse's intent describes; return it, or None where there is none.

    Only the holder of the warehouse's lock may call it. The next seals take their places and the former files go; then
    the backups that can be reached; then the tombstone; then the old keys are destroyed, and with them every other
    copy; then the version that brought the erasure becomes current.
    """
    intent = read_intent(vault.root)
    if intent is None:
        return None
    ring = vault.read_ring()  # before anything changes: without its keys nothing can be completed
    for identity in intent.deliveries:
        folder = vault.root / "deliveries" / identity
        seal = read_seal(folder, NEXT) or read_seal(folder)
        if seal is not None and ring.key_with_id(seal.lock, seal.key_id) is None:
            raise Refusal(wrong_ring(ring, vault.root))
    for identity in intent.deliveries:
        swap(vault.root / "deliveries" / identity)
    missed = tuple(
        str(backup) for backup in known_backups(vault.root) if not refresh_backup(vault.root, backup, intent)
    )
    tombstone = replace(intent.tombstone, backups_not_reached=missed)
    add_to_log(vault.root, tombstone)
    with changing_ring(ring.path, warehouse=vault.root, may_create=False) as changed:
        changed.promote(intent.locks, on=intent.tombstone.on)
    if intent.version is not None:
        point_to(vault.root, intent.version)
    end_intent(vault.root)
    return replace(intent, tombstone=tombstone)


def swap(folder: Path) -> None:
    """Put a delivery's next seal in place of the present one, if that is still to do, and remove what it leaves out."""
    if (folder / NEXT).exists():
        (folder / NEXT).replace(folder / FILE)
        durable.sync_folder(folder)
    seal = read_seal(folder)
    if seal is not None:
        tidy(folder, seal)


def point_to(root: Path, number: int) -> None:
    """Make a version the current one by one rename."""
    durable.replace(root / "CURRENT", f"{number}\n")
