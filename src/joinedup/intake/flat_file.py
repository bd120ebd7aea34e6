"""Read the NDTMS flat file: every line typed by the standard, without ever holding the file in memory.

What does not stay in memory is Parquet under a key that lives as long as the process: nothing is staged in clear.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb

from joinedup.core.refusal import Refusal
from joinedup.intake.accounting import refuse_no_rows
from joinedup.intake.csv_reading import csv_source, run_reading, true_row
from joinedup.intake.naming import told_header
from joinedup.intake.snapshot import Snapshot
from joinedup.kinds.standard import LEVELS, Item, Standard
from joinedup.warehouse.engine import all_threads_write, ephemeral_key, literal, name

CHILD_ID = {
    "intervention": "MODID",
    "sub_intervention_review": "SUBMID",
    "time_in_treatment": "TITID",
    "outcomes_profile": "TOPID",
    "client_information_review": "X_CIRID",
}
"""The item that tells the records of one level apart within an episode."""

WITHOUT_CONSENT = frozenset({"AGNCY", "CLIENTID", "CONSENT"})
"""All that a row may hold where the person refused (facts 1.3)."""

_ROW_GROUP = 61_440  # rows kept in memory by each thread before they are written; a file is about 200 columns wide
_TYPES = {"date": "DATE", "whole": "BIGINT", "decimal": "DOUBLE"}


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
    snapshot: Snapshot, standard: Standard, connection: duckdb.DuckDBPyConnection, staging: Path
) -> FlatFile:
    """Read the file into `staging` and return it as the view `flat`; refuse one that is no usable CSV.

    Blank and `NA` both mean that nothing was recorded. Codes are read in capitals. The rows that the reader could
    not split (a missing or surplus comma, an unclosed quote) are left out and their numbers kept.
    """
    headers = tuple(header.upper() for header in snapshot.header)
    _refuse_headers(snapshot, headers)
    known = standard.by_header
    source = csv_source(snapshot, [f"c{index}" for index in range(len(headers))], empty=("", "NA"))
    clean = ", ".join(_clean(i, known.get(header), is_padded=snapshot.is_padded) for i, header in enumerate(headers))
    laid = _columns(standard, {header: f"c{index}" for index, header in enumerate(headers)})
    read = ", ".join(f"{one.read} AS {name(one.name)}" for one in laid if one.read is not None)
    target = literal(str(staging / "flat.parquet"))
    key = ephemeral_key(connection)
    query = (
        f"COPY (SELECT {read} FROM (SELECT {clean} FROM {source})) TO {target} "
        f"(FORMAT parquet, ROW_GROUP_SIZE {_ROW_GROUP}, COMPRESSION lz4_raw, ENCRYPTION_CONFIG {key})"
    )
    with all_threads_write(connection, len(laid)):
        rejected = run_reading(snapshot, connection, query)
    rows, held, given = _lay_views(connection, laid, f"read_parquet({target}, encryption_config = {key})")
    snapshot.refuse_changed()
    blank = rejected.blank_among(snapshot, rows)
    if rows == 0:
        refuse_no_rows(snapshot, rejected.broken, headers)
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


def _clean(index: int, item: Item | None, *, is_padded: bool) -> str:
    """Return SQL for a cell without blanks around it; that empty cells and NA hold nothing the reader has seen to."""
    text = f"nullif(nullif(trim(c{index}), ''), 'NA')" if is_padded else f"c{index}"
    return f"{f'upper({text})' if item and item.kind == 'code' else text} AS c{index}"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of `flat`: how it is read of a line, if it is, and what stands for it where no row holds anything."""

    name: str
    read: str | None
    empty: str
    holds: str | None = None
    """An aggregate that is true where a row holds something; None where a value does."""


def _columns(standard: Standard, places: dict[str, str]) -> list[_Column]:
    found = [one for item in standard.items for one in _item(item, places.get(item.header))]
    extra = [place for header, place in places.items() if header not in standard.by_header]
    found += [_Column(f"extra_{index}", place, "NULL::VARCHAR") for index, place in enumerate(extra)]
    for level in LEVELS[1:]:
        levels = ("client", "episode") if level == "episode" else (level,)
        held = [places[item.header] for item in standard.items if item.level in levels and item.header in places]
        filled = f"bool_or({level}_filled)"
        found.append(_Column(f"{level}_hash", f"hash({', '.join(held)})" if held else None, "0::UBIGINT", filled))
        found.append(_Column(f"{level}_filled", _any_filled(held), "false", filled))
    beyond = [place for header, place in places.items() if header not in WITHOUT_CONSENT]
    found.append(_Column("filled_beyond_consent", _any_filled(beyond), "false"))
    return found


def _any_filled(places: list[str]) -> str | None:
    return f"({' OR '.join(f'{place} IS NOT NULL' for place in places)})" if places else None


def _item(item: Item, place: str | None) -> list[_Column]:
    if item.kind not in _TYPES:
        return [_Column(item.column, place, "NULL::VARCHAR")]
    read = _parse(item, place) if place else None
    unread = f"CASE WHEN {read} IS NULL THEN {place} END" if place else None
    empty = f"NULL::{_TYPES[item.kind]}"
    return [_Column(item.column, read, empty), _Column(f"{item.column}_unread", unread, "NULL::VARCHAR")]


def _lay_views(
    connection: duckdb.DuckDBPyConnection, laid: list[_Column], source: str
) -> tuple[int, frozenset[str], str]:
    """Make the views `held` and `flat` of what was read; return its rows, and `held` and `columns` of `FlatFile`."""
    read = [one for one in laid if one.read is not None]
    asked = ", ".join(one.holds or f"count({name(one.name)}) > 0" for one in read)
    rows, *holding = connection.execute(f"SELECT count(*), {asked} FROM {source}").fetchone() or (0,)
    held = frozenset(one.name for one, is_held in zip(read, holding, strict=True) if is_held)
    # Rows are counted here and not while the CSV is read, which would keep all threads but one from reading it.
    numbered = f"{source[:-1]}, file_row_number = true)"
    kept = ", ".join(["file_row_number + 2 AS row", *(name(one) for one in sorted(held))])
    connection.execute(f"CREATE VIEW held AS SELECT {kept} FROM {numbered}")
    columns = ["held.row AS row"]
    columns += [f"{f'held.{name(c.name)}' if c.name in held else c.empty} AS {name(c.name)}" for c in laid]
    connection.execute(f"CREATE VIEW flat AS SELECT {', '.join(columns)} FROM held")
    return int(rows), held, ", ".join(columns)


def _parse(item: Item, place: str) -> str:
    if item.kind == "date":
        return (  # no year before 1000: the engine knows days that Python does not
            f"CASE WHEN regexp_full_match({place}, '[1-9][0-9]{{7}}') THEN try_strptime({place}, '%Y%m%d')::DATE "
            f"WHEN regexp_full_match({place}, '[1-9][0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}') "
            f"THEN try_cast({place} AS DATE) END"
        )
    pattern, kind = ("-?[0-9]{1,9}", "BIGINT") if item.kind == "whole" else ("-?[0-9]{1,9}([.][0-9]{1,6})?", "DOUBLE")
    number = f"try_cast({place} AS {kind})"
    bounds = [f"regexp_full_match({place}, '{pattern}')"]
    bounds += [f"{number} >= {item.low:g}"] if item.low is not None else []
    bounds += [f"{number} <= {item.high:g}"] if item.high is not None else []
    return f"CASE WHEN {' AND '.join(bounds)} THEN {number} END"
