"""Encrypt what an earlier version of this program left clear."""

from datetime import date

from joinedup.warehouse.clear_files import encrypt
from joinedup.warehouse.manifest import Delivery
from joinedup.warehouse.seal import read_seal
from joinedup.warehouse.writer import Writer


def encrypt_clear_deliveries(writer: Writer, *, on: date) -> int:
    """Encrypt every person-level delivery kept that is not, and return how many there were.

    Each is done by one rename, so that a run that is killed is gone on with by the next.
    """
    clear = clear_deliveries(writer)
    for one in clear:
        lock = writer.lock_for(one.agreement, one.sender, one.feed, on=on)
        encrypt(writer.root / "deliveries" / one.id, one.id, *lock)
    return len(clear)


def clear_deliveries(writer: Writer) -> list[Delivery]:
    """Return the person-level deliveries kept that are not encrypted."""
    return [
        one
        for one in writer.kept.values()
        if one.is_case_level and read_seal(writer.root / "deliveries" / one.id) is None
    ]
