"""Ask every declared rule of a flat file, and set aside the rows that it says cannot be used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import ibis

from joinedup.intake.finding import MOST_ROWS, Finding, may_show
from joinedup.intake.flat_file import CHILD_ID, FlatFile
from joinedup.kinds.check_rule import ADVICE, CheckRule, Severity
from joinedup.kinds.parameters import CodeList
from joinedup.kinds.standard import Item
from joinedup.warehouse.engine import name

_MOST_SHOWN = 5
_MOST_LISTED = 10_000
"""Row numbers kept in a delivery's record of what was set aside, for one rule and field."""


@dataclass(frozen=True, slots=True)
class _Question:
    """One rule about one field: `offends` is an expression bound to the level's rows; `item` is shown, if any."""

    rule: CheckRule
    field: str
    offends: Any
    item: Item | None


def lay_levels(flat: FlatFile) -> None:
    """Make the views `at_row`, `at_episode` and `at_LEVEL` that rules read.

    An episode is the first of its rows, a child record the first row with its id; `disagrees` is true where other
    rows of the same one say something else. Rows without consent are in `at_row` only.
    """
    run = flat.connection.execute
    run("CREATE VIEW at_row AS SELECT * FROM flat")
    run(
        "CREATE TABLE first_of_episode AS SELECT agncy, episodid, min(row) AS row, "
        "min(episode_hash) <> max(episode_hash) AS disagrees FROM flat "
        "WHERE consent = 'Y' AND agncy IS NOT NULL AND episodid IS NOT NULL GROUP BY agncy, episodid"
    )
    run("CREATE VIEW at_episode AS SELECT flat.*, e.disagrees FROM flat JOIN first_of_episode e USING (row)")
    for level, header in CHILD_ID.items():
        own = name(header.lower())
        run(
            f"CREATE TABLE first_of_{level} AS SELECT min(row) AS row, "
            f"min({level}_hash) <> max({level}_hash) AS disagrees FROM flat "
            f"WHERE consent = 'Y' AND episodid IS NOT NULL AND {own} IS NOT NULL GROUP BY agncy, episodid, {own}"
        )
        run(f"CREATE VIEW at_{level} AS SELECT flat.*, c.disagrees FROM flat JOIN first_of_{level} c USING (row)")


def ask_rules(
    flat: FlatFile, rules: Sequence[CheckRule], codes: Mapping[str, CodeList], *, show_values: bool = False
) -> tuple[Finding, ...]:
    """Return the findings, and leave the table `aside_LEVEL` (rows to set aside) for every level.

    One query a level asks every rule of it and keeps the rows that break any. `show_values` prints what was found in
    personal items too; rows without consent stay masked.
    """
    engine = ibis.duckdb.from_connection(flat.connection)
    findings: list[Finding] = []
    for level in ("row", "episode", *CHILD_ID):
        rows = engine.table(f"at_{level}")
        questions = [one for rule in rules if rule.level == level for one in _questions(flat, rule, rows, codes)]
        counts = _ask(flat, engine, level, rows, questions)
        findings += [
            _finding(flat, one, f"q{number}", count, show_values)
            for number, (one, count) in enumerate(zip(questions, counts, strict=True))
            if count
        ]
    order = list(Severity)
    return tuple(sorted(findings, key=lambda one: (order.index(one.severity), one.rule, one.field)))


def _ask(
    flat: FlatFile, engine: ibis.BaseBackend, level: str, rows: ibis.Table, questions: Sequence[_Question]
) -> list[int]:
    """Return how many rows break each rule; leave `broken_LEVEL`, a column `qN` for each, and `aside_LEVEL`."""
    columns = [f"q{number}" for number in range(len(questions))]
    answers = {column: one.offends.fill_null(False) for column, one in zip(columns, questions, strict=True)}
    asked = engine.compile(rows.select("row", **answers))  # not to_sql, which also parses it anew to look well
    run = flat.connection.execute
    run(f"CREATE TABLE broken_{level} AS SELECT * FROM ({asked}) WHERE {' OR '.join(columns) or 'false'}")
    away = [column for column, one in zip(columns, questions, strict=True) if one.rule.severity not in ADVICE]
    run(f"CREATE TABLE aside_{level} AS SELECT row FROM broken_{level} WHERE {' OR '.join(away) or 'false'}")
    counts = run(
        f"SELECT {', '.join(f'count_if({column})' for column in columns) or '0'} FROM broken_{level}"
    ).fetchone()
    return list(counts or ())[: len(questions)]


def _questions(flat: FlatFile, rule: CheckRule, rows: ibis.Table, codes: Mapping[str, CodeList]) -> list[_Question]:
    resolve = rule.offends._resolver.resolve
    if rule.fields:
        if any(field in flat.absent for field in rule.fields):
            return []
        item = flat.standard.by_header.get(rule.fields[0]) if len(rule.fields) == 1 else None
        return [_Question(rule, ", ".join(rule.fields), resolve({"_": rows}), item)]
    lists = {header: one for one in codes.values() for header in one.headers}
    return [
        _Question(rule, item.header, resolve({"_": _facts(rows, item, lists.get(item.header))}), item)
        for item in flat.standard.items
        if _level_of(item) == rule.level
        and item.kind in rule.kinds
        and item.header in flat.headers
        and item.header not in rule.except_fields
    ]


def _level_of(item: Item) -> str:
    return "episode" if item.level == "client" else item.level


def _facts(rows: ibis.Table, item: Item, codes: CodeList | None) -> SimpleNamespace:
    value = rows[item.column]
    can_be_unread = item.kind in ("date", "whole", "decimal")
    return SimpleNamespace(
        is_filled=value.notnull(),
        unread=rows[f"{item.column}_unread"] if can_be_unread else ibis.null("string"),
        value_known=value.isin([code.code for code in codes.codes]) if codes else ibis.literal(True),
        triaged=rows.triaged,
        since=ibis.literal(item.since, type="date"),
        until=ibis.literal(item.until, type="date"),
    )


def _finding(flat: FlatFile, asked: _Question, column: str, count: int, show_values: bool) -> Finding:
    rule = asked.rule
    kept = MOST_ROWS if rule.severity in ADVICE else _MOST_LISTED
    first = flat.connection.execute(
        f"SELECT row FROM broken_{rule.level} WHERE {column} ORDER BY row LIMIT {kept}"
    ).fetchall()
    return Finding(
        file_name=flat.snapshot.name,
        rule=rule.code,
        severity=rule.severity,
        field=asked.field,
        title=rule.title,
        mend=rule.mend,
        basis=f"{rule.source.status}: {rule.source.name}",
        total=count,
        rows=tuple(flat.true_row(row) for (row,) in first),
        shown=_shown(flat, asked, column, show_values) if rule.level != "row" else (),
    )


def _shown(flat: FlatFile, asked: _Question, column: str, show_values: bool) -> tuple[tuple[str, int], ...]:
    """Most frequent values that may be shown. Levels other than `row` hold rows with consent only."""
    item = asked.item
    if item is None or (not show_values and (item.is_personal or item.kind == "text")):
        return ()
    value = name(item.column if item.kind in ("code", "text") else f"{item.column}_unread")
    counted = flat.connection.execute(
        f"SELECT {value}, count(*) FROM flat JOIN broken_{asked.rule.level} USING (row) "
        f"WHERE {column} AND {value} IS NOT NULL GROUP BY {value} "
        f"ORDER BY count(*) DESC, {value} LIMIT {_MOST_SHOWN * 4}"
    ).fetchall()
    shown = [(text, count) for text, count in counted if show_values or may_show(item, text)]
    return tuple(shown[:_MOST_SHOWN])
