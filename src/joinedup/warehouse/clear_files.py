"""Encrypt a delivery that was written clear."""

from pathlib import Path

import pyarrow.parquet as pq

from joinedup.core.refusal import Refusal
from joinedup.warehouse.folder import tidy
from joinedup.warehouse.key_ring import Lock
from joinedup.warehouse.sealer import Sealer


def encrypt(folder: Path, delivery_id: str, lock: str, key: Lock) -> None:
    """Seal every Parquet file of a delivery's folder, then remove the clear ones.

    Until the seal is written the clear files count, after it the sealed ones. What the disk keeps of removed files is
    beyond a program's reach: a clear warehouse is best moved to a disk that is encrypted as a whole, or wiped.
    """
    files = sorted(folder.glob("*.parquet"))
    if not files:
        raise Refusal(f"{folder} holds neither clear nor encrypted files: put the warehouse back from a backup.")
    sealer = Sealer(folder, delivery_id, lock, key)
    for path in files:
        sealer.write(path.stem, pq.read_table(path))
    sealer.close()
    tidy(folder, sealer.seal())
