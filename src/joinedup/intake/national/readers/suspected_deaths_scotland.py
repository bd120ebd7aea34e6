"""Suspected drug deaths recorded by Police Scotland: a workbook an issue, each with every quarter since 2017.

Three sheets: by police division, by age, by sex. A death is counted by the day it happened, with the quarters moved by
ten days so that they compare with registrations (footnote 2 of each issue). `x` is hidden by the publisher and stays
so: no total is taken apart to find it. The issue of a quarter is printed nowhere but in the title of each sheet, and
its day of release nowhere at all: reports come out in the last month of the quarter that follows (their page "Next
update"), so an issue counts as known from that month's last day. Each issue is a delivery of its own, so that what was
known on a day can be read later.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.national.raw import Beginning, Raw
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet, listed
from joinedup.intake.national.tables import published
from joinedup.intake.national.workbook import Workbook
from joinedup.kinds.area import Area

MEASURE = "suspected-drug-deaths"
HIDDEN = "hidden by the publisher to protect confidentiality"
SCOTLAND = ("S92000003", "Scotland")
_FIRST_CELLS = {"Police Division": "division", "Age band": "age", "Sex": "sex"}
_TITLE = re.compile(r"Table [A-C]: Police Scotland drug deaths by ")
_QUARTERS = {"January to March": 1, "April to June": 4, "July to September": 7, "October to December": 10}
_TOTAL, _SOURCE = "Total", "Source: Police Scotland"
_DIVISIONS = {
    "A": "North East",
    "C": "Forth Valley",
    "D": "Tayside",
    "E": "Edinburgh City",
    "G": "Greater Glasgow",
    "J": "The Lothians and Scottish Borders",
    "K": "Renfrewshire and Inverclyde",
    "L": "Argyll and West Dunbartonshire",
    "N": "Highlands and Islands",
    "P": "Fife",
    "Q": "Lanarkshire",
    "U": "Ayrshire",
    "V": "Dumfries and Galloway",
}
"""By letter: one issue misspells a name. The codes are ours; divisions have none of ONS's."""
_AGES = ("24 and under", "25 to 34", "35 to 44", "45 to 54", "55 and over")
_SEXES = ("male", "female")

Counts = dict[tuple[str, str, Period], int | None]
"""By kind of sheet, row and quarter; None where hidden."""


def _recognises(beginning: Beginning) -> bool:
    return any(_TITLE.match(top) for top in beginning.tops(1))


def _parse(raw: Raw, _areas: Mapping[str, Area]) -> National:
    book = raw.workbook
    counts: Counts = {}
    for name in book.names:
        kind, sheet, quarters = _sheet(book, name)
        if any(key[0] == kind for key in counts):
            raise Refusal(f"{sheet.file}: another sheet holds deaths by {kind} already; each may be there once.")
        counts |= _counts(sheet, kind, quarters)
    missing = sorted(set(_FIRST_CELLS.values()) - {kind for kind, _, _ in counts})
    if missing:
        raise Refusal(f"{raw.file}: found no sheet of deaths by {listed(missing)}; allowed are division, age and sex.")
    quarters = _check_sheets_agree(raw.file, counts)
    last = quarters[-1]
    known_on = _after(last).end - timedelta(days=1)
    issue = f"{last.start.year}-q{(last.start.month + 2) // 3}"
    rows = [_row(key, count, issue, known_on) for key, count in counts.items() if key[1] != _TOTAL or key[0] == "sex"]
    return National(
        {"published": published(rows)},
        sender=f"scotland-suspected-drug-deaths-{issue}",
        sender_name=f"Police Scotland and Scottish Government, suspected drug deaths, issue of {_label(last)}",
        feed="published",
        covers=Period(quarters[0].start, last.end),
        released_on=known_on,
        notes=(
            f"No day of release is printed: counted as known from {known_on.isoformat()}.",
            "Quarters are by day of death, moved by ten days as the publisher does.",
        ),
    )


def _sheet(book: Workbook, name: str) -> tuple[str, Sheet, list[Period]]:
    """Return what a sheet is by, its rows above the source line, and the quarters of its columns."""
    at = book.header_row(name, lambda cells: cells[0] in _FIRST_CELLS, "with 'Police Division', 'Age band' or 'Sex'")
    rows = dict(book.rows(name))
    place = book.place(name)
    years, names = rows[at], rows.get(at + 1, ())
    quarters: list[Period] = []
    year = ""
    width = max((column for column, cell in enumerate(names, start=1) if cell), default=1)
    for column, (printed, quarter) in enumerate(zip(years[1:width], names[1:width], strict=True), start=2):
        year = printed or year
        if not re.fullmatch(r"20\d\d", year) or quarter not in _QUARTERS:
            raise Refusal(
                f"{place}, rows {at} and {at + 1}, column {column}: found '{year}' and '{quarter}'; allowed are a year "
                f"and one of {', '.join(_QUARTERS)}."
            )
        start = date(int(year), _QUARTERS[quarter], 1)
        quarters.append(Period(start, _next_quarter(start)))
    for before, after in pairwise(quarters):
        if after.start != before.end:
            raise Refusal(f"{place}, row {at + 1}: {_label(after)} follows {_label(before)}; quarters must follow on.")
    if not quarters:
        raise Refusal(f"{place}, row {at}: found no quarter.")
    header = (years[0], *(_label(quarter) for quarter in quarters))
    kept = []
    for number, cells in _above_source(rows, at + 2):
        if any(cells[width:]):
            raise Refusal(f"{place}, row {number}: found a figure to the right of the last quarter; none may be there.")
        kept.append((number, cells[:width]))
    return _FIRST_CELLS[years[0]], Sheet(place, header, tuple(kept)), quarters


def _above_source(rows: Mapping[int, tuple[str, ...]], first: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number in sorted(number for number in rows if number >= first):
        if rows[number][0].startswith("Source"):
            return
        if any(rows[number]):
            yield number, rows[number]


def _counts(sheet: Sheet, kind: str, quarters: list[Period]) -> Counts:
    counts: Counts = {}
    wanted = {"division": tuple(_DIVISIONS), "age": _AGES, "sex": _SEXES}[kind]
    for at, (label, *cells) in sheet.rows:
        row = _name(label, kind)
        if row not in (*wanted, _TOTAL):
            sheet.refuse(at, sheet.header[0], label, f"one of {', '.join(wanted)}, or {_TOTAL}")
        for quarter, cell in zip(quarters, cells, strict=True):
            if (kind, row, quarter) in counts:
                raise Refusal(f"{sheet.file}, row {at}: found '{label}' again; each may be there once.")
            is_hidden = cell == "x" and row != _TOTAL
            allowed = "a whole number" if row == _TOTAL else "a whole number, or 'x' for hidden"
            counts[kind, row, quarter] = None if is_hidden else sheet.whole(at, _label(quarter), cell, allowed)
    absent = [row for row in (*wanted, _TOTAL) if (kind, row, quarters[0]) not in counts]
    if absent:
        raise Refusal(f"{sheet.file}: no row for {listed(absent)}; every {kind} and the total must have one.")
    return counts


def _name(label: str, kind: str) -> str:
    """Return a row's name whichever way an issue writes it ("25 – 34", "24 & Under", "D: Tayside")."""
    if label == _TOTAL:
        return _TOTAL
    if kind == "division":
        return label.partition(":")[0].strip()
    return label.replace("\N{EN DASH}", "to").replace("&", "and").lower()


def _check_sheets_agree(file: str, counts: Counts) -> list[Period]:
    """Return the quarters; refuse sheets that are of different quarters or print different totals, or add to others."""
    of = {kind: sorted(q for k, row, q in counts if k == kind and row == _TOTAL) for kind in _FIRST_CELLS.values()}
    quarters = of["sex"]
    for kind, held in of.items():
        if held != quarters:
            raise Refusal(
                f"{file}: deaths by {kind} run to {_label(held[-1])} and deaths by sex to {_label(quarters[-1])}; "
                "every sheet of an issue must be of the same quarters."
            )
        for quarter in quarters:
            total = counts["sex", _TOTAL, quarter]
            if counts[kind, _TOTAL, quarter] != total:
                raise Refusal(
                    f"{file}: the total of {_label(quarter)} is {counts[kind, _TOTAL, quarter]} by {kind} and {total} "
                    "by sex; they must be the same."
                )
            parts = [count for (k, row, q), count in counts.items() if (k, q) == (kind, quarter) and row != _TOTAL]
            shown = sum(part for part in parts if part is not None)
            if shown > (total or 0) or (None not in parts and shown != total):
                raise Refusal(
                    f"{file}: deaths by {kind} in {_label(quarter)} add to {shown} and the total is {total}; "
                    "they must be the same."
                )
    return quarters


def _row(key: tuple[str, str, Period], count: int | None, issue: str, known_on: date) -> dict[str, object]:
    kind, name, quarter = key
    is_area = kind == "division"
    code, place = (f"police-scotland-{name.lower()}", f"{_DIVISIONS[name]} (Police Scotland)") if is_area else SCOTLAND
    is_total = is_area or name == _TOTAL
    return {
        "measure": MEASURE,
        "area": code,
        "area_name": place,
        "start_on": quarter.start,
        "end_on": quarter.end,
        "group_kind": None if is_total else kind,
        "group_value": None if is_total else name,
        "numerator": None if count is None else float(count),
        "marker": HIDDEN if count is None else None,
        "source": f"Police Scotland, suspected drug deaths by day of death, issue of {issue}",
        "released_on": known_on,
    }


def _next_quarter(start: date) -> date:
    return date(start.year + start.month // 10, start.month % 12 + 3 if start.month < 10 else 1, 1)


def _after(quarter: Period) -> Period:
    return Period(quarter.end, _next_quarter(quarter.end))


def _label(quarter: Period) -> str:
    name = next(name for name, month in _QUARTERS.items() if month == quarter.start.month)
    return f"{name} {quarter.start.year}"


READER = Reader(
    slug="suspected-drug-deaths-in-scotland",
    title="Suspected drug deaths in Scotland by quarter, division, age and sex",
    publisher="Police Scotland and the Scottish Government",
    origin="https://www.gov.scot/collections/suspected-drug-deaths-in-scotland/",
    licence="Open Government Licence v3.0",
    cadence="quarterly, in the last month of the quarter that follows",
    encoding="",
    markers={"x": HIDDEN},
    shape="workbook: sheets by police division, age and sex; two header rows (year, quarter); one row a group; total",
    gives=(MEASURE,),
    recognises=_recognises,
    parse_raw=_parse,
)
