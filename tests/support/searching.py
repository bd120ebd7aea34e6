"""Look for somebody in all that lies in a folder: plain, packed, in tables, and in what a key still opens."""

import gzip
import io
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path

import pyarrow.parquet as pq

from joinedup.warehouse.folder import is_warehouse
from support.vaults import stored


def anywhere(folder: Path, sought: Collection[str]) -> list[str]:
    """Return where any of the texts stands, in any file under `folder` and in its names."""
    return sorted({where for where, content in contents(folder) for one in sought if one.encode() in content})


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield everything that can be read under a folder, each with where it stands."""
    for path in sorted(folder.rglob("*")):
        where = str(path.relative_to(folder))
        yield where, where.encode()
        if path.is_file():
            yield where, path.read_bytes()
            yield from ((where, content) for content in _unpacked(path))
        if path.is_dir() and is_warehouse(path):
            yield from ((f"{where}: {one}/{table}", _said(rows)) for one, table, rows in stored(path))


def _unpacked(path: Path) -> Iterator[bytes]:
    if path.suffix == ".parquet":
        yield _said(pq.read_table(path))
    elif path.suffix == ".gz":
        yield gzip.decompress(path.read_bytes())
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            yield from (packed.read(name) for name in packed.namelist())


def _said(rows) -> bytes:
    out = io.StringIO()
    for batch in rows.to_batches():
        out.write(str(batch.to_pydict()))
    return out.getvalue().encode()
