"""Look into a warehouse's encrypted deliveries, and look for someone in every file that lies anywhere."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from joinedup.sharing.decide import may_erase
from joinedup.warehouse.folder import current_number, deliveries_of_all_versions
from joinedup.warehouse.seal import read_seal
from joinedup.warehouse.vault import find_vault, hand_out, read_sealed

GRANT = may_erase(at=datetime(2026, 6, 1, tzinfo=UTC))
"""Opens every delivery, as an erasure does; readers get nothing for it."""


def stored(warehouse: Path, *, only: str | None = None) -> Iterator[tuple[str, str, pa.Table]]:
    """Yield delivery id, table and rows of all (or `only` one table) that any version holds and can still be opened."""
    vault = find_vault(warehouse)
    if vault is None:
        return
    for identity, delivery in deliveries_of_all_versions(warehouse, current_number(warehouse)).items():
        folder = warehouse / "deliveries" / identity
        seal = read_seal(folder)
        if seal is None or seal.destroyed_on is not None:
            continue
        key = hand_out(delivery, seal, vault, vault.read_ring(), GRANT)
        for table in (one for one in seal.files if only in (None, one)):
            rows = pq.read_table(io.BytesIO(read_sealed(folder, delivery, seal, table, key)))
            yield identity, table, rows


def stored_drugs(warehouse: Path) -> dict[str, list[str]]:
    """Return the main substances of the episodes that can still be opened, sorted, by delivery id."""
    return {identity: sorted(rows["drug1"].to_pylist()) for identity, _, rows in stored(warehouse, only="episode")}


def held_anywhere(warehouse: Path, text: str) -> list[str]:
    """Return where `text` stands: in any table that opens, or as plain bytes in any file under the folder's parent."""
    found = [f"{identity}/{table}" for identity, table, rows in stored(warehouse) if text in str(rows.to_pylist())]
    for path in warehouse.parent.rglob("*"):
        if path.is_file() and text.encode() in path.read_bytes():
            found.append(str(path.relative_to(warehouse.parent)))
    return found
