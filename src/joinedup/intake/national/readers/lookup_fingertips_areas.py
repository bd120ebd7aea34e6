"""Fingertips' tree of areas: practices, primary care networks, NHS areas, councils, regions, England.

The file does not say for which day it is; its councils do: the look-up is dated by the first day on which all of those
that we know existed.
"""

from collections.abc import Mapping
from datetime import date

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.national.layout import check_columns
from joinedup.intake.national.links import Link, council_kind, lookup
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet, listed
from joinedup.kinds.area import Area

_TITLE = "Fingertips, areas and what they lie in"
_COLUMNS = ("Children", "AreaCode", "AreaName", "Level", "HierarchyType", "AreaType", "AreaTypeCode")
_COUNCILS = {"counties-and-unitary-authorities", "districts-and-unitary-authorities"}
_KINDS = {
    "gps": "general-practice",
    "nhs-primary-care-networks": "primary-care-network",
    "nhs-sub-integrated-care-boards": "sub-integrated-care-board",
    "nhs-integrated-care-boards": "integrated-care-board",
    "nhs-regions": "nhs-region",
    "combined-authorities": "combined-authority",
    "regions": "region",
    "england": "country",
}


def _matches(header: tuple[str, ...]) -> bool:
    return {"Children", "AreaCode", "AreaTypeCode"} <= set(header)


def _parse(sheet: Sheet, areas: Mapping[str, Area]) -> National:
    check_columns(sheet, _COLUMNS)
    held: dict[str, tuple[int, str, str]] = {}
    for at, (_, code, name, *_, kind) in sheet.rows:
        if code in held:
            raise Refusal(f"{sheet.file}, row {at}: found {code} again (first in row {held[code][0]}).")
        if kind not in _KINDS and kind not in _COUNCILS:
            sheet.refuse(at, "AreaTypeCode", kind, f"one of {', '.join(sorted({*_KINDS, *_COUNCILS}))}")
        known = areas.get(code)
        held[code] = at, known.name if known else name, council_kind(code) if kind in _COUNCILS else _KINDS[kind]
    links = {}
    for at, (children, code, *_) in sheet.rows:
        for child in filter(None, children.split("|")):
            if child not in held:
                sheet.refuse(at, "Children", child, "the code of an area that has a row")
            _, name, kind = held[child]
            links[child, code] = Link(child, name, kind, code, *held[code][1:], 1.0)
    on = _day(sheet, held, areas)
    return National(
        {"lookup": lookup(list(links.values()), on, f"{_TITLE}, councils of {on.isoformat()}")},
        sender="fingertips-areas",
        sender_name=_TITLE,
        feed="lookup",
        covers=Period.years(on.year),
        released_on=None,
        notes=(f"The file does not say for which day it is; its councils are those of {on.isoformat()}.",),
    )


def _day(sheet: Sheet, held: Mapping[str, object], areas: Mapping[str, Area]) -> date:
    councils = [areas[code] for code in held if code in areas and areas[code].is_council]
    day = max((area.valid_from for area in councils if area.valid_from), default=None)
    if day is None:
        raise Refusal(f"{sheet.file}: none of its councils tells for which day it is.")
    gone = sorted(area.name for area in councils if not area.exists_on(day))
    if gone:
        raise Refusal(f"{sheet.file}: its councils never stood together: {listed(gone)} ended by {day.isoformat()}.")
    return day


READER = Reader(
    slug="fingertips-areas",
    title=_TITLE,
    publisher="Office for Health Improvement and Disparities (OHID)",
    origin="https://fingertips.phe.org.uk (areas and their parents)",
    licence="Open Government Licence v3.0",
    cadence="when areas change",
    encoding="cp1252",
    markers={},
    shape="one row an area: the codes of those in it, joined by |, its code, name, level and type",
    gives=("lookup",),
    matches=_matches,
    parse=_parse,
)
