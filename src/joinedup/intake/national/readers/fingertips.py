"""Fingertips figures as downloaded from its pages or interface: one row an indicator, area, group and period.

Counts, denominators, intervals and verdicts are held where the file prints them, and only then; the publisher's
interval is theirs (95%). An area printed twice (under two parents or kinds of area) is one area where all its numbers
agree, and refused where they do not.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.national.fingertips import (
    MEASURES,
    NO_VERDICT,
    NOT_PUBLISHED,
    ORIGIN,
    PUBLISHER,
    measure_of,
    period_of,
    slug_of,
)
from joinedup.intake.national.layout import check_columns, clipped, councils_without, most_decimals, number
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet, listed
from joinedup.intake.national.tables import published
from joinedup.kinds.area import Area

_LOW, _HIGH = "Lower CI 95.0 limit", "Upper CI 95.0 limit"
_VERDICT = "Compared to England value or percentiles"
_NEEDED = (
    *("Indicator ID", "Indicator Name", "Area Code", "Area Name", "Area Type", "Sex", "Age"),
    *("Category Type", "Category", "Time period", "Value"),
)
_NUMBERS = {"value": "Value", "low": _LOW, "high": _HIGH, "numerator": "Count", "denominator": "Denominator"}
_OTHER = frozenset(
    {
        *("Parent Code", "Parent Name", *_NUMBERS.values(), "Lower CI 99.8 limit", "Upper CI 99.8 limit"),
        *("Value note", "Recent Trend", "Compared to percentiles", "Compared to goal"),
        *("Time period Sortable", "New data", "Time period range"),
    }
)
_COMPARED = re.compile(r"Compared to .+ value or percentiles")
_EVERYONE, _ALL_AGES = "Persons", "All ages"
_MOST_NAMED = 3

Line = dict[str, str]


def _matches(header: tuple[str, ...]) -> bool:
    return {"Indicator ID", "Area Code", "Time period"} <= set(header)


def _parse(sheet: Sheet, areas: Mapping[str, Area]) -> National:
    check_columns(sheet, _NEEDED, {*_OTHER, *filter(_COMPARED.fullmatch, sheet.header)})
    lines = [(row, dict(zip(sheet.header, cells, strict=True))) for row, cells in sheet.rows]
    ages: dict[str, set[str]] = {}
    for _, line in lines:
        ages.setdefault(line["Indicator ID"], set()).add(line["Age"])
    held: dict[tuple[object, ...], tuple[int, dict[str, object]]] = {}
    digits: dict[object, set[int]] = {}
    for row, line in lines:
        told, decimals = _told(sheet, row, line, has_ages=len(ages[line["Indicator ID"]]) > 1)
        key = tuple(told[name] for name in ("measure", "area", "start_on", "end_on", "group_kind", "group_value"))
        first, before = held.setdefault(key, (row, told))
        if before != told:
            raise Refusal(
                f"{sheet.file}, row {row}: found {clipped([line['Area Name']])} ({clipped([line['Area Code']])}) for "
                f"{line['Time period']} again (first in row {first}) with other figures; which counts cannot be told."
            )
        digits.setdefault(told["measure"], set()).add(decimals)
    rows = [row | {"decimals": _decimals(row, digits)} for _, row in held.values()]
    return _national([line for _, line in lines], rows, areas, ages)


def _told(sheet: Sheet, row: int, line: Line, *, has_ages: bool) -> tuple[dict[str, object], int]:
    """Return the row of PUBLISHED without its decimals, and the digits its value is printed with."""
    period = period_of(sheet, row, "Time period", line["Time period"])
    if not line["Area Code"]:
        sheet.refuse(row, "Area Code", line["Area Code"], "an area's code")
    measure = measure_of(sheet.whole(row, "Indicator ID", line["Indicator ID"]))
    kind, group = _group(line, has_ages=has_ages)
    numbers: dict[str, float | None] = {}
    digits = 0
    for name, column in _NUMBERS.items():
        text = line.get(column, "")
        value, printed = number(sheet, row, column, text, "a number, or blank") if text else (None, 0)
        numbers[name] = value
        digits = printed if name == "value" else digits
    low, high = numbers["low"], numbers["high"]
    if (low is None) != (high is None) or (low is not None and high is not None and high < low):
        sheet.refuse(row, _HIGH, line.get(_HIGH, ""), f"an upper limit beside the lower, '{line.get(_LOW, '')}'")
    verdict = line.get(_VERDICT, "")
    base = {
        "measure": measure,
        "area": line["Area Code"],
        "area_name": line["Area Name"],
        "start_on": period.start,
        "end_on": period.end,
        "group_kind": kind,
        "group_value": group,
        "verdict": verdict if verdict and verdict != NO_VERDICT else None,
        "marker": None if numbers["value"] is not None else line.get("Value note", "").lower() or NOT_PUBLISHED,
        "source": f"Fingertips (OHID): {line['Indicator Name']}; verdicts are the publisher's, against England",
    }
    return base | numbers, digits


def _group(line: Line, *, has_ages: bool) -> tuple[str | None, str | None]:
    """Return what sets a row apart from the total: sex, age where an indicator has several, category."""
    parts = []
    if line["Sex"] != _EVERYONE:
        parts.append(("sex", line["Sex"].lower()))
    if has_ages and line["Age"] != _ALL_AGES:
        parts.append(("age", line["Age"]))
    if line["Category Type"] or line["Category"]:
        parts.append((line["Category Type"].lower() or "category", line["Category"]))
    if not parts:
        return None, None
    return " and ".join(kind for kind, _ in parts), ", ".join(value for _, value in parts)


def _decimals(row: Mapping[str, object], digits: Mapping[object, set[int]]) -> int | None:
    return None if row["value"] is None else most_decimals(digits[row["measure"]])


def _national(
    lines: Sequence[Line],
    rows: Sequence[dict[str, object]],
    areas: Mapping[str, Area],
    indicators: Mapping[str, object],
) -> National:
    periods = [Period(row["start_on"], row["end_on"]) for row in rows]  # type: ignore[arg-type]
    covers = Period(min(periods).start, max(period.end for period in periods))
    kinds = sorted({line["Area Type"] for line in lines if line["Area Type"] not in ("England", "Region", "")})
    numbers = sorted(indicators, key=lambda text: (len(text), text))
    named = "-".join(numbers)
    if len(numbers) > _MOST_NAMED:
        named = f"{len(numbers)}-indicators-{hashlib.sha256(named.encode()).hexdigest()[:8]}"
    names = sorted({line["Indicator Name"] for line in lines})
    about = names[0] if len(names) == 1 else f"{len(names)} indicators"
    return National(
        {"published": published(rows)},
        sender="-".join(part for part in ("fingertips", named, *map(slug_of, kinds)) if part),
        sender_name=f"Fingertips: {about}" + (f", {listed(kinds, 3)}" if kinds else ""),
        feed="published",
        covers=covers,
        released_on=None,
        notes=(
            *_remarks(lines),
            *councils_without({line["Area Code"] for line in lines}, areas, covers.end - timedelta(days=1)),
        ),
    )


def _remarks(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return one sentence for each remark that the publisher makes on values it gives."""
    counts: dict[str, int] = {}
    for line in lines:
        note = line.get("Value note", "")
        if note and line["Value"]:
            counts[note] = counts.get(note, 0) + 1
    return tuple(f"The publisher remarks on values it gives ({n:,}): '{note}'." for note, n in sorted(counts.items()))


READER = Reader(
    slug="fingertips-download",
    title="Fingertips: indicators by area, sex, age, category and period",
    publisher=PUBLISHER,
    origin=f"{ORIGIN} (Download on an indicator's or a profile's page)",
    licence="Open Government Licence v3.0",
    cadence="as each indicator is published",
    encoding="cp1252",
    markers={"": f"the publisher's own note, else {NOT_PUBLISHED}", NO_VERDICT: "the publisher gives no verdict"},
    shape="one row an indicator, area, sex, age, category and period; counts and intervals where printed. An "
    "indicator without a measure of its own name is held as 'fingertips-' and its number",
    gives=tuple(MEASURES.values()),
    matches=_matches,
    parse=_parse,
)
