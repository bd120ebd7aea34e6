"""English indices of deprivation by lower-tier authority: averages, extents, concentrations, scales and their ranks.

The edition stands in a column's name (imd25_extent). Shares are printed as proportions, 0 to 1. Upper-tier counties
are not in the file, and a mean of their districts is not the published summary.
"""

import re
from collections.abc import Mapping

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.national.indices import ORIGIN, PUBLISHER, SOURCE, stacked
from joinedup.intake.national.layout import Seen, area_code, check_columns, check_once, most_decimals, number
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet
from joinedup.kinds.area import Area

_CODE = re.compile(r"ltla(\d\d)_code")
_EXTENT = re.compile(r"imd(\d\d)_extent")
_DOMAINS = {
    "imd": "imd",
    "income": "imd-income",
    "employment": "imd-employment",
    "education_skills_and_training": "imd-education",
    "health_deprivation_and_disability": "imd-health",
    "crime": "imd-crime",
    "barriers_to_housing_and_services": "imd-housing",
    "living_environment": "imd-environment",
}
_TENTH = "proportion_of_lso_as_in_most_deprived_10_percent_nationally"
_STATISTICS = {
    "average_rank": "average-rank",
    "rank_of_average_rank": "rank-of-average-rank",
    "average_score": "average-score",
    "rank_of_average_score": "rank-of-average-score",
    _TENTH: "proportion-in-most-deprived-tenth",
    f"rank_of_{_TENTH}": "rank-of-proportion-in-most-deprived-tenth",
}


def _columns(edition: str) -> dict[str, str]:
    """Return every column after code and name, in order, with its measure."""
    columns: dict[str, str] = {}
    for domain, slug in _DOMAINS.items():
        columns |= {f"{domain}_{name}": f"{slug}-{said}" for name, said in _STATISTICS.items()}
        if domain == "imd":
            for name in ("extent", "local_concentration"):
                said = name.replace("_", "-")
                columns |= {
                    f"imd{edition}_{name}": f"imd-{said}",
                    f"imd{edition}_rank_of_{name}": f"imd-rank-of-{said}",
                }
        elif domain in ("income", "employment"):
            columns |= {f"{domain}_scale": f"{slug}-scale", f"rank_of_{domain}_scale": f"{slug}-rank-of-scale"}
    return columns


def _matches(header: tuple[str, ...]) -> bool:
    return bool(_CODE.fullmatch(header[0])) and any("average_score" in column for column in header)


def _parse(sheet: Sheet, _areas: Mapping[str, Area]) -> National:
    vintage = _CODE.fullmatch(sheet.header[0])
    edition = next((found for column in sheet.header if (found := _EXTENT.fullmatch(column))), None)
    if not vintage or not edition:
        raise Refusal(
            f"{sheet.file}, row 1: this is not the layout we know: allowed is a first column such as "
            "'ltla24_code', and one such as 'imd25_extent', which says the edition."
        )
    columns = _columns(edition[1])
    keys = (f"ltla{vintage[1]}_code", f"ltla{vintage[1]}_name")
    check_columns(sheet, (*keys, *columns))
    seen: Seen = {}
    values: dict[str, list[float]] = {measure: [] for measure in columns.values()}
    digits: dict[str, set[int]] = {measure: set() for measure in columns.values()}
    for row, (code, name, *cells) in sheet.rows:
        area_code(sheet, row, keys[0], code)
        check_once(sheet, seen, (code,), row, f"{name} ({code})")
        for (column, measure), cell in zip(columns.items(), cells, strict=True):
            value, decimals = number(sheet, row, column, cell)
            values[measure].append(value)
            digits[measure].add(decimals)
    year = 2000 + int(edition[1])
    held = {measure: (values[measure], most_decimals(digits[measure])) for measure in values}
    areas = [(cells[0], cells[1]) for _, cells in sheet.rows]
    return National(
        {"published": stacked(held, areas, Period.years(year), f"{SOURCE} {year}, local authority district summaries")},
        sender=f"mhclg-imd-{year}-ltla{vintage[1]}",
        sender_name=f"MHCLG English indices of deprivation {year}, districts",
        feed="published",
        covers=Period.years(year),
        released_on=None,
    )


READER = Reader(
    slug="mhclg-deprivation-of-districts",
    title="English indices of deprivation by lower-tier authority",
    publisher=PUBLISHER,
    origin=ORIGIN,
    licence="Open Government Licence v3.0",
    cadence="every four to six years",
    encoding="cp1252",
    markers={},
    shape="one row an authority: code, name (such as ltla24_code), then averages and ranks of eight domains",
    gives=tuple(_columns("25").values()),
    matches=_matches,
    parse=_parse,
)
