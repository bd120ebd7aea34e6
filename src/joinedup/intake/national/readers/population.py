"""ONS mid-year population by authority and single year of age, as downloaded from Nomis.

One row an authority and year; ages 0 to 89 and "Aged 90+". `-` means not published (ages 85 and over, 1997 to 2000):
it becomes a missing number, never 0, and whoever adds ages up must refuse a total over it. Counties are not in the
file: their districts are, and the areas look-up says which county each lies in.
"""

from collections.abc import Mapping
from itertools import chain

import numpy as np
import pyarrow as pa

from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, ENGLAND_CODE
from joinedup.core.refusal import Refusal
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet, listed
from joinedup.intake.national.tables import conform
from joinedup.kinds.area import Area

_KEYS = ("name", "code", "year")
_AGES = (*(f"Age {age}" for age in range(90)), "Aged 90+")
_NOT_PUBLISHED = "-"
_MISSING = -1

People = dict[tuple[str, int], list[int]]
"""People of each age by area and year; `_MISSING` where not published."""


def _matches(header: tuple[str, ...]) -> bool:
    return header[:3] == _KEYS and "Age 0" in header and "Age 18" in header


def _parse(sheet: Sheet, areas: Mapping[str, Area]) -> National:
    _check_header(sheet)
    names: dict[str, str] = {}
    people: People = {}
    seen: dict[tuple[str, int], int] = {}
    for number, (name, code, year_text, *cells) in sheet.rows:
        year = sheet.whole(number, "year", year_text, "a year such as 2020")
        if not 1800 <= year <= 2200:
            sheet.refuse(number, "year", year_text, "a year such as 2020")
        if (code, year) in seen:
            first = seen[code, year]
            raise Refusal(
                f"{sheet.file}, row {number}: found {name} ({code}) for {year} again (first in row {first}); "
                "each area may have one row a year."
            )
        seen[code, year] = number
        if code.startswith("E07") and code not in areas:
            sheet.refuse(number, "code", code, "a district in the areas look-up, so that its county is known")
        names[code] = name
        people[code, year] = [_people(sheet, number, age, cell) for age, cell in zip(_AGES, cells, strict=True)]
    years = sorted({year for _, year in people})
    _check_years_follow_on(sheet, years)
    notes = _fill_gaps(people, names, years, areas)
    _add_england(people, names, years, areas)
    table = _table(people, names, areas)
    return National(
        {"population": table},
        sender="nomis-population",
        sender_name="ONS population estimates, from Nomis",
        feed="population",
        covers=Period.years(years[0], years[-1]),
        released_on=None,
        notes=notes,
    )


def _check_header(sheet: Sheet) -> None:
    wanted = (*_KEYS, *_AGES)
    missing = [column for column in wanted if column not in sheet.header]
    extra = [column for column in sheet.header if column not in wanted]
    if missing or extra:
        raise Refusal(
            f"{sheet.file}, row 1: this is not the layout we know"
            + (f"; missing: {listed(missing)}" if missing else "")
            + (f"; not expected: {listed(extra)}" if extra else "")
            + ". Allowed is name, code, year, 'Age 0' to 'Age 89' and 'Aged 90+'."
        )
    if sheet.header != wanted:
        raise Refusal(f"{sheet.file}, row 1: the columns are not in order of age; allowed is 'Age 0' to 'Aged 90+'.")


def _check_years_follow_on(sheet: Sheet, years: list[int]) -> None:
    gaps = sorted(set(range(years[0], years[-1] + 1)) - set(years))
    if gaps:
        raise Refusal(
            f"{sheet.file}: no area has a row for {listed(gaps)}; "
            f"every year from {years[0]} to {years[-1]} must have one."
        )


def _people(sheet: Sheet, number: int, age: str, cell: str) -> int:
    if cell == _NOT_PUBLISHED:
        return _MISSING
    return sheet.whole(number, age, cell, "a whole number, or '-' for not published")


def _fill_gaps(people: People, names: dict[str, str], years: list[int], areas: Mapping[str, Area]) -> tuple[str, ...]:
    """Add rows without numbers where an area lacks a year or a county a district: no total may pass over them."""
    notes = []
    counties = {areas[code].part_of for code in names if code in areas and areas[code].kind == "district"}
    for area in sorted(areas.values(), key=lambda area: area.code):
        if area.kind == "district" and area.part_of in counties and area.code not in names:
            names[area.code] = area.name
            notes.append(f"{area.name} ({area.code}) is not in the file, so its county has no total.")
            people |= {(area.code, year): [_MISSING] * len(_AGES) for year in years}
    for code in sorted(names):
        for year in years:
            if (code, year) not in people:
                people[code, year] = [_MISSING] * len(_AGES)
                notes.append(f"{names[code]} ({code}) has no row for {year}, so there is no total for that year.")
    return tuple(notes)


def _add_england(people: People, names: dict[str, str], years: list[int], areas: Mapping[str, Area]) -> None:
    """Add England as the sum of its authorities where the file holds every part of it; it is never a partial sum."""
    english = [code for code in names if code[0] == "E" and code != ENGLAND_CODE]
    if ENGLAND_CODE in names or not _is_whole_england(english, areas):
        return
    names[ENGLAND_CODE] = ENGLAND.name
    for year in years:
        ages = np.array([people[code, year] for code in english], dtype=np.int64)
        totals = np.where((ages == _MISSING).any(axis=0), _MISSING, ages.sum(axis=0))
        people[ENGLAND_CODE, year] = totals.tolist()


def _is_whole_england(codes: list[str], areas: Mapping[str, Area]) -> bool:
    """Return whether `codes` are all the lowest-tier authorities of some day on which areas began or ended."""
    days = {area.valid_from for area in areas.values()} | {area.valid_to for area in areas.values()}
    for day in sorted(day for day in days if day is not None):
        alive = [area for area in areas.values() if area.kind != "country" and area.exists_on(day)]
        parents = {area.part_of for area in alive if area.kind == "district"}
        if {area.code for area in alive if area.code not in parents} == set(codes):
            return True
    return False


def _table(people: People, names: Mapping[str, str], areas: Mapping[str, Area]) -> pa.Table:
    keys = sorted(people)
    codes = sorted(names)
    rank = {code: index for index, code in enumerate(codes)}
    each = len(_AGES)
    area = np.repeat(np.array([rank[code] for code, _ in keys], dtype=np.int32), each)
    counts = np.fromiter(chain.from_iterable(people[key] for key in keys), dtype=np.int64, count=len(keys) * each)

    def by_area(texts: list[str | None]) -> pa.Array:
        return pa.DictionaryArray.from_arrays(area, pa.array(texts, pa.string())).dictionary_decode()

    return conform(
        "population",
        {
            "area": by_area(list(codes)),
            "area_name": by_area([names[code] for code in codes]),
            "area_kind": by_area([_kind(code, areas) for code in codes]),
            "part_of": by_area([_county(code, areas) for code in codes]),
            "year": np.repeat(np.array([year for _, year in keys], dtype=np.int64), each),
            "sex": pa.DictionaryArray.from_arrays(np.zeros(len(area), np.int32), ["all"]).dictionary_decode(),
            "age": np.tile(np.arange(each, dtype=np.int64), len(keys)),
            "people": pa.array(counts, mask=counts == _MISSING),
        },
    )


def _kind(code: str, areas: Mapping[str, Area]) -> str:
    """Return the declared kind; authorities outside England are single-tier and not in the look-up: upper-tier."""
    if code == ENGLAND_CODE:
        return ENGLAND.kind
    return areas[code].kind if code in areas else "upper-tier"


def _county(code: str, areas: Mapping[str, Area]) -> str | None:
    return areas[code].part_of if code in areas and areas[code].kind == "district" else None


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
