"""Population of authorities in one year, ages across: mid-2020 by upper- or lower-tier authority, or totals alone.

The file prints neither year nor publisher: one authority's published total says the year, or the file's name does. The
file of 2021 has totals of 32 Scottish authorities and no ages: they are held as figures, and no rate rests on them.
"""

import re
from collections.abc import Mapping
from datetime import date

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.national.layout import (
    Known,
    Seen,
    area_code,
    check_columns,
    check_once,
    councils_without,
    told_by,
    year_in_name,
)
from joinedup.intake.national.people import ESTIMATES, RESIDENTS, People, add_england, fill_gaps, population, residents
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet
from joinedup.kinds.area import Area

_CODE = re.compile(r"([ul]tla)(\d\d)_code")
_AGES = (*(str(age) for age in range(90)), "90+")
_TOTAL = "total_population"


def _known(tier: str, vintage: str) -> Mapping[int, Known]:
    """Return the totals that say the year: County Durham's of mid-2020, Aberdeen City's of mid-2021 (the files)."""
    code = f"{tier}{vintage}_code"
    return {
        2020: Known({code: "E06000047"}, _TOTAL, "533149"),
        2021: Known({code: "S12000033"}, _TOTAL, "221240"),
    }


def _matches(header: tuple[str, ...]) -> bool:
    return bool(_CODE.fullmatch(header[0])) and any("population" in column for column in header[1:])


def _parse(sheet: Sheet, areas: Mapping[str, Area]) -> National:
    found = _CODE.fullmatch(sheet.header[0])
    if not found:
        raise Refusal(f"{sheet.file}, row 1: found column '{sheet.header[0]}'; allowed is one such as 'utla20_code'.")
    tier, vintage = found[1], found[2]
    keys = (f"{tier}{vintage}_code", f"{tier}{vintage}_name", _TOTAL)
    has_ages = any(column not in keys for column in sheet.header)
    check_columns(sheet, (*keys, *_AGES) if has_ages else keys)
    lacks = "for which year it is"
    mend = "Put the year into its file name, such as population22_ltla22.csv"
    year = told_by(sheet, _known(tier, vintage), year_in_name, lacks, mend)
    names, totals, people = _rows(sheet, keys, year, areas)
    notes = fill_gaps(people, names, [year], areas) if has_ages else (_without_ages(sheet, len(names)),)
    if tier == "utla":
        notes += councils_without(names, areas, date(year, 6, 30))
    if has_ages:
        add_england(people, names, [year], areas)
    return National(
        {"population": population(people, names, areas)}
        if has_ages
        else {"published": residents(totals, names, f"{ESTIMATES}, mid-{year}")},
        sender=f"ons-population-{year}-{tier}{vintage}" + ("" if has_ages else "-totals"),
        sender_name=f"ONS population estimates of mid-{year}, {'upper' if tier == 'utla' else 'lower'}-tier",
        feed="population" if has_ages else "published",
        covers=Period.years(year),
        released_on=None,
        notes=notes,
    )


def _rows(
    sheet: Sheet, keys: tuple[str, str, str], year: int, areas: Mapping[str, Area]
) -> tuple[dict[str, str], dict[tuple[str, int], int], People]:
    """Return names, totals and ages by area; refuse a total that its ages do not add up to."""
    names: dict[str, str] = {}
    totals: dict[tuple[str, int], int] = {}
    people: People = {}
    seen: Seen = {}
    for row, (code, name, total, *cells) in sheet.rows:
        area_code(sheet, row, keys[0], code)
        check_once(sheet, seen, (code,), row, f"{name} ({code})")
        if cells and code.startswith("E07") and code not in areas:
            sheet.refuse(row, keys[0], code, "a district in the areas look-up, so that its county is known")
        names[code], totals[code, year] = name, sheet.whole(row, _TOTAL, total)
        if cells:
            ages = [sheet.whole(row, age, cell) for age, cell in zip(_AGES, cells, strict=True)]
            if sum(ages) != totals[code, year]:
                sheet.refuse(row, _TOTAL, total, f"the sum of the ages of {name}, {sum(ages):,}")
            people[code, year] = ages
    return names, totals, people


def _without_ages(sheet: Sheet, areas: int) -> str:
    return (
        f"{sheet.file} gives totals of {areas} areas and no ages: no rate of adults can rest on it, and other "
        "areas are not in it."
    )


READER = Reader(
    slug="ons-population-by-age-columns",
    title="Mid-year population of authorities in one year, by single year of age or in total",
    publisher="Office for National Statistics (ONS); for Scotland, National Records of Scotland",
    origin="https://github.com/humaniverse/demographr (ONS mid-year population estimates)",
    licence="Open Government Licence v3.0",
    cadence="one file a year and kind of authority",
    encoding="cp1252",
    markers={},
    shape="one row an authority: code, name (such as utla20_code), total_population, ages 0 to 89 and 90+ or none",
    gives=("population", RESIDENTS),
    matches=_matches,
    parse=_parse,
)
