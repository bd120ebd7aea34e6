"""Open person-level deliveries: the key only with the sharing room's yes, the rows only in memory."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from joinedup.core.refusal import Refusal
from joinedup.sharing.decide import ERASURE, Grant
from joinedup.sharing.uk_time import uk_midnight
from joinedup.warehouse import durable, sealing
from joinedup.warehouse.key_ring import KeyRing, read_ring
from joinedup.warehouse.manifest import Delivery
from joinedup.warehouse.seal import Seal, file_about, read_seal, wrapped_about

FILE = "vault.json"


@dataclass(frozen=True, slots=True)
class Vault:
    """Where a warehouse's keys are: its mark in the ring's names, and the ring's path if one was ever named."""

    root: Path
    mark: str
    ring: Path | None

    def read_ring(self) -> KeyRing:
        """Return the keys; refuse where none are named, or the file is at fault."""
        if self.ring is None:
            raise Refusal(
                f"Rows about people in {self.root} are encrypted and no key ring is named: use `--ring FILE`, the file "
                "that was made beside the installation's key when they were loaded."
            )
        return read_ring(self.ring, warehouse=self.root)


def find_vault(root: Path, ring: Path | None = None) -> Vault | None:
    """Return where the keys of a warehouse are, `ring` instead of the file named last; None where it has no vault."""
    try:
        said = json.loads((root / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Vault(root, said["mark"], ring or (Path(said["ring"]) if said["ring"] else None))


def new_mark() -> str:
    """Return a mark by which a ring that serves several warehouses tells their locks apart."""
    return sealing.new_key()[:8].hex()


def keep_vault(vault: Vault) -> None:
    """Write down a warehouse's mark and where its key ring is, for those who read it."""
    if find_vault(vault.root) != vault:
        ring = str(vault.ring.resolve()) if vault.ring else None
        durable.replace(vault.root / FILE, durable.as_json({"mark": vault.mark, "ring": ring}))


def wrong_ring(ring: KeyRing, about: object) -> str:
    """Return the sentence for a ring that lacks a key."""
    return (
        f"The key ring {ring.path} is not the one that {about} was loaded with, or is an old copy of it: name the "
        "right one with `--ring FILE`."
    )


def hand_out(delivery: Delivery, seal: Seal, vault: Vault, ring: KeyRing, grant: Grant | None) -> bytes:
    """Return the data key of a delivery, or refuse.

    Rows about real people need a grant for their feed under their agreement, given before the day until which they may
    be kept. The agreement is that of the seal, with which the key is bound up: changing a manifest opens nothing.
    """
    _refuse_without(grant, delivery, seal)
    if seal.destroyed_on is not None:
        raise Refusal(f"{delivery.file_name} from {delivery.sender_name} was destroyed on {seal.destroyed_on}.")
    key = ring.key_with_id(seal.lock, seal.key_id)
    if key is None:
        raise Refusal(_no_key(delivery, seal, vault, ring))
    try:
        about = wrapped_about(seal.lock, seal.key_id, delivery.id, seal.generation)
        return sealing.unwrap(seal.wrapped, key, about)
    except sealing.DoesNotOpen:
        raise Refusal(_altered(delivery)) from None


def read_sealed(folder: Path, delivery: Delivery, seal: Seal, table: str, data_key: bytes) -> pa.Buffer:
    """Return the Parquet bytes of one table in memory; refuse a file that is gone or not as it was sealed."""
    try:
        sealed = (folder / seal.files[table].name).read_bytes()
    except FileNotFoundError:
        raise Refusal(_rewritten(delivery)) from None
    try:
        about = file_about(delivery.id, table, seal.generation)
        return pa.py_buffer(sealing.unseal(memoryview(sealed), data_key, about))
    except sealing.DoesNotOpen:
        raise Refusal(_altered(delivery)) from None


def _refuse_without(grant: Grant | None, delivery: Delivery, seal: Seal) -> None:
    if seal.agreement is None or (grant is not None and grant.purpose == ERASURE):
        return
    if grant is None or grant.agreement != seal.agreement or seal.feed not in grant.feeds:
        raise Refusal(
            f"Rows about real people from {delivery.sender_name} ({delivery.feed}) open only with a yes from "
            f"agreement '{seal.agreement}', under which they were loaded: name it with `--agreement FILE`."
        )
    if delivery.keep_until is not None and grant.at >= uk_midnight(delivery.keep_until):
        raise Refusal(
            f"Rows about real people from {delivery.sender_name} ({delivery.feed}) were to be kept until "
            f"{_day(delivery.keep_until)} and no longer: destroy them with `joinedup erase --due`."
        )


def _no_key(delivery: Delivery, seal: Seal, vault: Vault, ring: KeyRing) -> str:
    if read_seal(vault.root / "deliveries" / delivery.id) != seal:
        return _rewritten(delivery)
    gone = ring.destroyed.get(seal.key_id)
    if gone is not None:
        return (
            f"The key of {delivery.file_name} from {delivery.sender_name} was destroyed on {_day(gone)}, when people "
            f"were erased: {vault.root} is a copy from before, and this file of it opens for nobody any more."
        )
    return wrong_ring(ring, f"{delivery.file_name} from {delivery.sender_name}")


def _rewritten(delivery: Delivery) -> str:
    return (
        f"A file of {delivery.file_name} from {delivery.sender_name} is not there any more: an erasure rewrote it "
        "while this was reading. Run it again; if it says the same, put the warehouse back from a backup "
        "(`joinedup restore`)."
    )


def _altered(delivery: Delivery) -> str:
    return (
        f"What is held of {delivery.file_name} from {delivery.sender_name} is not as it was written: it was damaged or "
        "altered. Put the warehouse back from a backup (`joinedup restore`)."
    )


def _day(day: date) -> str:
    return day.isoformat()
