"""ONS deaths where heroin or morphine is mentioned, England and Wales, by age and year of registration.

The file has years and ages and does not say what it counts: one number that it must hold says so, or its name. It
prints no total of a year, and none is made here.
"""

from collections.abc import Mapping

from joinedup.core.period import Period
from joinedup.intake.national.death_figures import figure, group_of
from joinedup.intake.national.layout import (
    ENGLAND_AND_WALES,
    Known,
    Seen,
    check_columns,
    check_follow_on,
    check_once,
    told_by,
    year_of,
)
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet
from joinedup.intake.national.tables import published
from joinedup.kinds.area import Area

MEASURE = "heroin-or-morphine-deaths"
SOURCE = "ONS, deaths where heroin or morphine is mentioned, England and Wales, registered in the year"
_AGES = {
    "Under 20": "under 20",
    "20-29": "20-29",
    "30-39": "30-39",
    "40-49": "40-49",
    "50-69": "50-69",
    "70 and over": "70 and over",
}
_KNOWN = {MEASURE: Known({"year": "2019"}, "30-39", "367")}
"""Registered in 2019 at ages 30 to 39 (the file); its ages of 2019 add up to the 1,329 of the ONS bulletin."""


def _matches(header: tuple[str, ...]) -> bool:
    return header[0] == "year" and len(set(_AGES) & set(header)) >= 3


def _parse(sheet: Sheet, _areas: Mapping[str, Area]) -> National:
    check_columns(sheet, ("year", *_AGES))
    lacks = "what it counts: the row of 2019 should hold 367 at ages 30-39"
    mend = "If it is deaths where heroin or morphine is mentioned, put the word 'heroin' into its file name"
    measure = told_by(sheet, _KNOWN, lambda name: MEASURE if "heroin" in name else None, lacks, mend)
    rows = []
    seen: Seen = {}
    years = []
    for row, (year_text, *cells) in sheet.rows:
        years.append(year_of(sheet, row, "year", year_text))
        check_once(sheet, seen, (years[-1],), row, f"the year {years[-1]}")
        for age, cell in zip(_AGES, cells, strict=True):
            group = group_of(sex=None, age=_AGES[age])
            deaths = sheet.whole(row, age, cell)
            rows.append(figure(measure, ENGLAND_AND_WALES, Period.years(years[-1]), deaths, group, SOURCE))
    return National(
        {"published": published(rows)},
        sender="ons-heroin-deaths-by-age",
        sender_name="ONS deaths where heroin or morphine is mentioned, by age",
        feed="published",
        covers=Period.years(*check_follow_on(sheet, years)),
        released_on=None,
    )


READER = Reader(
    slug="ons-heroin-or-morphine-deaths-by-age",
    title="Deaths where heroin or morphine is mentioned, by age, by year of registration",
    publisher="Office for National Statistics (ONS)",
    origin="https://www.ons.gov.uk (deaths related to drug poisoning in England and Wales)",
    licence="Open Government Licence v3.0",
    cadence="yearly, about ten months after the year ends",
    encoding="cp1252",
    markers={},
    shape="one row a year of registration: year, then deaths by age: " + ", ".join(_AGES),
    gives=(MEASURE,),
    matches=_matches,
    parse=_parse,
)
