"""`joinedup backup` and `joinedup restore`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from joinedup.warehouse.backups import copy_warehouse, make_warehouse
from joinedup.warehouse.folder import refuse_no_warehouse
from joinedup.warehouse.key_ring import read_ring
from joinedup.warehouse.writer import writing


@dataclass(frozen=True, slots=True)
class Restored:
    """A warehouse made from a backup; `closed` are deliveries that erasures since the backup have closed."""

    into: Path
    closed: tuple[str, ...]

    def lines(self) -> list[str]:
        """Return what to say."""
        lines = [f"Restored into {self.into}, with everything erased since the backup left out."]
        if self.closed:
            lines.append(
                f"{len(self.closed)} person-level deliveries of it do not open any more: people were erased from them "
                "after the backup was made, and this copy was not reached then. They are left out whole; ask their "
                f"senders for new extracts: {', '.join(self.closed)}."
            )
        return lines


def backup(warehouse: Path, to: Path) -> list[str]:
    """Copy a warehouse, or bring the copy up to date; return what to say. No key is in the copy."""
    refuse_no_warehouse(warehouse)
    with writing(warehouse) as writer:
        number = copy_warehouse(writer.vault, to)
    return [
        f"{to} holds version {number} of {warehouse} and all before it, encrypted as they are.",
        "Neither the key ring nor the installation's key is in it: keep a copy of each in another place, never beside "
        "it, and a new copy of the ring after each erasure; destroy the copies before.",
    ]


def restore(backup: Path, into: Path, *, ring: Path, on: date) -> Restored:
    """Make a warehouse from a backup; nothing of it can be read before every later erasure is applied."""
    return Restored(into, make_warehouse(backup, into, read_ring(ring, warehouse=into), ring, on=on))
