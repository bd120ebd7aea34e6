"""Authorities of England and Wales as coded in 2003, 2009 and 2010, with their regions: which became which.

Old codes are four characters ("00EJ"), those of 2010 nine ("E06000047"). An authority joined to others is whole inside
its successor, so every share is 1. Welsh authorities have a blank region and are in none.
"""

import re
from collections.abc import Mapping
from datetime import date

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.national.layout import area_code, check_columns
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet
from joinedup.intake.national.tables import conform
from joinedup.kinds.area import Area

_COLUMNS = ("GOR_NAME", "LA03_CODE", "LA03_NAME", "LA09_CODE", "LA09_NAME", "LAD10CD", "LAD10NM")
_OLD = re.compile(r"\d\d[A-Z]{2}")
_ON = date(2010, 1, 1)
_SOURCE = "ONS, authorities of 2003, 2009 and 2010 (compiled by irid_trends)"
_REGIONS = {
    "North East": "E12000001",
    "North West": "E12000002",
    "Yorkshire and The Humber": "E12000003",
    "East Midlands": "E12000004",
    "West Midlands": "E12000005",
    "East of England": "E12000006",
    "London": "E12000007",
    "South East": "E12000008",
    "South West": "E12000009",
}
_KINDS = {"E06": "upper-tier", "E07": "district", "E08": "upper-tier", "E09": "upper-tier", "W06": "upper-tier"}

Link = tuple[str, str, str, str, str, str]
"""Part's code, name and kind; whole's code, name and kind."""


def _matches(header: tuple[str, ...]) -> bool:
    return {"LA03_CODE", "LA09_CODE"} <= set(header)


def _parse(sheet: Sheet, _areas: Mapping[str, Area]) -> National:
    check_columns(sheet, _COLUMNS)
    links: dict[tuple[str, str], tuple[int, Link]] = {}
    for at, cells in sheet.rows:
        row = dict(zip(sheet.header, cells, strict=True))
        for link in _links(sheet, at, row):
            part = link[2], link[0]
            first, held = links.setdefault(part, (at, link))
            if held[3:5] != link[3:5]:
                raise Refusal(
                    f"{sheet.file}, row {at}: {link[0]} ({link[1]}) lies in {link[3]}, and in row {first} in "
                    f"{held[3]}; each area lies in one."
                )
    ordered = [links[key][1] for key in sorted(links)]
    names = ("part", "part_name", "part_kind", "whole", "whole_name", "whole_kind")
    columns: dict[str, list[object]] = {name: [link[i] for link in ordered] for i, name in enumerate(names)}
    columns |= {
        "share": [1.0] * len(ordered),
        "on": [_ON] * len(ordered),
        "source": [_SOURCE] * len(ordered),
    }
    return National(
        {"lookup": conform("lookup", columns)},
        sender="ons-authorities-2003-2010",
        sender_name="ONS, authorities of 2003, 2009 and 2010",
        feed="lookup",
        covers=Period.years(_ON.year),
        released_on=None,
    )


def _links(sheet: Sheet, at: int, row: Mapping[str, str]) -> list[Link]:
    now = area_code(sheet, at, "LAD10CD", row["LAD10CD"])
    if now[:3] not in _KINDS:
        sheet.refuse(at, "LAD10CD", now, f"a code that starts with one of {', '.join(_KINDS)}")
    whole = now, row["LAD10NM"], _KINDS[now[:3]]
    found: list[Link] = []
    for year in ("03", "09"):
        code = row[f"LA{year}_CODE"]
        if not _OLD.fullmatch(code):
            sheet.refuse(at, f"LA{year}_CODE", code, "two digits and two letters, such as 00EJ")
        found.append((code, row[f"LA{year}_NAME"], f"authority-20{year}", *whole))
    region = row["GOR_NAME"]
    if region:
        if region not in _REGIONS:
            sheet.refuse(at, "GOR_NAME", region, f"one of {', '.join(_REGIONS)}, or blank in Wales")
        found.append((*whole, _REGIONS[region], region, "region"))
    elif not now.startswith("W"):
        sheet.refuse(at, "GOR_NAME", region, "the name of a region: only authorities in Wales have none")
    return found


READER = Reader(
    slug="authority-codes-2003-to-2010",
    title="Authorities of England and Wales as coded in 2003, 2009 and 2010",
    publisher="Office for National Statistics (ONS)",
    origin="https://www.ons.gov.uk (categorisation of LSOAs for the 2011 Census)",
    licence="Open Government Licence v3.0",
    cadence="once",
    encoding="cp1252",
    markers={"": "in no English region (Wales)"},
    shape="one row an authority of 2003: region, code and name in 2003, in 2009 and in 2010",
    gives=("lookup",),
    matches=_matches,
    parse=_parse,
)
