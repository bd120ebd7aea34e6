"""Read the NDTMS flat file: every line typed by the standard, without ever holding the file in memory.

What does not stay in memory is Parquet under a key that lives as long as the process: nothing is staged in clear.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb

from joinedup.core.refusal import Refusal
from joinedup.intake.accounting import refuse_no_rows
from joinedup.intake.csv_reading import ask_of_csv, csv_source, run_reading, true_row
from joinedup.intake.flat_columns import WITHOUT_CONSENT, Column, Pack, cell, clean, columns, packs
from joinedup.intake.naming import told_header
from joinedup.intake.snapshot import Snapshot
from joinedup.kinds.standard import Standard
from joinedup.warehouse.engine import all_threads_write, ephemeral_key, literal, name

CHILD_ID = {
    "intervention": "MODID",
    "sub_intervention_review": "SUBMID",
    "time_in_treatment": "TITID",
    "outcomes_profile": "TOPID",
    "client_information_review": "X_CIRID",
}
"""The item that tells the records of one level apart within an episode."""

_ROW_GROUP = 61_440  # rows kept in memory by each thread before they are written; a file is about 200 columns wide
_NOTHING = ("", "NA")
LOOKED_AT = 10_000
"""Rows at the top of a file by which columns are taken to be nearly always empty; if wrongly, it takes longer."""


@dataclass(frozen=True)
class FlatFile:
    """A flat file read into the engine as the view `flat`: one row a line, columns as `CheckRule` describes.

    `held` names the columns that hold something in at least one row; the view `held` has only those. `columns` lists
    all of `flat` over that view, the others as constants, so that the engine works out nothing for a column without
    values. `row` counts lines that could be split into columns, from 2; `broken` holds the true row numbers of those
    that could not, `blank` those of rows without anything. `extra` are headers that the standard does not have,
    `absent` emitted items that the file has not.
    """

    snapshot: Snapshot
    connection: duckdb.DuckDBPyConnection
    standard: Standard
    headers: tuple[str, ...]
    extra: tuple[str, ...]
    absent: tuple[str, ...]
    columns: str
    held: frozenset[str]
    rows: int
    broken: tuple[int, ...]
    blank: tuple[int, ...] = ()

    def true_row(self, row: int) -> int:
        """Return the row in the file of the line that the engine numbers `row`; lines left out lie between."""
        return true_row(row, self._left_out)

    @cached_property
    def _left_out(self) -> tuple[int, ...]:
        return tuple(sorted({*self.broken, *self.blank}))


def read_flat_file(
    snapshot: Snapshot,
    standard: Standard,
    connection: duckdb.DuckDBPyConnection,
    staging: Path,
    *,
    without: Collection[str] = (),
) -> FlatFile:
    """Read the file into `staging` and return it as the view `flat`; refuse one that is no usable CSV.

    Blank and `NA` both mean that nothing was recorded. Codes are read in capitals. The rows that the reader could
    not split (a missing or surplus comma, an unclosed quote) are left out and their numbers kept. Columns under the
    headers `without` are read as if the file did not have them.
    """
    sent = tuple(header.upper() for header in snapshot.header)
    _refuse_headers(snapshot, sent)
    kept = {index: header for index, header in enumerate(sent) if header not in without}
    headers = tuple(kept.values())
    known = standard.by_header
    source = csv_source(snapshot, [cell(index) for index in range(len(sent))], empty=_NOTHING)
    cells = [clean(index, known.get(header), is_padded=snapshot.is_padded) for index, header in kept.items()]
    packed = packs(standard, kept, _seldom(snapshot, connection, sent))
    laid = columns(standard, kept, packed)
    read = [f"{one.read} AS {name(one.name)}" for one in laid if one.read is not None and not one.is_packed]
    read += [pack.name for pack in packed]
    beside = ", ".join(["*", *(pack.sql for pack in packed)])
    target = literal(str(staging / "flat.parquet"))
    key = ephemeral_key(connection)
    cleaned = f"SELECT {beside} FROM (SELECT {', '.join(cells)} FROM {source})"
    query = (
        f"COPY (SELECT {', '.join(read)} FROM ({cleaned})) TO {target} "
        f"(FORMAT parquet, ROW_GROUP_SIZE {_ROW_GROUP}, COMPRESSION lz4_raw, ENCRYPTION_CONFIG {key})"
    )
    with all_threads_write(connection, len(read)):
        rejected = run_reading(snapshot, connection, query)
    rows, held, given = _lay_views(connection, laid, packed, f"read_parquet({target}, encryption_config = {key})")
    snapshot.refuse_changed()
    blank = rejected.blank_among(snapshot, rows)
    if rows == 0:
        refuse_no_rows(snapshot, rejected.broken, sent)
    return FlatFile(
        snapshot=snapshot,
        connection=connection,
        standard=standard,
        headers=headers,
        extra=tuple(header for header in headers if header not in known),
        absent=tuple(item.header for item in standard.items if item.is_emitted and item.header not in headers),
        columns=given,
        held=held,
        rows=rows,
        broken=rejected.broken,
        blank=blank,
    )


def _refuse_headers(snapshot: Snapshot, headers: tuple[str, ...]) -> None:
    for place, header in enumerate(headers, start=1):
        if not header:
            raise Refusal(f"{snapshot.name}: column {place} has no header; give it one or take the column out.")
        if headers.index(header) != place - 1:
            told = told_header(header, headers.index(header) + 1)
            raise Refusal(f"{snapshot.name} has the header {told} twice; only one column of that name can be read.")


def _seldom(snapshot: Snapshot, connection: duckdb.DuckDBPyConnection, headers: tuple[str, ...]) -> frozenset[str]:
    """Return the headers under which the first rows of the file hold nothing, but for those that every row needs."""
    cells = [cell(index) for index in range(len(headers))]
    asked = ", ".join(f"count({one}) > 0" for one in cells)
    source = csv_source(snapshot, cells, empty=_NOTHING, keep_rejects=False)
    held = ask_of_csv(snapshot, connection, f"SELECT {asked} FROM (FROM {source} LIMIT {LOOKED_AT})").fetchone() or ()
    empty = {header for header, is_held in zip(headers, held, strict=True) if not is_held}
    return frozenset(empty - WITHOUT_CONSENT)


def _lay_views(
    connection: duckdb.DuckDBPyConnection, laid: Sequence[Column], packed: Sequence[Pack], source: str
) -> tuple[int, frozenset[str], str]:
    """Make the views `held` and `flat` of what was read; return its rows, and `held` and `columns` of `FlatFile`."""
    apart = [one for one in laid if one.read is not None and not one.is_packed]
    asked = [one.holds or _holds(name(one.name)) for one in apart] + [_holds(pack.name) for pack in packed]
    rows, *holding = connection.execute(f"SELECT count(*), {', '.join(asked)} FROM {source}").fetchone() or (0,)
    held = {one.name: name(one.name) for one, is_held in zip(apart, holding, strict=False) if is_held}
    if any(holding[len(apart) :]):
        inside = [one for one in laid if one.read is not None and one.is_packed]
        asked = [_holds(one.read or "") for one in inside]
        holding = list(connection.execute(f"SELECT {', '.join(asked)} FROM {source}").fetchone() or ())
        held |= {
            one.name: f"{one.read} AS {name(one.name)}" for one, is_held in zip(inside, holding, strict=True) if is_held
        }
    # Rows are counted here and not while the CSV is read, which would keep all threads but one from reading it.
    numbered = f"{source[:-1]}, file_row_number = true)"
    kept = ", ".join(["file_row_number + 2 AS row", *(held[one] for one in sorted(held))])
    connection.execute(f"CREATE VIEW held AS SELECT {kept} FROM {numbered}")
    columns = ["held.row AS row"]
    columns += [f"{f'held.{name(c.name)}' if c.name in held else c.empty} AS {name(c.name)}" for c in laid]
    connection.execute(f"CREATE VIEW flat AS SELECT {', '.join(columns)} FROM held")
    return int(rows), frozenset(held), ", ".join(columns)


def _holds(value: str) -> str:
    return f"count({value}) > 0"
