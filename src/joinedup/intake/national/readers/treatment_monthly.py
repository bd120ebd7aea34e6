"""NDTMS monthly provisional figures of one area: the page of the adult treatment report, saved from a browser.

The page is for England or one treatment area (drug action team area, with NDTMS's own code beside the name): tables
of people in treatment in the last twelve months, and of those who started or left in the year so far, by substance,
one column a period such as "Jul24 - Jun25". Figures are provisional and replaced each month, so each month's page is a
delivery of its own. The page prints no day of release: it counts as known from the end of the month after its last.

No real page is held to test against: the shape is that which public readers of these pages rely on.
"""

import re
from calendar import month_abbr
from collections.abc import Mapping
from datetime import date, timedelta
from html.parser import HTMLParser

from joinedup.core.period import Period
from joinedup.core.place import ENGLAND
from joinedup.core.refusal import Refusal
from joinedup.intake.national.layout import Seen, check_once
from joinedup.intake.national.named_areas import named
from joinedup.intake.national.raw import Beginning, Raw
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet, listed
from joinedup.intake.national.tables import published
from joinedup.kinds.area import Area

_TITLE = "treatment performance reports"
_MEASURES = {
    "number in treatment": "adults-in-treatment-last-twelve-months",
    "new presentations": "adults-new-presentations-year-to-date",
    "total exits": "adults-exits-year-to-date",
}
_SUBSTANCES = {
    "opiate": "opiate",
    "opiates": "opiate",
    "opioids": "opiate",
    "non-opiate only": "non-opiate-only",
    "non-opiate & alcohol": "non-opiate-and-alcohol",
    "non-opiate and alcohol": "non-opiate-and-alcohol",
    "alcohol & non-opiate": "non-opiate-and-alcohol",
    "alcohol only": "alcohol-only",
    "alcohol": "alcohol-only",
    "all": "",
    "total": "",
}
_MONTHS = {name.casefold(): at for at, name in enumerate(month_abbr) if name}
_PERIOD = re.compile(r"([A-Z][a-z]{2}) ?(\d\d) ?(?:-|\N{EN DASH}|to) ?([A-Z][a-z]{2}) ?(\d\d)")
_MARKERS = {
    "-": "not published",
    "-No data available": "not published",
    "": "not published",
    "*": "hidden by the publisher",
    "c": "hidden by the publisher",
}
_HEADINGS = frozenset({"a", "h2", "h3", "h4", "h5", "h6", "caption", "button"})


class _Page(HTMLParser):
    """The page's first-level heading and its tables, each under the last heading or link before it."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.tables: list[tuple[str, list[list[str]]]] = []
        self._heading = ""
        self._rows: list[list[str]] | None = None
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._rows = []
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif tag in ("td", "th", "h1") or (tag in _HEADINGS and self._rows is None):
            self._text = []

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        text = " ".join("".join(self._text or ()).split())
        if tag == "h1":
            self.title = self.title or text
        elif tag in ("td", "th") and self._rows and self._text is not None:
            self._rows[-1].append(text)
        elif tag in _HEADINGS and self._rows is None and text:
            self._heading = text
        elif tag == "table" and self._rows is not None:
            self.tables.append((self._heading, [row for row in self._rows if row]))
            self._rows = None
            return
        else:
            return
        self._text = None


def _recognises(beginning: Beginning) -> bool:
    start = beginning.content.lower()
    return (b"<html" in start or b"<!doctype html" in start) and _TITLE.encode() in start


def _parse(raw: Raw, areas: Mapping[str, Area]) -> National:
    try:
        text = raw.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal(f"{raw.file} is not in UTF-8: save the page again from the browser as 'HTML only'.") from None
    page = _Page()
    page.feed(text)
    title, _, printed = page.title.rpartition(" - ")
    if _TITLE not in title.casefold() or "adult" not in title.casefold():
        raise Refusal(
            f"{raw.file}: the heading of the page is '{page.title[:80]}'; allowed is 'Community adult treatment "
            "performance reports - ' and the name of an area."
        )
    tables = [(heading.partition(":")[0].casefold(), heading, rows) for heading, rows in page.tables]
    used = [
        (measure, heading, rows)
        for words, heading, rows in tables
        for word, measure in _MEASURES.items()
        if words.startswith(word)
    ]
    if not used:
        raise Refusal(f"{raw.file}: found none of the tables {listed([word.capitalize() for word in _MEASURES])}.")
    sheets = [(measure, _sheet(raw.file, heading, rows)) for measure, heading, rows in used]
    periods = {id(sheet): [_period(sheet, column) for column in sheet.header[1:]] for _, sheet in sheets}
    last = max(period.end for held in periods.values() for period in held)
    place = _place(raw.file, printed, areas, last)
    known_on = _month_after(last) - timedelta(days=1)
    rows_found: list[dict[str, object]] = []
    seen: Seen = {}
    for measure, sheet in sheets:
        for at, (label, *cells) in sheet.rows:
            substance = _SUBSTANCES.get(label.casefold())
            if substance is None:
                sheet.refuse(at, "substance", label, f"one of {', '.join(_SUBSTANCES)}")
            for period, column, cell in zip(periods[id(sheet)], sheet.header[1:], cells, strict=True):
                check_once(
                    sheet, seen, (measure, substance, period.start.isoformat(), column), at, f"{label}, {column}"
                )
                count = None if cell in _MARKERS else sheet.whole(at, column, cell)
                rows_found.append(
                    {
                        "measure": measure,
                        "area": place[0],
                        "area_name": place[1],
                        "start_on": period.start,
                        "end_on": period.end,
                        "group_kind": "substance" if substance else None,
                        "group_value": substance or None,
                        "numerator": None if count is None else float(count),
                        "marker": _MARKERS[cell] if count is None else None,
                        "source": f"OHID, NDTMS monthly provisional figures, {place[1]}",
                        "released_on": known_on,
                    }
                )
    spans = [period for held in periods.values() for period in held]
    month = (last - timedelta(days=1)).strftime("%Y-%m")
    left_out = len(tables) - len(used)
    return National(
        {"published": published(rows_found)},
        sender=f"ohid-ndtms-monthly-{place[0].lower()}-{month}",
        sender_name=f"NDTMS monthly provisional figures, {place[1]}, to {month}",
        feed="published",
        covers=Period(min(span.start for span in spans), last),
        released_on=known_on,
        notes=(
            f"Provisional, and replaced each month. No day of release is printed: counted as known from {known_on}.",
            *((f"{left_out} other tables of the page are not used.",) if left_out else ()),
        ),
    )


def _sheet(file: str, heading: str, rows: list[list[str]]) -> Sheet:
    """Return one table of the page; its rows are numbered from 1, the header's."""
    place = f"{file}, table '{heading}'"
    if len(rows) < 2 or any(len(row) != len(rows[0]) for row in rows):
        raise Refusal(f"{place}: its rows are not all as long as its header; save the page again.")
    return Sheet(place, tuple(rows[0]), tuple((at, tuple(row)) for at, row in enumerate(rows[1:], start=2)))


def _period(sheet: Sheet, column: str) -> Period:
    found = _PERIOD.fullmatch(column)
    if found and {found[1].lower(), found[3].lower()} <= set(_MONTHS):
        start = date(2000 + int(found[2]), _MONTHS[found[1].lower()], 1)
        last = date(2000 + int(found[4]), _MONTHS[found[3].lower()], 1)
        if last >= start:
            return Period(start, _month_after(last))
    return sheet.refuse(1, column, column, "a period such as Jul24 - Jun25")


def _place(file: str, printed: str, areas: Mapping[str, Area], last: date) -> tuple[str, str]:
    if printed == ENGLAND.name:
        return ENGLAND.code, ENGLAND.name
    place = named(printed, areas, publisher="ndtms", on=last)
    if place is None:
        raise Refusal(
            f"{file}: no area is called '{printed[:60]}'; allowed are England, a region, the full name of an "
            "upper-tier council, or a treatment area declared by the name that NDTMS prints."
        )
    return place


def _month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


READER = Reader(
    slug="ndtms-monthly-adult-page",
    title="Adults in treatment in one area, NDTMS monthly provisional figures",
    publisher="Office for Health Improvement and Disparities (OHID), National Drug Treatment Monitoring System",
    origin="https://www.ndtms.net/Monthly/Adults",
    licence="Open Government Licence v3.0",
    cadence="monthly, provisional",
    encoding="UTF-8",
    markers=_MARKERS,
    shape="saved web page: heading with the area, then tables by substance, one column a period",
    gives=tuple(_MEASURES.values()),
    recognises=_recognises,
    parse_raw=_parse,
)
