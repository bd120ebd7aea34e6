"""Ask every declared rule of a flat file, and set aside the rows that it says cannot be used."""

from joinedup.intake.finding import MOST_ROWS, Finding, may_show
from joinedup.intake.flat_file import FlatFile
from joinedup.intake.levels import About
from joinedup.intake.questions import LevelQuery, Question, Rules, level_queries
from joinedup.kinds.check_rule import ADVICE, Severity
from joinedup.warehouse.engine import name

_MOST_SHOWN = 5
_MOST_LISTED = 10_000
"""Row numbers kept in a delivery's record of what was set aside, for one rule and field."""


def ask_rules(flat: FlatFile, rules: Rules, about: About, *, show_values: bool = False) -> tuple[Finding, ...]:
    """Return the findings, and leave the table `aside_LEVEL` (rows to set aside) for every level.

    One query a level asks every rule of it, another keeps the rows that break any. `show_values` prints what was found
    in personal items too; rows without consent stay masked.
    """
    findings: list[Finding] = []
    for query in level_queries(rules, flat.headers, flat.held, about.dataset):
        counts = _ask(flat, query)
        findings += [
            _finding(flat, one, f"q{number}", count, show_values)
            for number, (one, count) in enumerate(zip(query.questions, counts, strict=True))
            if count
        ]
    order = list(Severity)
    return tuple(sorted(findings, key=lambda one: (order.index(one.severity), one.rule, one.field)))


def _ask(flat: FlatFile, query: LevelQuery) -> list[int]:
    """Return how many rows break each rule; leave `broken_LEVEL`, a column `qN` for each broken, and `aside_LEVEL`.

    Counted first, so that only answers with a yes among them are laid out: of most questions no row breaks any.
    """
    level = query.level
    columns = [f"q{number}" for number in range(len(query.questions))]
    run = flat.connection.execute
    counting = ", ".join(f"count_if({column})" for column in columns)
    counts = list(run(f"SELECT {counting} FROM ({query.sql})").fetchone() or ()) if columns else []
    asked = [(column, one) for column, one, count in zip(columns, query.questions, counts, strict=True) if count]
    broken = [column for column, _ in asked]
    away = [column for column, one in asked if one.rule.severity not in ADVICE]
    rows = f"({query.sql}) WHERE {' OR '.join(broken)}" if broken else f"at_{level} LIMIT 0"
    run(f"CREATE TABLE broken_{level} AS SELECT {', '.join(['row', *broken])} FROM {rows}")
    run(f"CREATE TABLE aside_{level} AS SELECT row FROM broken_{level} WHERE {' OR '.join(away) or 'false'}")
    return counts


def _finding(flat: FlatFile, asked: Question, column: str, count: int, show_values: bool) -> Finding:
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


def _shown(flat: FlatFile, asked: Question, column: str, show_values: bool) -> tuple[tuple[str, int], ...]:
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
