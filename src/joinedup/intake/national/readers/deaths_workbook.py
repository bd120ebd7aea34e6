"""ONS workbook of drug deaths by local authority: cover sheet, contents, notes, and one table a sheet.

Sheets are told by their titles: deaths related to drug poisoning, or to drug misuse, never both in one measure. A
table gives counts registered in single years, or three years' deaths with an age-standardised rate and ONS's own
limits. Each yearly edition holds and may revise all years before, so editions are kept apart by their last year.

No real edition is held to test against: the layout is that which public readers of these workbooks rely on (code,
names in up to three columns by level, periods latest first), so anything else in a sheet is refused and not guessed.
"""

import re
from calendar import month_name
from collections.abc import Iterator, Mapping
from datetime import date

from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, ENGLAND_CODE
from joinedup.core.refusal import Refusal
from joinedup.intake.national.banded_header import Banded, Column, banded
from joinedup.intake.national.layout import ONS_CODE, Seen, check_follow_on, check_once, number
from joinedup.intake.national.raw import Beginning, Raw
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet
from joinedup.intake.national.tables import published
from joinedup.intake.national.workbook import Workbook
from joinedup.kinds.area import Area

_KINDS = {"poisoning": "drug-poisoning", "misuse": "drug-misuse"}
_SEXES = {"females": "female", "males": "male"}
_CODES = frozenset({"area code", "area codes", "code"})
_TOP = 12
"""Rows of a sheet in which its title stands."""
_MARKERS = {
    ":": "not calculated: too few deaths",
    "[x]": "not available",
    "[z]": "not applicable",
    "[c]": "hidden to protect confidentiality",
}
_FLAGS = {"u": "ONS calls the rate unreliable: few deaths", "[u]": "ONS calls the rate unreliable: few deaths"}
_MONTHS = tuple(name.casefold() for name in month_name[1:])
_RELEASED = re.compile(r"(?:release|publication|published|released)\D*?(\d{1,2}) ([a-z]+) (\d{4})")
_RELEASED_ISO = re.compile(r"(?:release|publication|published|released)\D*?(\d{4})-(\d\d)-(\d\d)")
_MOST_DECIMALS = 6
"""Rates are held in binary: beyond these digits a cell holds only the machine's own."""

Cells = dict[tuple[str, str, Period, str | None], dict[str, object]]
"""Rows of the PUBLISHED contract so far, by measure, area, period and sex."""


def _recognises(beginning: Beginning) -> bool:
    return any(
        "local authorit" in top and ("drug poisoning" in top or "drug misuse" in top) and "deaths" in top
        for top in map(str.casefold, beginning.tops(_TOP))
    )


def _parse(raw: Raw, areas: Mapping[str, Area]) -> National:
    book = raw.workbook
    tables = [table for name in book.names if (table := banded(book, name, _CODES)) is not None]
    if not tables:
        raise Refusal(f"{raw.file}: found no sheet with a table that starts 'Area codes'.")
    found: Cells = {}
    for table in tables:
        _read(table, areas, found)
    periods = [key[2] for key in found]
    last = max(period.end for period in periods).year - 1
    printed = _released_on(book)
    released = printed or date(last + 1, 12, 31)
    rows = [row | {"released_on": released} for row in found.values()]
    return National(
        {"published": published(rows)},
        sender=f"ons-drug-deaths-by-authority-{last}",
        sender_name=f"ONS, drug deaths by local authority, edition of {last}",
        feed="published",
        covers=Period(min(period.start for period in periods), max(period.end for period in periods)),
        released_on=released,
        notes=()
        if printed
        else (f"No day of release is printed: counted as known from {released}, the end of the year after.",),
    )


def _read(table: Banded, areas: Mapping[str, Area], found: Cells) -> None:
    sheet = Sheet(table.place, tuple(column.name for column in table.columns), table.rows)
    what = [kind for kind in _KINDS if kind in table.title.casefold()]
    if len(what) != 1:
        raise Refusal(
            f"{table.place}: its title is '{table.title[:80]}'; it must name one of drug poisoning and drug misuse."
        )
    sex = next((sex for word, sex in _SEXES.items() if re.search(rf"\b{word}\b", table.title.casefold())), None)
    is_rate = any(column.gives == "value" for column in table.columns)
    if not is_rate and all(column.period == Period.years(column.period.start.year) for column in table.columns):
        check_follow_on(sheet, (column.period.start.year for column in table.columns))
    measure = f"{_KINDS[what[0]]}-death-rate-age-standardised" if is_rate else f"{_KINDS[what[0]]}-deaths"
    seen: Seen = {}
    for at, cells in table.rows:
        code = cells[0]
        if not ONS_CODE.fullmatch(code):
            if any(cells[1:]):
                sheet.refuse(at, "area codes", code, "an ONS area code: a letter and eight digits")
            continue  # a blank row, or a note below the table
        check_once(sheet, seen, (code,), at, f"the area {code}")
        name = next((cell for cell in cells[1 : table.leading] if cell), areas[code].name if code in areas else code)
        for column in table.columns:
            key = measure, code, column.period, sex
            row = found.setdefault(key, _about(key, ENGLAND.name if code == ENGLAND_CODE else name, what[0], is_rate))
            if column.gives in row:
                raise Refusal(f"{table.place}, row {at}: {code} has two figures of {column.name}; one is allowed.")
            row.update(_figure(sheet, at, column, cells[column.at], row))


def _about(key: tuple[str, str, Period, str | None], name: str, kind: str, is_rate: bool) -> dict[str, object]:
    measure, code, period, sex = key
    what = "age-standardised rate for 100,000 of deaths" if is_rate else "deaths"
    return {
        "measure": measure,
        "area": code,
        "area_name": name,
        "start_on": period.start,
        "end_on": period.end,
        "group_kind": "sex" if sex else None,
        "group_value": sex,
        "source": f"ONS, {what} related to drug {kind} by local authority, registered in the years",
    }


def _figure(
    sheet: Sheet, at: int, column: Column, cell: str, row: Mapping[str, object]
) -> Iterator[tuple[str, object]]:
    """Yield what one cell gives to its row: a number, a reason why there is none, or the publisher's remark."""
    allowed = f"a number, or one of {', '.join(_MARKERS)}"
    if column.gives == "flag":
        if cell and cell not in _FLAGS and cell not in _MARKERS:
            sheet.refuse(at, column.name, cell, f"blank or one of {', '.join(_FLAGS)}")
        if cell in _FLAGS:
            yield "verdict", _FLAGS[cell]
        return
    if cell in _MARKERS:
        yield column.gives, None
        if column.gives in ("numerator", "value"):
            yield "marker", _MARKERS[cell]
        return
    if column.gives == "numerator":
        yield "numerator", float(sheet.whole(at, column.name, cell, allowed))
        return
    value, decimals = number(sheet, at, column.name, cell, allowed)
    yield column.gives, round(value, _MOST_DECIMALS)
    held = row.get("decimals")
    yield "decimals", max(min(decimals, _MOST_DECIMALS), held if isinstance(held, int) else 0)


def _released_on(book: Workbook) -> date | None:
    """Return the day of release printed on any sheet, or None. The next release is not this one."""
    for name in book.names:
        for _, cells in book.rows(name):
            text = " ".join(cells).casefold()
            if "next" in text:
                continue
            if found := _RELEASED_ISO.search(text):
                return _day(found[1], found[2], found[3])
            if (found := _RELEASED.search(text)) and found[2] in _MONTHS:
                return _day(found[3], str(_MONTHS.index(found[2]) + 1), found[1])
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


READER = Reader(
    slug="ons-drug-deaths-by-authority-workbook",
    title="Drug poisoning and drug misuse deaths by local authority, ONS workbook",
    publisher="Office for National Statistics (ONS)",
    origin="https://www.ons.gov.uk/peoplepopulationandcommunity/birthsdeathsandmarriages/deaths/datasets/"
    "drugmisusedeathsbylocalauthority",
    licence="Open Government Licence v3.0",
    cadence="yearly, about ten months after the year ends",
    encoding="",
    markers=_MARKERS | _FLAGS,
    shape="workbook: cover, contents, notes; tables with area codes, names by level, then years (counts), or years of "
    "three with deaths, rate, lower and upper limit",
    gives=tuple(f"{kind}-{what}" for kind in _KINDS.values() for what in ("deaths", "death-rate-age-standardised")),
    recognises=_recognises,
    parse_raw=_parse,
)
