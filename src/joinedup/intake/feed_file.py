"""Read and check the file of a partner feed: good rows typed as declared, bad ones set aside with a sentence each."""

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches

import duckdb
import ibis
import pyarrow as pa

from joinedup.core.period import Period
from joinedup.core.place import SYNTHETIC_PREFIX
from joinedup.core.refusal import Refusal
from joinedup.intake.contract_file import broken_rows, is_synthetic_table
from joinedup.intake.coverage import Coverage
from joinedup.intake.csv_reading import csv_source, run_reading, true_row
from joinedup.intake.feed_rules import FEED_RULES, Asked, questions
from joinedup.intake.finding import MOST_ROWS, Finding
from joinedup.intake.naming import told_header
from joinedup.intake.snapshot import Snapshot
from joinedup.kinds.check_rule import ADVICE, Severity
from joinedup.kinds.feed import NOT_KNOWN, Feed, Field, FieldKind
from joinedup.warehouse.engine import SQL_TYPES, literal, name

_MOST_LISTED = 10_000
_AREA = "(E(06|07|08|09|10)|X(06|07|10)|W06|S12|N09)[0-9]{6}"
"""ONS codes of councils and districts begin so; X is ours. Anything else (a name, a postcode, a small area) is not
one."""


def feed_of(header: tuple[str, ...], feeds: Mapping[str, Feed]) -> Feed | None:
    """Return the feed whose headers are all there, the one with most of them; None where no feed's are."""
    given = {one.lower() for one in header}
    fitting = [feed for feed in feeds.values() if given.issuperset(feed.headers)]
    return max(fitting, key=lambda feed: len(feed.headers), default=None)


def refuse_other_headers(snapshot: Snapshot, feed: Feed) -> None:
    """Refuse a file that lacks a header of its feed or has one twice, naming it and what stands near it."""
    given = [one.lower() for one in snapshot.header]
    lacking = [one for one in feed.headers if one not in given]
    if lacking:
        near = get_close_matches(lacking[0], given, n=1, cutoff=0.8)
        meant = f" Perhaps {told_header(near[0], given.index(near[0]) + 1)} is meant as {lacking[0]}." if near else ""
        raise Refusal(
            f"{snapshot.name} lacks the header{'s' if len(lacking) > 1 else ''} {', '.join(lacking)} of the feed "
            f"'{feed.slug}'.{meant}"
        )
    twice = next((one for one in feed.headers if given.count(one) > 1), None)
    if twice:
        raise Refusal(f"{snapshot.name} has the header {twice} twice; only one column of that name can be read.")


def refuse_part_periods(snapshot: Snapshot, feed: Feed, covers: Period) -> None:
    """Refuse a file that begins or ends within a week, month or term that its feed counts by."""
    for label, day in (("covers_from", covers.start), ("covers_to", covers.end)):
        if not feed.period.starts_on(day):
            raise Refusal(
                f"{snapshot.name}: {label} is {day.isoformat()}, and '{feed.slug}' counts by {feed.period}: it must be "
                f"{feed.period.first_day}, so that no {feed.period} is counted in part."
            )


def read_feed_file(
    snapshot: Snapshot,
    feed: Feed,
    connection: duckdb.DuckDBPyConnection,
    *,
    covers: Period | None,
    areas: Collection[str],
) -> tuple[pa.Table, tuple[Finding, ...], int]:
    """Return the rows that can be used, sorted; what was found; and how many rows the file has.

    Only the columns that the feed declares are read: any other stays where it is, unread and not kept. References are
    used to tell rows apart and are not in the rows returned. Rows set aside for something of their own are not asked
    whether they repeat others. `connection` must not have been used to read another feed.
    """
    broken, left_out = _read(snapshot, feed, connection)
    asked = [*questions(feed, covers, areas), *_about_repeats(feed)]
    alone = [(f"q{number}", one) for number, one in enumerate(asked[:-2])]
    columns = ", ".join(f"coalesce({one.offends}, false) AS {column}" for column, one in alone)
    away = " OR ".join(column for column, one in alone if one.rule.severity not in ADVICE)
    run = connection.execute
    run(f"CREATE TABLE asked AS SELECT *, ({away}) AS is_aside FROM (SELECT row, {columns} FROM given)")
    run(f"CREATE TABLE doubled AS {_doubled(feed)}")
    everything = [*((column, one, "asked") for column, one in alone)]
    everything += [("is_again", asked[-2], "doubled"), ("is_other", asked[-1], "doubled")]
    counts = run(
        f"SELECT * FROM (SELECT {', '.join(f'count_if({column})' for column, _ in alone)} FROM asked), "
        "(SELECT count_if(is_again), count_if(is_other) FROM doubled), (SELECT count(*) FROM given)"
    ).fetchone()
    assert counts is not None  # aggregates without groups always give one row
    findings = [broken_rows(snapshot.name, broken)] if broken else []
    findings += [
        _finding(snapshot, connection, one, f"FROM {table} WHERE {column}", count, left_out)
        for (column, one, table), count in zip(everything, counts, strict=False)
        if count
    ]
    order = list(Severity)
    ordered = tuple(sorted(findings, key=lambda one: (order.index(one.severity), one.rule, one.field)))
    wanted = ", ".join(f"CAST({name(c)} AS {SQL_TYPES[kind]}) AS {name(c)}" for c, kind in feed.columns.items())
    sound = "SELECT row FROM doubled WHERE NOT is_again AND NOT is_other"
    rows = run(f"SELECT {wanted} FROM given WHERE row IN ({sound}) ORDER BY ALL").to_arrow_table()
    return rows, ordered, int(counts[-1]) + len(broken)


def with_blanks(rows: pa.Table, columns: Mapping[str, str]) -> pa.Table:
    """Return the rows with all `columns`: those that they lack hold nothing."""
    for column, kind in columns.items():
        if column not in rows.column_names:
            rows = rows.append_column(column, pa.nulls(rows.num_rows, ibis.dtype(kind).to_pyarrow()))
    return rows.select(list(columns))


def is_synthetic_feed(snapshot: Snapshot, rows: pa.Table, coverage: Coverage | None) -> bool:
    """Return whether all its areas are reserved codes; of a file without rows, whether its sender's code is."""
    if rows.num_rows == 0:
        return coverage is not None and coverage.sender.startswith(SYNTHETIC_PREFIX)
    return is_synthetic_table(snapshot, rows)


def feed_notes(snapshot: Snapshot, feed: Feed, rows: int) -> tuple[str, ...]:
    """Return sentences about columns that were not read, and about a file without rows."""
    others = len({one.lower() for one in snapshot.header} - set(feed.headers))
    notes = []
    if others:
        notes.append(
            f"{others} column{'s are' if others > 1 else ' is'} not part of the feed '{feed.slug}': not read and not "
            "kept. If one holds names or numbers that identify people, do not send it."
        )
    if rows == 0:
        said = "taken to mean that there were none" if feed.absent_is_none else "so nothing is known of the time"
        notes.append(f"The file has no rows: {said}.")
    return tuple(notes)


def _read(
    snapshot: Snapshot, feed: Feed, connection: duckdb.DuckDBPyConnection
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Make the table `given` as `questions` describes; return the rows that could not be split, and all left out."""
    given = [one.lower() for one in snapshot.header]
    source = csv_source(snapshot, [f"c{index}" for index in range(len(given))])
    cells = ", ".join(f"nullif(trim(c{given.index(h)}), '') AS {name(f'raw_{h}')}" for h in feed.headers)
    typed = ", ".join(part for one in feed.fields for part in _typed(one))
    query = (
        f"CREATE TABLE given AS SELECT *, {typed} FROM "
        f"(SELECT k + 1 AS row, {cells} FROM (SELECT row_number() OVER () AS k, * FROM {source}))"
    )
    rejected = run_reading(snapshot, connection, query)
    snapshot.refuse_changed()
    (rows,) = connection.execute("SELECT count(*) FROM given").fetchone() or (0,)
    return rejected.broken, tuple(sorted({*rejected.broken, *rejected.blank_among(snapshot, rows)}))


def _typed(field: Field) -> list[str]:
    """Return SQL for the field's value, and for its marker where it is a number."""
    raw, value = name(f"raw_{field.header}"), name(field.header)
    if field.kind is FieldKind.START:
        read = (
            f"CASE WHEN regexp_full_match({raw}, '[1-9][0-9]{{7}}') THEN try_strptime({raw}, '%Y%m%d')::DATE "
            f"WHEN regexp_full_match({raw}, '[1-9][0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}') THEN try_cast({raw} AS DATE) END"
        )
    elif field.kind is FieldKind.AREA:
        read = f"CASE WHEN regexp_full_match(upper({raw}), '{_AREA}') THEN upper({raw}) END"
    elif field.codes is not None:
        held = ", ".join(literal(code.code) for code in field.codes.codes)
        is_known = f"lower({raw}) IN ({held})"
        read = f"CASE WHEN {is_known} THEN lower({raw}) WHEN {raw} IS NOT NULL THEN {literal(NOT_KNOWN)} END"
    elif field.kind is FieldKind.REFERENCE:
        read = raw
    else:
        return [f"{_number(field, raw)} AS {value}", f"{_marker(field, raw)} AS {name(f'{field.header}_marker')}"]
    return [f"{read} AS {value}"]


def _number(field: Field, raw: str) -> str:
    is_whole = field.kind is FieldKind.WHOLE
    pattern, kind = ("[0-9]{1,9}", "BIGINT") if is_whole else ("[0-9]{1,9}([.][0-9]{1,6})?", "DOUBLE")
    bound = "" if field.high is None else f" AND try_cast({raw} AS {kind}) <= {field.high:g}"
    return f"CASE WHEN regexp_full_match({raw}, '{pattern}'){bound} THEN try_cast({raw} AS {kind}) END"


def _marker(field: Field, raw: str) -> str:
    whens = " ".join(f"WHEN {literal(mark)} THEN {literal(says)}" for mark, says in field.markers.items())
    return f"CASE {raw} {whens} END" if whens else "CAST(NULL AS VARCHAR)"


def _about_repeats(feed: Feed) -> tuple[Asked, Asked]:
    """Return the two questions that are asked of rows beside each other."""
    key = ", ".join(feed.tells_apart)
    return Asked(FEED_RULES["same-row-twice"], "", "is_again"), Asked(FEED_RULES["same-thing-twice"], key, "is_other")


def _doubled(feed: Feed) -> str:
    """Return SQL for rows not set aside: whether each repeats one above it, or others about the same thing disagree.

    A code that we do not know is told from another by its text.
    """
    told = {one.header: f"lower({name(f'raw_{one.header}')})" for one in feed.fields}
    told |= {one.header: name(one.header) for one in feed.fields if one.kind in (FieldKind.START, FieldKind.AREA)}
    told |= {
        one.header: f"({name(one.header)}, {name(one.header + '_marker')})" for one in feed.fields if one.is_number
    }
    everything = ", ".join(told[header] for header in feed.headers)
    key = ", ".join(told[header] for header in feed.tells_apart)
    again = f"row_number() OVER (PARTITION BY {everything} ORDER BY row) > 1"
    return (
        f"SELECT row, is_again, NOT is_again AND count(*) OVER (PARTITION BY {key}, is_again) > 1 AS is_other FROM "
        f"(SELECT given.*, {again} AS is_again FROM given JOIN asked USING (row) WHERE NOT is_aside)"
    )


def _finding(
    snapshot: Snapshot,
    connection: duckdb.DuckDBPyConnection,
    asked: Asked,
    where: str,
    total: int,
    left_out: Sequence[int],
) -> Finding:
    rule = asked.rule
    kept = MOST_ROWS if rule.severity in ADVICE else _MOST_LISTED
    rows = connection.execute(f"SELECT row {where} ORDER BY row LIMIT {kept}").fetchall()
    return Finding(
        file_name=snapshot.name,
        rule=rule.code,
        severity=rule.severity,
        field=asked.field,
        title=rule.title,
        mend=rule.mend,
        basis=rule.basis,
        total=total,
        rows=tuple(true_row(row, left_out) for (row,) in rows),
    )
