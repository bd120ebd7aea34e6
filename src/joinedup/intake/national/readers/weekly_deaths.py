"""ONS weekly deaths of England and Wales, by week of registration: in total, by region, by age and sex, by cause.

Several years' layouts stand in one table: age groups change in 2020, and deaths from respiratory diseases were coded by
versions of ICD-10 that are held apart as groups, since they are not one series. Rows that say neither what nor whom
they count (`NA`, `NA`) are left out and counted in a note.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.national.death_figures import SEXES, figure, group_of
from joinedup.intake.national.layout import ENGLAND_AND_WALES, Seen, check_columns, check_once, number
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.regions import REGIONS, WALES
from joinedup.intake.national.sheet import Sheet, listed
from joinedup.intake.national.tables import published
from joinedup.kinds.area import Area

MEASURE = "deaths-registered-in-week"
AVERAGE = "deaths-registered-in-week-five-year-average"
RESPIRATORY = "deaths-registered-in-week-respiratory"
COVID = "deaths-registered-in-week-covid-19"
SOURCE = "ONS, deaths registered weekly in England and Wales"
_COLUMNS = ("category_1", "category_2", "counts", "date", "week_no")
_NA = "NA"
_AVERAGE = "average of same week over 5 years"
_RESPIRATORY = "All respiratory diseases (ICD-10 J00-J99) ICD-10"
_COVID = "Deaths where COVID-19 was mentioned on the death certificate (ICD-10 U07.1 and U07.2)"
_FRIDAY = 4

What = tuple[str, tuple[str, str], tuple[str | None, str | None]]
"""The measure, the area and the group that a row's two categories mean."""


def _matches(header: tuple[str, ...]) -> bool:
    return {"category_1", "category_2", "counts"} <= set(header)


def _parse(sheet: Sheet, _areas: Mapping[str, Area]) -> National:
    check_columns(sheet, _COLUMNS)
    rows = []
    unsaid = 0
    seen: Seen = {}
    weeks = set()
    for row, (first, second, counts, day_text, _week) in sheet.rows:
        week = _week_to(sheet, row, day_text)
        weeks.add(week)
        if (first, second) == (_NA, _NA):
            unsaid += 1
            continue
        measure, area, group = _what(sheet, row, first, second)
        check_once(sheet, seen, (measure, area[0], str(group), day_text), row, f"{first}, {second}, {day_text}")
        rows.append(_figure(sheet, row, (measure, area, group), week, counts))
    _check_weeks_follow_on(sheet, sorted(weeks))
    said = "rows say neither what nor whom they count (NA, NA), and are left out."
    return National(
        {"published": published(rows)},
        sender="ons-weekly-deaths",
        sender_name="ONS weekly deaths, England and Wales",
        feed="published",
        covers=Period(min(weeks).start, max(weeks).end),
        released_on=None,
        notes=(f"{unsaid} {said}",) if unsaid else (),
    )


def _week_to(sheet: Sheet, row: int, text: str) -> Period:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        sheet.refuse(row, "date", text, "the Friday on which a week ends, such as 2020-01-03")
    if day.weekday() != _FRIDAY or not 1900 <= day.year <= 2200:
        sheet.refuse(row, "date", text, "the Friday on which a week ends, such as 2020-01-03")
    return Period(day - timedelta(days=6), day + timedelta(days=1))


def _what(sheet: Sheet, row: int, first: str, second: str) -> What:
    everyone = (None, None)
    if (first, second) == ("Total deaths", "all ages"):
        return MEASURE, ENGLAND_AND_WALES, everyone
    if _AVERAGE in (first, second) and {first, second} <= {_AVERAGE, "Total deaths", _NA}:
        return AVERAGE, ENGLAND_AND_WALES, everyone
    if first == "Region" and second in {*REGIONS, "Wales"}:
        return MEASURE, WALES if second == "Wales" else REGIONS[second], everyone
    if first in SEXES and any(letter.isdigit() for letter in second):
        return MEASURE, ENGLAND_AND_WALES, group_of(sex=SEXES[first], age=second.lower())
    if first == _RESPIRATORY:
        return RESPIRATORY, ENGLAND_AND_WALES, ("version of coding", "not stated" if second == _NA else second)
    if first == _COVID:
        return COVID, ENGLAND_AND_WALES, everyone
    sheet.refuse(row, "category_1", f"{first}, {second}", "a total, region, age, sex or cause that we know")


def _figure(sheet: Sheet, row: int, what: What, week: Period, counts: str) -> dict[str, object]:
    measure, area, group = what
    allowed = "a number, or NA for not published"
    if counts == _NA:
        return figure(measure, area, week, None, group, SOURCE)
    if measure == AVERAGE:
        value, decimals = number(sheet, row, "counts", counts, allowed)
        told = figure(measure, area, week, None, group, SOURCE)
        return told | {"value": value, "decimals": decimals, "marker": None}
    return figure(measure, area, week, sheet.whole(row, "counts", counts, allowed), group, SOURCE)


def _check_weeks_follow_on(sheet: Sheet, weeks: list[Period]) -> None:
    gaps = [
        f"{before.end.isoformat()} to {after.start.isoformat()}"
        for before, after in pairwise(weeks)
        if before.end != after.start
    ]
    if gaps:
        raise Refusal(f"{sheet.file}: no week is there between {listed(gaps, 3)}; every week must be.")


READER = Reader(
    slug="ons-weekly-deaths",
    title="Deaths registered weekly in England and Wales",
    publisher="Office for National Statistics (ONS), as kept by the NHS-R community",
    origin="https://github.com/nhs-r-community/NHSRdatasets (ons_mortality)",
    licence="Open Government Licence v3.0",
    cadence="weekly",
    encoding="cp1252",
    markers={_NA: "not published"},
    shape="one row a week (ending on a Friday) and category: category_1, category_2, counts, date, week_no",
    gives=(MEASURE, AVERAGE, RESPIRATORY, COVID),
    matches=_matches,
    parse=_parse,
)
