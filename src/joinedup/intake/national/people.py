"""The POPULATION table from people of each age by area and year, with its gaps kept as gaps."""

from collections.abc import Mapping
from datetime import date
from itertools import chain

import numpy as np
import pyarrow as pa

from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, ENGLAND_CODE
from joinedup.intake.national.tables import conform, published
from joinedup.kinds.area import Area

LAST_AGE = 90
"""The contract's last age: 90 and over."""
MISSING = -1
RESIDENTS = "resident-population"
ESTIMATES = "ONS, mid-year population estimates"

People = dict[tuple[str, int], list[int]]
"""People of each age, 0 to 90, by area and year; `MISSING` where not published."""


def population(people: People, names: Mapping[str, str], areas: Mapping[str, Area]) -> pa.Table:
    """Return the table, sorted by area, year and age, of both sexes together."""
    keys = sorted(people)
    codes = sorted(names)
    rank = {code: index for index, code in enumerate(codes)}
    each = LAST_AGE + 1
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
            "people": pa.array(counts, mask=counts == MISSING),
        },
    )


def residents(totals: Mapping[tuple[str, int], int], names: Mapping[str, str], source: str) -> pa.Table:
    """Return the PUBLISHED table of people of all ages together by area and mid-year, as a publisher prints them."""
    rows = []
    for (code, year), total in totals.items():
        period = Period.years(year)
        figure = {"measure": RESIDENTS, "area": code, "area_name": names[code], "numerator": float(total)}
        rows.append(figure | {"start_on": period.start, "end_on": period.end, "source": source})
    return published(rows)


def fill_gaps(people: People, names: dict[str, str], years: list[int], areas: Mapping[str, Area]) -> tuple[str, ...]:
    """Add rows without numbers where an area lacks a year or a county a district: no total may pass over them.

    Return a sentence for each.
    """
    notes = []
    counties = {areas[code].part_of for code in names if code in areas and areas[code].kind == "district"}
    last = date(years[-1], 6, 30)
    for area in sorted(areas.values(), key=lambda area: area.code):
        is_due = area.kind == "district" and area.part_of in counties and area.exists_on(last)
        if is_due and area.code not in names:
            names[area.code] = area.name
            notes.append(f"{area.name} ({area.code}) is not in the file, so its county has no total.")
            people |= {(area.code, year): [MISSING] * (LAST_AGE + 1) for year in years}
    for code in sorted(names):
        for year in years:
            if (code, year) not in people:
                people[code, year] = [MISSING] * (LAST_AGE + 1)
                notes.append(f"{names[code]} ({code}) has no row for {year}, so there is no total for that year.")
    return tuple(notes)


def add_england(people: People, names: dict[str, str], years: list[int], areas: Mapping[str, Area]) -> None:
    """Add England as the sum of its authorities where the file holds every part of it; it is never a partial sum."""
    english = [code for code in names if code[0] == "E" and code != ENGLAND_CODE]
    if ENGLAND_CODE in names or not _is_whole_england(english, areas):
        return
    names[ENGLAND_CODE] = ENGLAND.name
    for year in years:
        ages = np.array([people[code, year] for code in english], dtype=np.int64)
        totals = np.where((ages == MISSING).any(axis=0), MISSING, ages.sum(axis=0))
        people[ENGLAND_CODE, year] = totals.tolist()


def _is_whole_england(codes: list[str], areas: Mapping[str, Area]) -> bool:
    """Return whether `codes` are all the lowest-tier, or all the upper-tier, authorities of some one day."""
    days = {area.valid_from for area in areas.values()} | {area.valid_to for area in areas.values()}
    for day in sorted(day for day in days if day is not None):
        alive = [area for area in areas.values() if area.kind in ("upper-tier", "district") and area.exists_on(day)]
        parents = {area.part_of for area in alive if area.kind == "district"}
        lowest = {area.code for area in alive if area.code not in parents}
        highest = {area.code for area in alive if area.kind == "upper-tier"}
        if set(codes) in (lowest, highest):
            return True
    return False


def _kind(code: str, areas: Mapping[str, Area]) -> str:
    """Return the declared kind; authorities outside England are single-tier and not in the look-up: upper-tier."""
    if code == ENGLAND_CODE:
        return ENGLAND.kind
    if code in areas:
        return areas[code].kind
    return "region" if code.startswith("E12") else "upper-tier"


def _county(code: str, areas: Mapping[str, Area]) -> str | None:
    return areas[code].part_of if code in areas and areas[code].kind == "district" else None
