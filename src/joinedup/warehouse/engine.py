"""How every DuckDB connection of ours is opened."""

from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from joinedup.warehouse.sealing import new_key

MEMORY = "1GB"


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
