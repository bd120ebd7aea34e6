"""NHS trusts and the integrated care boards their patients came from: shares of a trust's patients, not of its area."""

import math
import re
from collections.abc import Mapping
from datetime import date

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.national.layout import area_code, number
from joinedup.intake.national.links import Link, lookup
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet, listed
from joinedup.kinds.area import Area

_TITLE = "NHS trusts to integrated care boards, by share of patients"
_TRUST = re.compile(r"[A-Z0-9]{3}")
_HEADER = re.compile(r"nhs_trust(\d\d)_code\|icb\1_code\|proportion_trust_came_from_icb")
_CLOSE = 1e-6
"""Shares are printed with fifteen digits or more, so their sum is 1 to well within this."""


def _matches(header: tuple[str, ...]) -> bool:
    return any(re.fullmatch(r"nhs_trust\d\d_code", column) for column in header)


def _parse(sheet: Sheet, areas: Mapping[str, Area]) -> National:
    found = _HEADER.fullmatch("|".join(sheet.header))
    if found is None:
        raise Refusal(
            f"{sheet.file}, row 1: found {listed(sheet.header)}; allowed are nhs_trustYY_code, icbYY_code (YY: one "
            "year), proportion_trust_came_from_icb."
        )
    year = 2000 + int(found[1])
    links: dict[tuple[str, str], Link] = {}
    shares: dict[str, list[float]] = {}
    for at, (trust, board, text) in sheet.rows:
        if not _TRUST.fullmatch(trust):
            sheet.refuse(at, sheet.header[0], trust, "an NHS trust's code: three letters or digits")
        area_code(sheet, at, sheet.header[1], board)
        share, _ = number(sheet, at, sheet.header[2], text, "a share of 1, over 0")
        if not 0 < share <= 1:
            sheet.refuse(at, sheet.header[2], text, "a share of 1, over 0")
        if (trust, board) in links:
            raise Refusal(f"{sheet.file}, row {at}: found {trust} in {board} again; each may have one row.")
        name = areas[board].name if board in areas else None
        links[trust, board] = Link(trust, None, "nhs-trust", board, name, "integrated-care-board", share)
        shares.setdefault(trust, []).append(share)
    short = [trust for trust, parts in shares.items() if abs(math.fsum(parts) - 1) > _CLOSE]
    if short:
        raise Refusal(f"{sheet.file}: the shares of {listed(sorted(short))} do not add up to 1.")
    return National(
        {"lookup": lookup(list(links.values()), date(year, 1, 1), f"{_TITLE}, {year}")},
        sender=f"nhs-trusts-to-integrated-care-boards-{year}",
        sender_name=f"{_TITLE}, {year}",
        feed="lookup",
        covers=Period.years(year),
        released_on=None,
    )


READER = Reader(
    slug="nhs-trusts-to-integrated-care-boards",
    title=_TITLE,
    publisher="Office for Health Improvement and Disparities (hospital catchments)",
    origin="https://github.com/humaniverse/geographr (NHS trusts to boards, from catchment populations)",
    licence="Open Government Licence v3.0",
    cadence="when catchment populations are published again",
    encoding="cp1252",
    markers={},
    shape="one row a trust and board: their codes, and the share of the trust's patients that came from the board",
    gives=("lookup",),
    matches=_matches,
    parse=_parse,
)
