"""ONS deaths related to drug poisoning by region and substance, by year of registration.

The total of a region carries the measure of the table by local authority: where both are loaded they say the same
number. Deaths of people who lived elsewhere stand under the publisher's own code for non-residents.
"""

import re
from collections.abc import Mapping

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.national.death_figures import figure
from joinedup.intake.national.layout import (
    Seen,
    area_code,
    check_columns,
    check_follow_on,
    check_once,
    check_whole,
    year_of,
)
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet
from joinedup.intake.national.tables import published
from joinedup.kinds.area import Area

MEASURE = "drug-poisoning-deaths"
SOURCE = "ONS, deaths related to drug poisoning by region and substance, registered in the year"
_YEAR, _CODE, _NAME = "Year of death registration", "Usual residence code", "Usual residence name"
_COLUMNS = (_YEAR, _CODE, _NAME, "Substance", "Deaths")
_SUBSTANCE = re.compile(r"\d\d (?P<name>\S.*)")
_ALL = "All drug poisonings"


def _matches(header: tuple[str, ...]) -> bool:
    return {"Substance", "Deaths", _CODE} <= set(header)


def _parse(sheet: Sheet, _areas: Mapping[str, Area]) -> National:
    check_columns(sheet, _COLUMNS)
    rows, years = [], []
    seen: Seen = {}
    for row, (year_text, code, name, substance, deaths) in sheet.rows:
        year = year_of(sheet, row, _YEAR, year_text)
        area_code(sheet, row, _CODE, code)
        named = _SUBSTANCE.fullmatch(substance)
        if not named:
            sheet.refuse(row, "Substance", substance, "a number of two digits and a name, such as '01 " + _ALL + "'")
        check_once(sheet, seen, (year, code, named["name"]), row, f"{named['name']}, {name}, {year}")
        group = (None, None) if named["name"] == _ALL else ("substance", named["name"])
        counted = sheet.whole(row, "Deaths", deaths)
        rows.append(figure(MEASURE, (code, name), Period.years(year), counted, group, SOURCE))
        years.append(year)
    first, last = check_follow_on(sheet, years)
    check_whole(sheet, seen)
    if _ALL not in {key[-1] for key in seen}:
        raise Refusal(f"{sheet.file}: no row is of '01 {_ALL}', so the file has no total.")
    return National(
        {"published": published(rows)},
        sender="ons-drug-poisoning-regions",
        sender_name="ONS deaths related to drug poisoning by region and substance",
        feed="published",
        covers=Period.years(first, last),
        released_on=None,
    )


READER = Reader(
    slug="ons-drug-poisoning-deaths-by-region-and-substance",
    title="Deaths related to drug poisoning by region and substance, by year of registration",
    publisher="Office for National Statistics (ONS)",
    origin="https://www.ons.gov.uk (deaths related to drug poisoning, England and Wales, by region and substance)",
    licence="Open Government Licence v3.0",
    cadence="yearly, about ten months after the year ends",
    encoding="cp1252",
    markers={},
    shape="one row a year of registration, area and substance ('01 All drug poisonings' is the total)",
    gives=(MEASURE,),
    matches=_matches,
    parse=_parse,
)
