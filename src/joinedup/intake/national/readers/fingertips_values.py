"""Fingertips figures in the short shape: a value and a verdict for an area and period; no counts and no intervals.

No interval may be made for such a figure, and no test rests on it: the value is told as printed and the publisher's
verdict quoted as theirs. Noughts at the end are not printed, so every value has the digits of the longest.
"""

from collections.abc import Mapping
from datetime import timedelta

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.national.fingertips import (
    NAMES,
    NO_VERDICT,
    NOT_PUBLISHED,
    ORIGIN,
    PUBLISHER,
    period_of,
    slug_of,
)
from joinedup.intake.national.layout import (
    Seen,
    area_code,
    check_columns,
    check_once,
    clipped,
    councils_without,
    most_decimals,
    number,
)
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet
from joinedup.intake.national.tables import published
from joinedup.kinds.area import Area

_COLUMNS = ("area_code", "area_name", "period", "value", "indicator", "measure", "unit", "significance")
_SEXES = {"Persons": None, "Male": "male", "Female": "female"}
_VERDICTS = ("Better", "Similar", "Worse", "Higher", "Lower")
_NA = "NA"


def _matches(header: tuple[str, ...]) -> bool:
    return {"area_code", "period", "value", "indicator"} <= set(header)


def _parse(sheet: Sheet, areas: Mapping[str, Area]) -> National:
    check_columns(sheet, _COLUMNS)
    indicator, kind = _one(sheet, "indicator"), _one(sheet, "measure")
    measure = NAMES.get(indicator, f"fingertips-{slug_of(indicator)}")
    rows: list[dict[str, object]] = []
    digits: set[int] = set()
    seen: Seen = {}
    periods: dict[str, Period] = {}
    for row, (code, name, label, value, _, _, sex, verdict) in sheet.rows:
        area_code(sheet, row, "area_code", code)
        periods[label] = period_of(sheet, row, "period", label)
        if sex not in _SEXES:
            sheet.refuse(row, "unit", sex, f"one of {', '.join(_SEXES)}")
        if verdict not in (*_VERDICTS, NO_VERDICT):
            sheet.refuse(row, "significance", verdict, f"one of {', '.join((*_VERDICTS, NO_VERDICT))}")
        check_once(sheet, seen, (code, label, sex), row, f"{name} ({code}) for {label}")
        rows.append(
            {
                "measure": measure,
                "area": code,
                "area_name": name,
                "start_on": periods[label].start,
                "end_on": periods[label].end,
                "group_kind": "sex" if _SEXES[sex] else None,
                "group_value": _SEXES[sex],
                "verdict": None if verdict == NO_VERDICT else verdict,
                "source": f"Fingertips (OHID): {indicator}, {kind.lower()}; verdicts are the publisher's",
            }
            | _value(sheet, row, value, digits)
        )
    most = most_decimals(digits)
    covers = Period(min(periods.values()).start, max(period.end for period in periods.values()))
    told = [row | {"decimals": None if row["value"] is None else most} for row in rows]
    return National(
        {"published": published(told)},
        sender=f"fingertips-values-{slug_of(indicator)}",
        sender_name=f"Fingertips: {indicator}, values and verdicts",
        feed="published",
        covers=covers,
        released_on=None,
        notes=councils_without({str(code) for code, _, _ in seen}, areas, covers.end - timedelta(days=1)),
    )


def _one(sheet: Sheet, column: str) -> str:
    """Return what stands in every row of a column; refuse a blank or more than one."""
    at = sheet.header.index(column)
    found = sorted({cells[at] for _, cells in sheet.rows})
    if len(found) > 1:
        raise Refusal(f"{sheet.file}, column '{column}': found {clipped(found)}; a file may be of one {column}.")
    if not found[0]:
        sheet.refuse(sheet.rows[0][0], column, found[0], "the words that say what is counted")
    return found[0]


def _value(sheet: Sheet, row: int, text: str, digits: set[int]) -> dict[str, object]:
    """Return the value or why it is missing, and add the digits it is printed with to `digits`."""
    if text == _NA:
        return {"value": None, "marker": NOT_PUBLISHED}
    value, printed = number(sheet, row, "value", text, "a number, or NA for not published")
    digits.add(printed)
    return {"value": value, "marker": None}


READER = Reader(
    slug="fingertips-values-and-verdicts",
    title="Fingertips: values and verdicts of one indicator by area and period",
    publisher=PUBLISHER,
    origin=f"{ORIGIN}, as kept by Trafford Data Lab (https://github.com/traffordDataLab)",
    licence="Open Government Licence v3.0",
    cadence="yearly",
    encoding="cp1252",
    markers={_NA: NOT_PUBLISHED, NO_VERDICT: "the publisher gives no verdict"},
    shape="one row an area and period: " + ", ".join(_COLUMNS) + "; no counts and no intervals",
    gives=tuple(NAMES.values()),
    matches=_matches,
    parse=_parse,
)
