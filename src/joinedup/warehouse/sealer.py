"""Write a person-level delivery's tables: Parquet in memory, encrypted, then to the disk. No file is ever clear."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from joinedup.warehouse import sealing
from joinedup.warehouse.key_ring import Lock
from joinedup.warehouse.seal import SUFFIX, Erased, Seal, SealedFile, file_about, wrapped_about, write_seal

ROW_GROUP = 122_880


class Sealer:
    """Seals the tables of one delivery, one after another, under a data key of its own."""

    def __init__(
        self, folder: Path, delivery_id: str, lock: str, key: Lock, *, generation: int = 1, before: Seal | None = None
    ):
        self.folder, self.delivery_id, self.lock, self.generation = folder, delivery_id, lock, generation
        self._key, self._before = key, before
        self._data_key = sealing.new_key()
        self._files: dict[str, SealedFile] = {}

    def write(self, table: str, rows: pa.RecordBatchReader | pa.Table) -> int:
        """Write a table's rows and return how many there are."""
        sink = pa.BufferOutputStream()
        count = 0
        batches = rows.to_batches(max_chunksize=ROW_GROUP) if isinstance(rows, pa.Table) else rows
        with pq.ParquetWriter(sink, rows.schema, compression="zstd") as writer:
            for batch in _one_ahead(batches):
                writer.write_batch(batch, row_group_size=ROW_GROUP)
                count += batch.num_rows
        name = f"{table}.{self.generation}{SUFFIX}"
        digest = hashlib.sha256()
        about = file_about(self.delivery_id, table, self.generation)
        with (self.folder / name).open("wb") as file:
            for part in sealing.seal(memoryview(sink.getvalue()).cast("B"), self._data_key, about):
                digest.update(part)
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        now = digest.hexdigest()
        was = self._before.files.get(table) if self._before else None
        self._files[table] = SealedFile(name, count, now, was.first_sha256 if was else now)
        return count

    def seal(self, *erased: Erased) -> Seal:
        """Return the seal of what was written, with what the seal before said of erasures and what is `erased` now."""
        about = wrapped_about(self.lock, self._key.id, self.delivery_id, self.generation)
        return Seal(
            lock=self.lock,
            key_id=self._key.id,
            wrapped=sealing.wrap(self._data_key, self._key.key, about),
            generation=self.generation,
            files=dict(self._files),
            erased=(*(self._before.erased if self._before else ()), *erased),
        )

    def close(self) -> None:
        """Write the seal of a new delivery beside its files."""
        write_seal(self.folder, self.seal())


def _one_ahead(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield batches while the next is being made, so that making and compressing them go side by side."""
    coming = iter(batches)
    with ThreadPoolExecutor(max_workers=1) as beside:
        made = beside.submit(next, coming, None)
        while (batch := made.result()) is not None:
            made = beside.submit(next, coming, None)
            yield batch
