"""`joinedup backup` and `joinedup restore`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.jobs.encrypting import clear_deliveries
from joinedup.warehouse.backups import copy_warehouse
from joinedup.warehouse.folder import refuse_no_warehouse
from joinedup.warehouse.restoring import make_warehouse
from joinedup.warehouse.room import refuse_when_full
from joinedup.warehouse.stopped import refuse_unwritable
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
    with writing(warehouse) as writer, refuse_when_full(to), refuse_unwritable(to):
        if clear_deliveries(writer):
            raise Refusal(
                f"{warehouse} holds rows about people that an earlier version of this program did not encrypt, and no "
                f"copy is made of those: run `joinedup erase --warehouse {warehouse}` once, which encrypts them."
            )
        number = copy_warehouse(writer.vault, to)
    return [
        f"{to} holds version {number} of {warehouse} and all before it, encrypted as they are.",
        "Neither the key ring nor the installation's key is in it: keep a copy of each in another place, never beside "
        "it, and a new copy of the ring after each erasure; destroy the copies before.",
    ]


def restore(backup: Path, into: Path, *, ring: Path, on: date) -> Restored:
    """Make a warehouse from a backup, or go on with one that was stopped in the folder `into`.

    Nothing of it can be read before every later erasure is applied.
    """
    with refuse_when_full(into):
        return Restored(into, make_warehouse(backup, into, ring, on=on))
