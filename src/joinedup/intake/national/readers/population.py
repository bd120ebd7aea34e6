"""ONS mid-year population by authority and single year of age, as downloaded from Nomis.

One row an authority and year; ages 0 to 89 and "Aged 90+". `-` means not published (ages 85 and over, 1997 to 2000):
it becomes a missing number, never 0, and whoever adds ages up must refuse a total over it. Counties are not in the
file: their districts are, and the areas look-up says which county each lies in.
"""

from collections.abc import Mapping

from joinedup.core.period import Period
from joinedup.intake.national.layout import Seen, check_columns, check_follow_on, check_once, year_of
from joinedup.intake.national.people import MISSING, People, add_england, fill_gaps, population
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet
from joinedup.kinds.area import Area

_KEYS = ("name", "code", "year")
_AGES = (*(f"Age {age}" for age in range(90)), "Aged 90+")
_NOT_PUBLISHED = "-"


def _matches(header: tuple[str, ...]) -> bool:
    return header[:3] == _KEYS and "Age 0" in header and "Age 18" in header


def _parse(sheet: Sheet, areas: Mapping[str, Area]) -> National:
    check_columns(sheet, (*_KEYS, *_AGES))
    names: dict[str, str] = {}
    people: People = {}
    seen: Seen = {}
    for row, (name, code, year_text, *cells) in sheet.rows:
        year = year_of(sheet, row, "year", year_text)
        check_once(sheet, seen, (code, year), row, f"{name} ({code}) for {year}")
        if code.startswith("E07") and code not in areas:
            sheet.refuse(row, "code", code, "a district in the areas look-up, so that its county is known")
        names[code] = name
        people[code, year] = [_people(sheet, row, age, cell) for age, cell in zip(_AGES, cells, strict=True)]
    first, last = check_follow_on(sheet, (year for _, year in people))
    years = list(range(first, last + 1))
    notes = fill_gaps(people, names, years, areas)
    add_england(people, names, years, areas)
    return National(
        {"population": population(people, names, areas)},
        sender="nomis-population",
        sender_name="ONS population estimates, from Nomis",
        feed="population",
        covers=Period.years(first, last),
        released_on=None,
        notes=notes,
    )


def _people(sheet: Sheet, row: int, age: str, cell: str) -> int:
    if cell == _NOT_PUBLISHED:
        return MISSING
    return sheet.whole(row, age, cell, "a whole number, or '-' for not published")


READER = Reader(
    slug="nomis-population-by-single-year-of-age",
    title="Mid-year population estimates by authority and single year of age",
    publisher="Office for National Statistics (ONS), through Nomis",
    origin="https://www.nomisweb.co.uk (population estimates, local authority based by single year of age)",
    licence="Open Government Licence v3.0",
    cadence="yearly, for the middle of the year",
    encoding="UTF-8",
    markers={_NOT_PUBLISHED: "not published"},
    shape="one row an authority and year: name, code, year, 'Age 0' to 'Age 89', 'Aged 90+'",
    gives=("population",),
    matches=_matches,
    parse=_parse,
)
