"""Hand a CSV to the engine, whichever kind of file it is: every cell as text, and every line accounted for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from joinedup.core.refusal import Refusal
from joinedup.intake.accounting import blank_rows
from joinedup.intake.snapshot import Snapshot
from joinedup.warehouse.engine import literal

_REJECTED = (
    "SELECT line, bool_or(error_type::VARCHAR NOT IN ('TOO MANY COLUMNS', 'MISSING COLUMNS')) FROM reject_errors "
    "GROUP BY line ORDER BY line"
)
"""Rows that the engine could not split, and whether quotes are to blame."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """The rows that the engine could not split into columns, and those of them whose quotes are at fault."""

    broken: tuple[int, ...]
    misquoted: frozenset[int]

    def blank_among(self, snapshot: Snapshot, rows: int) -> tuple[int, ...]:
        """Return the numbers of blank rows, where `rows` were read; refuses a file of which rows are missing."""
        return blank_rows(snapshot, rows, self.broken, self.misquoted)


def csv_source(
    snapshot: Snapshot, columns: Sequence[str], *, empty: Sequence[str] = (), keep_rejects: bool = True
) -> str:
    """Return SQL for the rows of a CSV, all cells as text under the names `columns`, `empty` being nothing.

    Rows that cannot be split are left out, and their numbers kept for `run_reading` unless not `keep_rejects`.
    """
    types = ", ".join(f"{literal(column)}: 'VARCHAR'" for column in columns)
    nothing = f"nullstr = [{', '.join(map(literal, empty))}], " if empty else ""
    rejects = "store_rejects" if keep_rejects else "ignore_errors"
    return (
        f"read_csv({literal(str(snapshot.path))}, auto_detect = false, header = true, delim = ',', quote = '\"', "
        f"escape = '\"', columns = {{{types}}}, {nothing}{rejects} = true)"
    )


def ask_of_csv(snapshot: Snapshot, connection: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyConnection:
    """Run a query over `csv_source` and return where its answer is fetched; refuse a file that is no usable CSV."""
    try:
        return connection.execute(query)
    except (duckdb.IOException, duckdb.OutOfMemoryException):
        raise  # the machine's fault, not the file's
    except duckdb.Error:  # the engine's own message quotes the row, so it is not repeated
        raise Refusal(
            f"{snapshot.name} cannot be read as a CSV: check that quotes are closed and that lines end alike."
        ) from None


def run_reading(snapshot: Snapshot, connection: duckdb.DuckDBPyConnection, query: str) -> Rejected:
    """Run a query over `csv_source` and return the rows that it left out; refuses as `ask_of_csv` does."""
    ask_of_csv(snapshot, connection, query)
    rejected: Mapping[int, bool] = dict(ask_of_csv(snapshot, connection, _REJECTED).fetchall())
    return Rejected(tuple(rejected), frozenset(row for row, is_misquoted in rejected.items() if is_misquoted))


def true_row(row: int, between: Sequence[int]) -> int:
    """Return the row in the file of the one that the engine numbers `row`; `between` are those that it left out."""
    for left_out in between:
        if left_out > row:
            break
        row += 1
    return row
