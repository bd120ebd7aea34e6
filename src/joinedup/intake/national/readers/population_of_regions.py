"""ONS mid-year population of the regions of England by single year of age, years across, as downloaded from Nomis.

`-` means not published (ages 85 and over before 2001): a missing number, never 0. The total of all ages is printed for
those years too, and is held as a figure of its own.
"""

import re
from collections.abc import Mapping

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.national.layout import Seen, check_columns, check_follow_on, check_once
from joinedup.intake.national.people import ESTIMATES, LAST_AGE, MISSING, RESIDENTS, People, population, residents
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.regions import REGIONS
from joinedup.intake.national.sheet import Sheet, listed
from joinedup.kinds.area import Area

_KEYS = ("Age", "region")
_ALL = "All Ages"
_AGES = {**{f"Age {age}": age for age in range(LAST_AGE)}, "Aged 90+": LAST_AGE}
_NOT_PUBLISHED = "-"
_YEAR = re.compile(r"(19|20)\d\d")


def _matches(header: tuple[str, ...]) -> bool:
    return {"Age", "region"} <= set(header) and any(_YEAR.fullmatch(column) for column in header)


def _parse(sheet: Sheet, areas: Mapping[str, Area]) -> National:
    years = [column for column in sheet.header if _YEAR.fullmatch(column)]
    check_columns(sheet, (*_KEYS, *years))
    first, last = check_follow_on(sheet, map(int, years), ", row 1")
    people: People = {(code, int(year)): [MISSING] * (LAST_AGE + 1) for code, _ in REGIONS.values() for year in years}
    totals: dict[tuple[str, int], int] = {}
    seen: Seen = {}
    for row, (age, region, *cells) in sheet.rows:
        if age not in _AGES and age != _ALL:
            sheet.refuse(row, "Age", age, "'All Ages', 'Age 0' to 'Age 89' or 'Aged 90+'")
        if region not in REGIONS:
            sheet.refuse(row, "region", region, f"a region of England: {listed(sorted(REGIONS), 10)}")
        code, name = REGIONS[region]
        check_once(sheet, seen, (age, code), row, f"{age} of {name}")
        for year, cell in zip(years, cells, strict=True):
            counted = _people(sheet, row, year, cell, is_total=age == _ALL)
            if age == _ALL:
                totals[code, int(year)] = counted
            else:
                people[code, int(year)][_AGES[age]] = counted
    _check_whole(sheet, people, totals, seen)
    names = dict(REGIONS.values())
    told = residents(totals, names, f"{ESTIMATES}, from Nomis, regions of England")
    return National(
        {"population": population(people, names, areas), "published": told},
        sender="nomis-population-regions",
        sender_name="ONS population estimates of regions, from Nomis",
        feed="population",
        covers=Period.years(first, last),
        released_on=None,
        notes=_unpublished(people),
    )


def _people(sheet: Sheet, row: int, year: str, cell: str, *, is_total: bool) -> int:
    if cell == _NOT_PUBLISHED and not is_total:
        return MISSING
    allowed = "a whole number" if is_total else "a whole number, or '-' for not published"
    return sheet.whole(row, year, cell, allowed)


def _check_whole(sheet: Sheet, people: People, totals: Mapping[tuple[str, int], int], seen: Seen) -> None:
    """Refuse a region without a row for an age, and a total of all ages that differs from the sum of all ages."""
    for code, name in dict(REGIONS.values()).items():
        absent = [age for age in (_ALL, *_AGES) if (age, code) not in seen]
        if absent:
            raise Refusal(f"{sheet.file}: {name} has no row for {listed(absent)}; every age must have one.")
    for (code, year), total in totals.items():
        ages = people[code, year]
        if MISSING not in ages and sum(ages) != total:
            sheet.refuse(seen[_ALL, code], str(year), str(total), f"the sum of its ages, {sum(ages):,}")


def _unpublished(people: People) -> tuple[str, ...]:
    years = sorted({str(year) for (_, year), ages in people.items() if MISSING in ages})
    return (f"Ages not published for {listed(years, 12)}: no total over those ages can be had.",) if years else ()


READER = Reader(
    slug="nomis-population-of-regions",
    title="Mid-year population estimates of the regions of England by single year of age",
    publisher="Office for National Statistics (ONS), through Nomis",
    origin="https://www.nomisweb.co.uk (population estimates by single year of age, regions)",
    licence="Open Government Licence v3.0",
    cadence="yearly, for the middle of the year",
    encoding="cp1252",
    markers={_NOT_PUBLISHED: "not published"},
    shape="one row an age and region: 'All Ages', 'Age 0' to 'Age 89', 'Aged 90+'; then one column a year",
    gives=("population", RESIDENTS),
    matches=_matches,
    parse=_parse,
)
