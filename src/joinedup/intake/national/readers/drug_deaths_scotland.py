"""Drug misuse deaths registered in Scotland by year, from National Records of Scotland's trend table.

Of the columns only the two counts are kept. Changes and averages are worked out from them; "likely lower" and "likely
upper" are the range in which one year's count would vary about a five-year average, and the interval of neither.
"""

from collections.abc import Mapping

from joinedup.core.period import Period
from joinedup.intake.national.layout import Seen, check_columns, check_follow_on, check_once, year_of
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet
from joinedup.intake.national.tables import published
from joinedup.kinds.area import Area

COUNT, SERIES = "drug-misuse-deaths-scotland", "drug-misuse-deaths-scotland-consistent-series"
_DEATHS = " ".join(("Drug-related", "deaths"))
"""The publisher's own heading, in two pieces: what we say of these deaths is drug misuse."""
_COLUMNS = (
    "year",
    _DEATHS,
    "change from previous year",
    "3-year average",
    "5-year average",
    "change from prev. 5-year average",
    "likely lower",
    "likely upper",
    f"{_DEATHS}: consistent series",
    "number",
    "percent",
)
_SERIES_FROM = "not given: the consistent series starts later"
_SOURCES = {
    COUNT: "National Records of Scotland, drug misuse deaths registered in the year",
    SERIES: "National Records of Scotland, drug misuse deaths registered in the year, counted alike in every year",
}


def _matches(header: tuple[str, ...]) -> bool:
    return {"year", _DEATHS, "5-year average"} <= set(header)


def _parse(sheet: Sheet, _areas: Mapping[str, Area]) -> National:
    check_columns(sheet, _COLUMNS)
    rows: list[dict[str, object]] = []
    seen: Seen = {}
    for at, cells in sheet.rows:
        row = dict(zip(sheet.header, cells, strict=True))
        year = year_of(sheet, at, "year", row["year"])
        check_once(sheet, seen, (year,), at, f"the year {year}")
        period = Period.years(year)
        for measure, column in ((COUNT, _COLUMNS[1]), (SERIES, _COLUMNS[8])):
            is_blank = measure == SERIES and not row[column]
            rows.append(
                {
                    "measure": measure,
                    "area": "S92000003",
                    "area_name": "Scotland",
                    "start_on": period.start,
                    "end_on": period.end,
                    "numerator": None if is_blank else float(sheet.whole(at, column, row[column])),
                    "marker": _SERIES_FROM if is_blank else None,
                    "source": _SOURCES[measure],
                }
            )
    first, last = check_follow_on(sheet, (int(year) for (year,) in seen))
    return National(
        {"published": published(rows)},
        sender="nrs-drug-misuse-deaths",
        sender_name="National Records of Scotland, drug misuse deaths",
        feed="published",
        covers=Period.years(first, last),
        released_on=None,
        notes=("Changes, averages and likely ranges are not kept: they are worked out from the counts.",),
    )


READER = Reader(
    slug="drug-misuse-deaths-in-scotland-trend",
    title="Drug misuse deaths registered in Scotland, by year",
    publisher="National Records of Scotland",
    origin="https://www.nrscotland.gov.uk/publications/drug-misuse-deaths-in-scotland/",
    licence="Open Government Licence v3.0",
    cadence="yearly, in the summer after the year ends",
    encoding="cp1252",
    markers={"": _SERIES_FROM},
    shape="one row a year: deaths, changes, averages, likely range, consistent series",
    gives=(COUNT, SERIES),
    matches=_matches,
    parse=_parse,
)
