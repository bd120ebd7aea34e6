"""What Fingertips files share: declared measures, periods as printed, verdicts and gaps.

A label such as 2017/18 is read as a financial year. Fingertips prints school years in the same way and nothing in the
file tells them apart: an indicator counted by school year is half a year later than its period says.
"""

import re

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.national.sheet import Sheet

PUBLISHER = "Office for Health Improvement and Disparities (OHID), Fingertips"
ORIGIN = "https://fingertips.phe.org.uk"
NO_VERDICT = "Not compared"
NOT_PUBLISHED = "not published"

MEASURES = {91382: "alcohol-related-mortality", 91414: "alcohol-related-admissions-narrow"}
"""Indicators that have a measure of their own name; any other is held under 'fingertips-' and its number."""

NAMES = {
    "Alcohol related mortality": MEASURES[91382],
    "Alcohol related admissions (narrow measure)": MEASURES[91414],
}
"""The same, by the name that files without numbers print."""

PERIODS = "a year (2017), a financial year (2017/18), a span (2015 - 17, 2015/16 - 17/18) or a quarter (2017/18 Q2)"
_SPAN = re.compile(r"(\d{4})(?:/(\d\d))?(?: ?- ?(\d{2}|\d{4})(?:/(\d\d))?)?", re.ASCII)
_QUARTER = re.compile(r"(\d{4})(?:/(\d\d))? Q([1-4])", re.ASCII)


def measure_of(indicator: int) -> str:
    """Return the measure that an indicator's figures are held under."""
    return MEASURES.get(indicator, f"fingertips-{indicator}")


def slug_of(text: str) -> str:
    """Return printed words as part of a slug."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def period_of(sheet: Sheet, row: int, column: str, text: str) -> Period:
    """Return the period a label stands for; refuse a label of another form."""
    try:
        found = _quarter(text) or _span(text)
    except (Refusal, ValueError):  # not two years that follow each other, or of a year that no calendar has
        found = None
    if found is None:
        sheet.refuse(row, column, text, PERIODS)
    return found


def _quarter(text: str) -> Period | None:
    parts = _QUARTER.fullmatch(text)
    if not parts:
        return None
    first = Period.financial_year(f"{parts[1]}/{parts[2]}") if parts[2] else Period.years(int(parts[1]))
    starts = [(first.start.month - 1 + 3 * quarter) for quarter in (int(parts[3]) - 1, int(parts[3]))]
    days = [first.start.replace(year=first.start.year + month // 12, month=month % 12 + 1) for month in starts]
    return Period(days[0], days[1])


def _span(text: str) -> Period | None:
    parts = _SPAN.fullmatch(text)
    if not parts or (parts[3] and bool(parts[2]) != bool(parts[4])):
        return None
    first = int(parts[1])
    last = _year_after(first, parts[3]) if parts[3] else first
    if not parts[2]:
        return Period.years(first, last)
    ends = Period.financial_year(f"{last}/{parts[4] or parts[2]}")
    return Period(Period.financial_year(f"{first}/{parts[2]}").start, ends.end)


def _year_after(first: int, printed: str) -> int:
    if len(printed) == 4:
        return int(printed)
    century = first - first % 100 + int(printed)
    return century if century >= first else century + 100
