"""Recognise a CSV that a spreadsheet program opened and saved again: what it changes cannot be changed back."""

from collections.abc import Sequence

from joinedup.intake.coverage import Coverage
from joinedup.intake.finding import Finding
from joinedup.intake.flat_file import CHILD_ID, FlatFile
from joinedup.kinds.check_rule import Severity
from joinedup.kinds.standard import Item
from joinedup.warehouse.engine import literal, name

_DAY_FIRST = "[0-9]{1,2}[/.-]([0-9]{1,2}|[A-Za-z]{3})[/.-]([0-9]{2}|[0-9]{4})( .*)?"
_SCIENTIFIC = "-?[0-9]([.][0-9]+)?[eE][+][0-9]+"
_IDS = ("CLIENTID", "EPISODID", "AGNCY", *CHILD_ID.values())
_KEPT = 10
_BASIS = "local: our own sums cannot use such a file"
_MEND = (
    "send the export as your system wrote it, without opening it in a spreadsheet. If you must look at it, work on a "
    "copy, or import it (Data, From Text/CSV) with every column set to Text."
)


def spreadsheet_damage(flat: FlatFile, coverage: Coverage | None) -> tuple[Finding, ...]:
    """Return a finding for each sign that a spreadsheet rewrote the file; each refuses it as a whole.

    Dates: more than half of all dates filled are written day first (one mistyped date is no sign: its row is set aside
    by the rules). Ids: a number in scientific form has lost digits, so that two records become one. Leading zeros: the
    agency codes are the sender's own without the zeros that it begins with.
    """
    found = (_dates(flat), _ids(flat), _zeros(flat, coverage))
    return tuple(one for one in found if one is not None)


def _dates(flat: FlatFile) -> Finding | None:
    held = [item for item in flat.standard.items if item.kind == "date" and item.header in flat.headers]
    if not held:
        return None
    day_first = {item.header: f"regexp_full_match({_unread(item)}, {literal(_DAY_FIRST)})" for item in held}
    filled = " + ".join(f"count({name(item.column)}) + count({_unread(item)})" for item in held)
    wrong = [f"count(*) FILTER ({one})" for one in day_first.values()]
    every, *counts = flat.connection.execute(f"SELECT {filled}, {', '.join(wrong)} FROM flat").fetchone() or (0,)
    if 2 * sum(counts) <= every:
        return None
    fields = [header for header, count in zip(day_first, counts, strict=True) if count]
    return _finding(
        flat,
        rule="dates-rewritten",
        fields=fields,
        title="dates are written day first, as a spreadsheet shows them, so 03/04 may be either of two days",
        where=" OR ".join(day_first[field] for field in fields),
    )


def _ids(flat: FlatFile) -> Finding | None:
    held = [header for header in _IDS if header in flat.headers]
    shapes = {header: f"regexp_full_match({name(header.lower())}, {literal(_SCIENTIFIC)})" for header in held}
    wrong = ", ".join(f"count(*) FILTER ({one})" for one in shapes.values())
    counts = flat.connection.execute(f"SELECT {wrong} FROM flat").fetchone() or ()
    fields = [header for header, count in zip(held, counts, strict=True) if count]
    if not fields:
        return None
    return _finding(
        flat,
        rule="ids-in-scientific-form",
        fields=fields,
        title="ids are numbers in scientific form, as a spreadsheet shortens long ones: their last digits are lost",
        where=" OR ".join(shapes[field] for field in fields),
    )


def _zeros(flat: FlatFile, coverage: Coverage | None) -> Finding | None:
    if coverage is None or not coverage.sender.startswith("0"):
        return None
    return _finding(
        flat,
        rule="leading-zeros-lost",
        fields=["AGNCY"],
        title="agency codes stand without the zeros that the sender's own code begins with, so other codes lost theirs",
        where=f"agncy = {literal(coverage.sender.lstrip('0'))}",
    )


def _finding(flat: FlatFile, *, rule: str, fields: Sequence[str], title: str, where: str) -> Finding | None:
    (total,) = flat.connection.execute(f"SELECT count(*) FROM flat WHERE {where}").fetchone() or (0,)
    if not total:
        return None
    rows = flat.connection.execute(f"SELECT row FROM flat WHERE {where} ORDER BY row LIMIT {_KEPT}").fetchall()
    return Finding(
        file_name=flat.snapshot.name,
        rule=rule,
        severity=Severity.REJECT_FILE,
        field=", ".join(fields),
        title=title,
        mend=_MEND,
        basis=_BASIS,
        total=total,
        rows=tuple(flat.true_row(row) for (row,) in rows),
    )


def _unread(item: Item) -> str:
    return name(f"{item.column}_unread")
