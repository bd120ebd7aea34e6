"""`joinedup audit`: who opened rows about real people, and whether what is written of that is as it was written."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joinedup.warehouse.folder import refuse_no_warehouse
from joinedup.warehouse.reads import count_reads, read_reads, reads_faults
from joinedup.warehouse.vault import find_vault

WHAT_IT_SHOWS = (
    "Each change, line put in, taken out or exchanged shows, and so does each cut before the last head kept beside the "
    "key ring. What someone could change who can write the key ring's folder does not show: keep copies of the heads "
    "in another's hands."
)


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found in a warehouse's lines about reads. `faults` is empty where all are as they were written."""

    warehouse: str
    lines_held: int
    faults: tuple[str, ...]

    def lines(self) -> list[str]:
        """Return what to say."""
        if self.faults:
            return [f"{self.warehouse}: {len(self.faults)} faults in {self.lines_held:,} lines.", *self.faults]
        return [f"{self.warehouse}: {self.lines_held:,} lines, each as it was written.", WHAT_IT_SHOWS]

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {"warehouse": self.warehouse, "lines": self.lines_held, "faults": list(self.faults)}


@dataclass(frozen=True, slots=True)
class Reads:
    """Every time that rows about real people were opened, the first one first."""

    reads: tuple[Mapping[str, Any], ...]

    def lines(self) -> list[str]:
        """Return a line for each."""
        told = [
            f"{one['number']:>6}  {one['at']}  {one['by'] or 'account not known'}  {one['purpose']}  "
            f"{one['agreement']}  {one['sender']} {one['feed']} {one['delivery']}"
            for one in self.reads
        ]
        return told or ["Rows about real people have never been opened here."]

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {"reads": [dict(one) for one in self.reads]}


def show_reads(warehouse: Path) -> Reads:
    """Return what is written about who opened rows about real people in a warehouse."""
    refuse_no_warehouse(warehouse)
    return Reads(read_reads(warehouse))


def verify_reads(warehouse: Path, *, ring: Path | None = None) -> Verified:
    """Return whether it is as it was written. `ring` is the key ring, if it is not where the last load named it."""
    refuse_no_warehouse(warehouse)
    vault = find_vault(warehouse, ring)
    found = reads_faults(vault) if vault is not None and vault.ring is not None else ()
    return Verified(str(warehouse), count_reads(warehouse), found)
