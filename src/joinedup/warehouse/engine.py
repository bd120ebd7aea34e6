"""How every DuckDB connection of ours is opened."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from joinedup.warehouse.sealing import new_key

MEMORY = "1GB"
_COLUMN_MB = 9
"""Promised for each column and thread: twice the engine's 4 MiB, which is 8.4 MB, and a little."""
_MOST_PROMISED_MB = 8_000


def connect(spill: Path, *, memory: str = MEMORY, threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """Return an in-memory connection that downloads nothing and spills what does not fit into `spill`, encrypted.

    No connection opens a shared database file, so nothing on disk is ever half-written by an engine. The key of what
    is spilled is the engine's own and dies with it (docs/adr/0010-vault.md says what that does and does not give).
    """
    settings: dict[str, Any] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": memory,
        "temp_directory": str(spill),
        "force_mbedtls_unsafe": "true",  # "unsafe" for files that are kept: see docs/adr/0010-vault.md
        "temp_file_encryption": "true",
    }
    if threads is not None:
        settings["threads"] = threads
    connection = duckdb.connect(":memory:", config=settings)
    connection.execute("SET enable_progress_bar = false")  # ours is shown by the command; this one is a local setting
    return connection


@contextmanager
def all_threads_write(connection: duckdb.DuckDBPyConnection, columns: int) -> Iterator[None]:
    """Let the engine write Parquet of so many columns with all its threads; afterwards its memory is as it was.

    It sets aside 4 MB a column and thread before it lets a thread write, of which it uses a tenth, and lends no more
    than half of what it may have: under our limit a wide file is written by one thread alone.
    """
    asked = "SELECT current_setting('memory_limit'), current_setting('threads')"
    ((before, threads),) = connection.execute(asked).fetchall()
    promised = min(columns * threads * _COLUMN_MB, _MOST_PROMISED_MB)
    connection.execute(f"SET memory_limit = '{max(promised, 1_000)}MB'")
    try:
        yield
    finally:
        connection.execute(f"SET memory_limit = {literal(before)}")


def ephemeral_key(connection: duckdb.DuckDBPyConnection) -> str:
    """Give the connection a new key for Parquet and return the `encryption_config` that names it.

    The key comes from the operating system, is written nowhere and is gone with the connection: what it encrypted is
    for this process only, however it ends.
    """
    key = b64encode(new_key()).decode()
    connection.execute(f"PRAGMA add_parquet_key('staging', {literal(key)})")
    return "{footer_key: 'staging'}"


SQL_TYPES: Mapping[str, str] = {
    "string": "VARCHAR",
    "date": "DATE",
    "int64": "BIGINT",
    "float64": "DOUBLE",
    "boolean": "BOOLEAN",
}
"""What the type names of the table contracts are called in SQL."""


def literal(text: str) -> str:
    """Return `text` as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def name(text: str) -> str:
    """Return `text` as an SQL identifier."""
    return '"' + text.replace('"', '""') + '"'
