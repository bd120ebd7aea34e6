"""Read the NDTMS flat file: every line typed by the standard, without ever holding the file in memory."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb

from joinedup.core.refusal import Refusal
from joinedup.intake.accounting import blank_rows, refuse_no_rows
from joinedup.intake.naming import told_header
from joinedup.intake.snapshot import Snapshot
from joinedup.kinds.standard import LEVELS, Item, Standard
from joinedup.warehouse.engine import literal, name

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

REJECTED = (
    "SELECT line, bool_or(error_type::VARCHAR NOT IN ('TOO MANY COLUMNS', 'MISSING COLUMNS')) FROM reject_errors "
    "GROUP BY line ORDER BY line"
)
"""Rows that the engine could not split, and whether quotes are to blame."""

_ROW_GROUP = 20_000  # rows kept in memory before they are written; the file is about 200 columns wide


@dataclass(frozen=True)
class FlatFile:
    """A flat file read into the engine as the view `flat`: one row a line, columns as `CheckRule` describes.

    `row` counts lines that could be split into columns, from 2; `broken` holds the true row numbers of those that
    could not, `blank` those of rows without anything. `extra` are headers that the standard does not have, `absent`
    emitted items that the file has not.
    """

    snapshot: Snapshot
    connection: duckdb.DuckDBPyConnection
    standard: Standard
    headers: tuple[str, ...]
    extra: tuple[str, ...]
    absent: tuple[str, ...]
    rows: int
    broken: tuple[int, ...]
    blank: tuple[int, ...] = ()

    def true_row(self, row: int) -> int:
        """Return the row in the file of the line that the engine numbers `row`; lines left out lie between."""
        for left_out in self._left_out:
            if left_out > row:
                break
            row += 1
        return row

    @cached_property
    def _left_out(self) -> tuple[int, ...]:
        return tuple(sorted({*self.broken, *self.blank}))


def read_flat_file(
    snapshot: Snapshot, standard: Standard, connection: duckdb.DuckDBPyConnection, staging: Path
) -> FlatFile:
    """Read the file into `staging` as Parquet and return it as the view `flat`; refuse one that is no usable CSV.

    Blank and `NA` both mean that nothing was recorded. Codes are read in capitals. The rows that the reader could
    not split (a missing or surplus comma, an unclosed quote) are left out and their numbers kept.
    """
    headers = tuple(header.upper() for header in snapshot.header)
    _refuse_headers(snapshot, headers)
    known = standard.by_header
    columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(len(headers)))
    source = (
        f"read_csv({literal(str(snapshot.path))}, auto_detect = false, header = true, delim = ',', quote = '\"', "
        f"escape = '\"', columns = {{{columns}}}, store_rejects = true)"
    )
    clean = ", ".join(_clean(index, known.get(header)) for index, header in enumerate(headers))
    places = {header: f"c{index}" for index, header in enumerate(headers)}
    target = staging / "flat.parquet"
    query = (
        f"COPY (SELECT {_typed(standard, places)} FROM (SELECT k, {clean} FROM "
        f"(SELECT row_number() OVER () AS k, * FROM {source}))) TO {literal(str(target))} "
        f"(FORMAT parquet, ROW_GROUP_SIZE {_ROW_GROUP})"
    )
    try:
        connection.execute(query)
        rejected = connection.execute(REJECTED).fetchall()
    except (duckdb.IOException, duckdb.OutOfMemoryException):
        raise  # the machine's fault, not the file's
    except duckdb.Error:
        # The engine's own message quotes the row, so it is not repeated.
        raise Refusal(
            f"{snapshot.name} cannot be read as a CSV: check that quotes are closed and that lines end alike."
        ) from None
    connection.execute(f"CREATE VIEW flat AS SELECT * FROM read_parquet({literal(str(target))})")
    (rows,) = connection.execute("SELECT count(*) FROM flat").fetchone() or (0,)
    snapshot.refuse_changed()
    broken = tuple(line for line, _ in rejected)
    blank = blank_rows(snapshot, rows, broken, {line for line, is_misquoted in rejected if is_misquoted})
    if rows == 0:
        refuse_no_rows(snapshot, broken, headers)
    return FlatFile(
        snapshot=snapshot,
        connection=connection,
        standard=standard,
        headers=headers,
        extra=tuple(header for header in headers if header not in known),
        absent=tuple(item.header for item in standard.items if item.is_emitted and item.header not in headers),
        rows=rows,
        broken=broken,
        blank=blank,
    )


def _refuse_headers(snapshot: Snapshot, headers: tuple[str, ...]) -> None:
    for place, header in enumerate(headers, start=1):
        if not header:
            raise Refusal(f"{snapshot.name}: column {place} has no header; give it one or take the column out.")
        if headers.index(header) != place - 1:
            told = told_header(header, headers.index(header) + 1)
            raise Refusal(f"{snapshot.name} has the header {told} twice; only one column of that name can be read.")


def _clean(index: int, item: Item | None) -> str:
    text = f"nullif(nullif(trim(c{index}), ''), 'NA')"
    return f"{f'upper({text})' if item and item.kind == 'code' else text} AS c{index}"


def _typed(standard: Standard, places: dict[str, str]) -> str:
    parts = ["k + 1 AS row"]
    for item in standard.items:
        parts += _item(item, places.get(item.header))
    for index, header in enumerate(header for header in places if header not in standard.by_header):
        parts.append(f"{places[header]} AS extra_{index}")
    for level in LEVELS[1:]:
        levels = ("client", "episode") if level == "episode" else (level,)
        held = [places[item.header] for item in standard.items if item.level in levels and item.header in places]
        hashed = f"hash({', '.join(held)})" if held else "NULL::UBIGINT"
        parts.append(f"{hashed} AS {level}_hash")
        filled = " OR ".join(f"{place} IS NOT NULL" for place in held) or "false"
        parts.append(f"({filled}) AS {level}_filled")
    beyond = [place for header, place in places.items() if header not in WITHOUT_CONSENT]
    parts.append(f"({' OR '.join(f'{place} IS NOT NULL' for place in beyond) or 'false'}) AS filled_beyond_consent")
    return ", ".join(parts)


def _item(item: Item, place: str | None) -> list[str]:
    column = name(item.column)
    types = {"date": "DATE", "whole": "BIGINT", "decimal": "DOUBLE"}
    if item.kind not in types:
        return [f"{place or 'NULL::VARCHAR'} AS {column}"]
    if place is None:
        return [f"NULL::{types[item.kind]} AS {column}", f"NULL::VARCHAR AS {name(item.column + '_unread')}"]
    read = _parse(item, place)
    unread = f"CASE WHEN {read} IS NULL THEN {place} END"
    return [f"{read} AS {column}", f"{unread} AS {name(item.column + '_unread')}"]


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
