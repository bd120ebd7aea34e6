"""Columns into tables that conform exactly to a contract of the warehouse."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from joinedup.warehouse.contracts import CONTRACTS

_ARROW = {
    "string": pa.string(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def conform(contract: str, columns: Mapping[str, Any]) -> pa.Table:
    """Return the table of a contract's columns in its order and types; a column not given is missing throughout."""
    wanted = CONTRACTS[contract]
    unknown = set(columns) - set(wanted)
    if unknown:
        raise ValueError(f"Contract '{contract}' has no column {', '.join(sorted(unknown))}.")
    length = len(next(iter(columns.values())))
    arrays = {
        name: pa.array(columns[name], _ARROW[kind]) if name in columns else pa.nulls(length, _ARROW[kind])
        for name, kind in wanted.items()
    }
    return pa.table(arrays)


def published(rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Return PUBLISHED rows sorted by measure, area and start; what a row does not say is missing."""
    ordered = sorted(rows, key=lambda row: (row["measure"], row["area"], row["start_on"]))
    names = CONTRACTS["published"]
    return conform("published", {name: [row.get(name) for row in ordered] for name in names})
