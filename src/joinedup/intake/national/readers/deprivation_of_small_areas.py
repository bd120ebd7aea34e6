"""English indices of deprivation by small area (lower-layer super output area): deciles, ranks and, in 2025, scores.

The file prints no edition: one small area's rank says it, or the file's name. A rank of 1 and a decile of 1 are the
most deprived. The areas are those of the census the edition was made for, in the code's column name.
"""

import re
from collections.abc import Mapping

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.national.indices import ORIGIN, PUBLISHER, SOURCE, Column, stacked
from joinedup.intake.national.layout import (
    Known,
    Seen,
    area_code,
    check_columns,
    check_once,
    most_decimals,
    number,
    told_by,
    year_in_name,
)
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet
from joinedup.kinds.area import Area

_CODE = re.compile(r"lsoa(\d\d)_code")
_HOUSING = ("Housing_and_Access", "Housing_and_Services")
_DOMAINS = {
    "IMD": "imd",
    "Income": "imd-income",
    "Employment": "imd-employment",
    "Education": "imd-education",
    "Health": "imd-health",
    "Crime": "imd-crime",
    _HOUSING[0]: "imd-housing",
    _HOUSING[1]: "imd-housing",
    "Environment": "imd-environment",
}
_STATISTICS = ("decile", "rank", "score")
_SMALL_AREAS = {"11": 32_844, "21": 33_755}
"""Small areas of England by census (the files of 2019 and 2025 hold as many)."""


def _known(code: str) -> Mapping[int, Known]:
    """Return the rank of one small area of the City of London in each edition (the files)."""
    row = {code: "E01000001"}
    return {2019: Known(row, "IMD_rank", "29199"), 2025: Known(row, "IMD_rank", "26525")}


def _matches(header: tuple[str, ...]) -> bool:
    return bool(_CODE.fullmatch(header[0])) and any(column.startswith("IMD_") for column in header)


def _parse(sheet: Sheet, _areas: Mapping[str, Area]) -> National:
    code, census, columns = _layout(sheet)
    mend = "Put the edition into its file name, such as imd2019_england_lsoa11.csv"
    year = told_by(sheet, _known(code), year_in_name, "which edition it is", mend)
    seen: Seen = {}
    values: list[list[float]] = [[] for _ in columns]
    digits: list[set[int]] = [set() for _ in columns]
    for row, (area, *cells) in sheet.rows:
        area_code(sheet, row, code, area)
        check_once(sheet, seen, (area,), row, area)
        for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            value, decimals = _number(sheet, row, column, cell)
            values[place].append(value)
            digits[place].add(decimals)
    held: dict[str, Column] = {
        measure: (values[place], most_decimals(digits[place])) for place, measure in enumerate(columns.values())
    }
    areas = [(cells[0], cells[0]) for _, cells in sheet.rows]
    return National(
        {"published": stacked(held, areas, Period.years(year), f"{SOURCE} {year}, small areas of 20{census}")},
        sender=f"mhclg-imd-{year}-lsoa{census}",
        sender_name=f"MHCLG English indices of deprivation {year}, small areas",
        feed="published",
        covers=Period.years(year),
        released_on=None,
        notes=_absent(len(areas), census),
    )


def _layout(sheet: Sheet) -> tuple[str, str, dict[str, str]]:
    """Return the code's column, the census of its areas and each other column with its measure; refuse another."""
    found = _CODE.fullmatch(sheet.header[0])
    if not found:
        raise Refusal(f"{sheet.file}, row 1: found column '{sheet.header[0]}'; allowed is one such as 'lsoa21_code'.")
    housing = next((name for name in _HOUSING if f"{name}_rank" in sheet.header), _HOUSING[1])
    domains = [name for name in _DOMAINS if name not in _HOUSING or name == housing]
    kept = _STATISTICS if any(column.endswith("_score") for column in sheet.header) else _STATISTICS[:2]
    columns = {f"{domain}_{kind}": f"{_DOMAINS[domain]}-{kind}" for kind in kept for domain in domains}
    check_columns(sheet, (found[0], *columns))
    return found[0], found[1], columns


def _number(sheet: Sheet, row: int, column: str, cell: str) -> tuple[float, int]:
    if column.endswith("_score"):
        return number(sheet, row, column, cell)
    rank = sheet.whole(row, column, cell, "a whole number, 1 or more")
    if rank < 1 or (column.endswith("_decile") and rank > 10):
        sheet.refuse(row, column, cell, "1 to 10" if column.endswith("_decile") else "1 or more")
    return float(rank), 0


def _absent(held: int, census: str) -> tuple[str, ...]:
    all_of_them = _SMALL_AREAS.get(census, held)
    if held == all_of_them:
        return ()
    return (
        f"{held:,} small areas are there, of {all_of_them:,} in England: no figure rests on an area that lacks one.",
    )


READER = Reader(
    slug="mhclg-deprivation-of-small-areas",
    title="English indices of deprivation by small area",
    publisher=PUBLISHER,
    origin=ORIGIN,
    licence="Open Government Licence v3.0",
    cadence="every four to six years",
    encoding="cp1252",
    markers={},
    shape="one row a small area: code (such as lsoa21_code), deciles, ranks and, from 2025, scores of eight domains",
    gives=tuple(f"{slug}-{kind}" for slug in dict.fromkeys(_DOMAINS.values()) for kind in _STATISTICS),
    matches=_matches,
    parse=_parse,
)
