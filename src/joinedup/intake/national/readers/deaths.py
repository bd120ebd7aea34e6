"""ONS deaths related to drug poisoning by authority and calendar year of registration.

The file's text is not UTF-8 and, having only codes, names and years, does not say what it counts. So that another ONS
table of the same shape is not taken for it, the reader asks for one published total it must contain, or for the file
to be called poisoning.
"""

import re
from collections.abc import Mapping

from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, ENGLAND_CODE
from joinedup.core.refusal import Refusal
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet, listed
from joinedup.intake.national.tables import published
from joinedup.kinds.area import Area

MEASURE = "drug-poisoning-deaths"
SOURCE = "ONS, deaths related to drug poisoning by local authority, registered in the year"
_KEYS = ("code", "name")
_YEAR = re.compile(r"(19|20)\d\d")
_CODE = re.compile(r"[A-Z]\d{8}")

KNOWN_TOTAL = ("K04000001", "2020", 4561)
"""England and Wales, registered in 2020: read in the ONS bulletin as well as in the file."""


def _matches(header: tuple[str, ...]) -> bool:
    return header[:2] == _KEYS and any(_YEAR.fullmatch(column) for column in header[2:])


def _parse(sheet: Sheet, areas: Mapping[str, Area]) -> National:
    years = sheet.header[2:]
    other = [column for column in years if not _YEAR.fullmatch(column)]
    if other or sheet.header[:2] != _KEYS:
        raise Refusal(
            f"{sheet.file}, row 1: found column '{(other or sheet.header)[0]}'; allowed are code, name, years."
        )
    _check_years_follow_on(sheet, sorted(int(year) for year in years))
    _check_it_counts_poisoning(sheet)
    rows = []
    seen: dict[str, int] = {}
    for number, (code, name, *cells) in sheet.rows:
        if not _CODE.fullmatch(code):
            sheet.refuse(number, "code", code, "an ONS area code: a letter and eight digits")
        if code in seen:
            raise Refusal(
                f"{sheet.file}, row {number}: found {name} ({code}) again (first in row {seen[code]}); "
                "each area may have one row."
            )
        seen[code] = number
        for year, cell in zip(years, cells, strict=True):
            period = Period.years(int(year))
            rows.append(
                {
                    "measure": MEASURE,
                    "area": code,
                    "area_name": ENGLAND.name if code == ENGLAND_CODE else name,
                    "start_on": period.start,
                    "end_on": period.end,
                    "numerator": float(sheet.whole(number, year, cell)),
                    "source": SOURCE,
                }
            )
    return National(
        {"published": published(rows)},
        sender="ons-drug-poisoning",
        sender_name="ONS deaths related to drug poisoning",
        feed="published",
        covers=Period.years(int(min(years)), int(max(years))),
        released_on=None,
        notes=_absent(set(seen), areas),
    )


def _absent(codes: set[str], areas: Mapping[str, Area]) -> tuple[str, ...]:
    """One sentence naming the first few authorities that always existed and are not in the file."""
    missing = sorted(
        area.name
        for area in areas.values()
        if area.is_council and area.valid_from is None and area.valid_to is None and area.code not in codes
    )
    return (f"Not in the file: {listed(missing, 3)}.",) if missing else ()


def _check_years_follow_on(sheet: Sheet, years: list[int]) -> None:
    gaps = sorted(set(range(years[0], years[-1] + 1)) - set(years))
    if gaps:
        raise Refusal(
            f"{sheet.file}, row 1: no column for {listed(gaps)}; "
            f"every year from {years[0]} to {years[-1]} must have one."
        )


def _check_it_counts_poisoning(sheet: Sheet) -> None:
    code, year, deaths = KNOWN_TOTAL
    column = sheet.header.index(year) if year in sheet.header else None
    held = {cells[0]: cells[column].replace(",", "") for _, cells in sheet.rows} if column is not None else {}
    if held.get(code) != str(deaths) and "poisoning" not in sheet.file.casefold():
        raise Refusal(
            f"{sheet.file} has the shape of the ONS table of deaths related to drug poisoning, but nothing in it says "
            f"what it counts: row {code} (England and Wales) should hold {deaths:,} for {year}. "
            "If it is that table, put the word 'poisoning' in its file name."
        )


READER = Reader(
    slug="ons-drug-poisoning-deaths-by-authority",
    title="Deaths related to drug poisoning by local authority, by year of registration",
    publisher="Office for National Statistics (ONS)",
    origin="https://www.ons.gov.uk (deaths related to drug poisoning by local authority, England and Wales)",
    licence="Open Government Licence v3.0",
    cadence="yearly, about ten months after the year ends",
    encoding="cp1252",
    markers={},
    shape="one row an area: code, name, then one column a year of registration",
    gives=(MEASURE,),
    matches=_matches,
    parse=_parse,
)
