"""Read a CSV whose header is one of the shared tables: population, published figures or prevalence."""

import re
from collections.abc import Collection, Mapping, Sequence

import duckdb
import pyarrow as pa

from joinedup.core.place import ENGLAND_CODE, SYNTHETIC_PREFIX
from joinedup.core.refusal import Refusal
from joinedup.intake.accounting import refuse_no_rows
from joinedup.intake.coverage import TABLE_FEEDS
from joinedup.intake.csv_reading import csv_source, run_reading, true_row
from joinedup.intake.finding import MOST_ROWS, Finding
from joinedup.intake.snapshot import Snapshot
from joinedup.kinds.check_rule import Severity
from joinedup.warehouse.contracts import ADDED, CONTRACTS
from joinedup.warehouse.engine import SQL_TYPES, literal, name

KEYS: Mapping[str, tuple[str, ...]] = {
    "population": ("area", "year", "sex", "age"),
    "published": ("measure", "area", "start_on", "end_on", "group_kind", "group_value"),
    "prevalence": ("measure", "area", "year"),
}
"""What one row is about; two rows about the same would be counted twice."""


def contract_of(header: tuple[str, ...]) -> str | None:
    """Return the table whose columns are these, in any order; None where there is none.

    Columns that the table gained later may be absent, as they are in files made before.
    """
    given = {one.lower() for one in header}
    return next((t for t in TABLE_FEEDS if set(CONTRACTS[t]) - ADDED.get(t, set()) <= given <= set(CONTRACTS[t])), None)


def read_contract_file(
    snapshot: Snapshot, table: str, connection: duckdb.DuckDBPyConnection
) -> tuple[pa.Table, tuple[Finding, ...], int]:
    """Return the rows that can be read, sorted by key, what was found, and how many rows the file has.

    Refuses a file in which two rows are about the same thing. Nothing in these tables is about one person, so values
    need no mask; they are not printed all the same, as the row number finds them.
    """
    headers = [one.lower() for one in snapshot.header]
    twice = next((one for one in headers if headers.count(one) > 1), None)
    if twice:
        raise Refusal(f"{snapshot.name} has the header {twice} twice; only one column of that name can be read.")
    later = {column: kind for column, kind in CONTRACTS[table].items() if column not in headers}
    columns = {column: kind for column, kind in CONTRACTS[table].items() if column in headers}
    typed = ", ".join(
        f"nullif(trim({name(c)}), '') AS {name(c)}, {_read(name(c), kind)} AS {name(c + '_read')}"
        for c, kind in columns.items()
    )
    query = (
        f"CREATE OR REPLACE TABLE given AS SELECT k + 1 AS row, {typed} FROM "
        f"(SELECT row_number() OVER () AS k, * FROM {csv_source(snapshot, headers)})"
    )
    rejected = run_reading(snapshot, connection, query)
    broken = list(rejected.broken)
    snapshot.refuse_changed()
    (given_rows,) = connection.execute("SELECT count(*) FROM given").fetchone() or (0,)
    between = sorted({*broken, *rejected.blank_among(snapshot, given_rows)})
    findings = [_broken(snapshot, broken)] if broken else []
    for column in columns:
        unread = f"FROM given WHERE {name(column)} IS NOT NULL AND {name(column + '_read')} IS NULL"
        rows = [row for (row,) in connection.execute(f"SELECT row {unread} ORDER BY row").fetchall()]
        if rows:
            told = [true_row(row, between) for row in rows]
            findings.append(_unread(snapshot, column, columns[column], told))
            connection.execute(f"DELETE {unread}")
    _refuse_twice(snapshot, table, connection, between)
    wanted = ", ".join(f"{name(c + '_read')} AS {name(c)}" for c in columns)
    order = ", ".join(name(c) for c in columns)
    absent = "".join(f", CAST(NULL AS {SQL_TYPES[kind]}) AS {name(c)}" for c, kind in later.items())
    read = connection.execute(f"SELECT {wanted}{absent} FROM given ORDER BY {order}").to_arrow_table()
    lost = len(broken) + sum(one.total for one in findings if one.rule == "value-not-read")
    if read.num_rows == 0:
        if lost == len(broken):
            refuse_no_rows(snapshot, broken, headers)
        first = next(one for one in findings if one.rule == "value-not-read")
        raise Refusal(
            f"{snapshot.name} has headers and no row that can be read: in row {first.rows[0]}, for one, {first.field} "
            f"holds what it cannot. To mend: {first.mend}"
        )
    return read, tuple(findings), read.num_rows + lost


_SHAPES = {
    "date": "[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}",
    "int64": "[-+]?[0-9]{1,15}",
    "float64": "[-+]?([0-9]{1,15}([.][0-9]*)?|[.][0-9]+)([eE][-+]?[0-9]{1,2})?",
}
"""What a value looks like. The engine alone takes 'infinity' for a day and a number, and 2020.6 for the year 2021."""


def _read(column: str, kind: str) -> str:
    text = f"nullif(trim({column}), '')"
    if kind not in _SHAPES:
        return text
    shape = f"regexp_full_match({text}, {literal(_SHAPES[kind])})"
    return f"CASE WHEN {shape} THEN try_cast({text} AS {SQL_TYPES[kind]}) END"


def is_synthetic_table(snapshot: Snapshot, table: pa.Table) -> bool:
    """Return whether its areas, England aside, all have reserved codes; refuse one that mixes them with real ones."""
    codes = {code for code in table["area"].to_pylist() if code is not None} - {ENGLAND_CODE}
    invented = {code for code in codes if code.startswith(SYNTHETIC_PREFIX)}
    if invented and invented != codes:
        raise Refusal(
            f"{snapshot.name} holds both invented areas ({_told(invented)}) and real ones ({_told(codes - invented)}): "
            "send them as two files."
        )
    return bool(invented)


def _told(codes: Collection[str]) -> str:
    """Return one of the codes; what is not written as a code is not repeated."""
    return min((code for code in codes if re.fullmatch("[A-Z][0-9]{8}", code)), default="not written as codes")


def _refuse_twice(
    snapshot: Snapshot, table: str, connection: duckdb.DuckDBPyConnection, between: Sequence[int]
) -> None:
    keys = ", ".join(name(key + "_read") for key in KEYS[table])
    twice = connection.execute(
        f"SELECT min(row), max(row) FROM given GROUP BY {keys} HAVING count(*) > 1 ORDER BY 1 LIMIT 1"
    ).fetchone()
    if twice:
        first, last = (true_row(row, between) for row in twice)
        raise Refusal(
            f"{snapshot.name}: rows {first} and {last} are about the same {', '.join(KEYS[table])}; keep one."
        )


def _unread(snapshot: Snapshot, column: str, kind: str, rows: list[int]) -> Finding:
    wanted = {"date": "a day such as 2024-01-31", "int64": "a whole number", "float64": "a number"}[kind]
    return Finding(
        file_name=snapshot.name,
        rule="value-not-read",
        severity=Severity.SET_ASIDE,
        field=column,
        title=f"the value is not {wanted}",
        mend=f"write {wanted}, or leave the cell blank.",
        basis="local: our own sums cannot use such a row",
        total=len(rows),
        rows=tuple(rows[:MOST_ROWS]),
    )


def _broken(snapshot: Snapshot, rows: list[int]) -> Finding:
    return broken_rows(snapshot.name, tuple(rows))


def broken_rows(file_name: str, rows: tuple[int, ...]) -> Finding:
    """Return the finding for rows that could not be split into columns."""
    return Finding(
        file_name=file_name,
        rule="row-not-split",
        severity=Severity.SET_ASIDE,
        field="",
        title="the row does not have as many columns as the header, or a quote in it is not closed",
        mend="put text that holds a comma or a quote in double quotes, and close each one.",
        basis="local: our own sums cannot use such a row",
        total=len(rows),
        rows=rows,
    )
