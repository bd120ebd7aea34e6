"""NHS England monthly attendances at accident and emergency departments, by organisation and type of department.

The file has codes of organisations and no names. Types are groups and no total is made of them: an organisation may
run a type in some months only.
"""

import re
from collections.abc import Mapping
from datetime import date

from joinedup.core.period import Period
from joinedup.intake.national.layout import Seen, check_columns, check_once
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet
from joinedup.intake.national.tables import published
from joinedup.kinds.area import Area

ATTENDANCES = "emergency-department-attendances"
OVER_FOUR_HOURS = "emergency-department-over-four-hours"
ADMISSIONS = "emergency-department-admissions"
SOURCE = "NHS England, A&E attendances and emergency admissions, by provider"
_COLUMNS = ("period", "org_code", "type", "attendances", "breaches", "admissions")
_TYPES = {"1": "type 1", "2": "type 2", "other": "other types"}
_ORGANISATION = re.compile(r"[A-Z0-9]{3,6}")


def _matches(header: tuple[str, ...]) -> bool:
    return {"org_code", "attendances", "breaches"} <= set(header)


def _parse(sheet: Sheet, _areas: Mapping[str, Area]) -> National:
    check_columns(sheet, _COLUMNS)
    rows = []
    seen: Seen = {}
    odd = 0
    months = set()
    for row, (month_text, code, kind, *cells) in sheet.rows:
        month = _month(sheet, row, month_text)
        months.add(month)
        if not _ORGANISATION.fullmatch(code):
            sheet.refuse(row, "org_code", code, "an NHS organisation's code, 3 to 6 letters and digits")
        if kind not in _TYPES:
            sheet.refuse(row, "type", kind, "1, 2 or other")
        check_once(sheet, seen, (month_text, code, kind), row, f"{code}, type {kind}, {month_text}")
        came, late, admitted = (
            sheet.whole(row, column, cell) for column, cell in zip(_COLUMNS[3:], cells, strict=True)
        )
        if late > came:
            sheet.refuse(row, "breaches", str(late), f"no more than the attendances, {came:,}")
        odd += admitted > came
        base = {
            "area": code,
            "area_name": code,
            "start_on": month.start,
            "end_on": month.end,
            "group_kind": "type of department",
            "group_value": _TYPES[kind],
            "source": SOURCE,
        }
        rows.append(base | {"measure": ATTENDANCES, "numerator": float(came)})
        rows.append(base | {"measure": OVER_FOUR_HOURS, "numerator": float(late), "denominator": float(came)})
        rows.append(base | {"measure": ADMISSIONS, "numerator": float(admitted)})
    return National(
        {"published": published(rows)},
        sender="nhs-england-emergency-departments",
        sender_name="NHS England, A&E attendances by organisation",
        feed="published",
        covers=Period(min(months).start, max(months).end),
        released_on=None,
        notes=(f"Rows with more admissions than attendances, kept as printed: {odd}.",) if odd else (),
    )


def _month(sheet: Sheet, row: int, text: str) -> Period:
    try:
        start = date.fromisoformat(text)
    except ValueError:
        sheet.refuse(row, "period", text, "the first day of a month, such as 2018-10-01")
    if start.day != 1 or not 1900 <= start.year <= 2200:
        sheet.refuse(row, "period", text, "the first day of a month, such as 2018-10-01")
    return Period(start, date(start.year + start.month // 12, start.month % 12 + 1, 1))


READER = Reader(
    slug="nhs-england-emergency-departments",
    title="Attendances at accident and emergency departments by month, organisation and type",
    publisher="NHS England, as kept by the NHS-R community",
    origin="https://github.com/nhs-r-community/NHSRdatasets (ae_attendances)",
    licence="Open Government Licence v3.0",
    cadence="monthly",
    encoding="cp1252",
    markers={},
    shape="one row a month, organisation and type of department: attendances, breaches of four hours, admissions",
    gives=(ATTENDANCES, OVER_FOUR_HOURS, ADMISSIONS),
    matches=_matches,
    parse=_parse,
)
