"""The latest period that figures are held for, of each indicator and place: none is of one common year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from joinedup.core.period import Period
from joinedup.kinds.indicator import Base, Indicator
from joinedup.measures.population import LAST_AGE, Populations

Latest = Mapping[tuple[str, str], Period]
"""By indicator's slug and area's code; absent where nothing is held."""

_EVERYONE = (0, LAST_AGE)


def latest_held(published: Any, population: Any, indicators: Iterable[Indicator], areas: Iterable[str]) -> Latest:
    """Return the latest period for which each indicator has a number, by slug and area's code.

    Tables keep the PUBLISHED and POPULATION contracts. Indicators of one calendar year or more are of whole calendar
    years: of several, one row of them all, or a count of every one. All others are of financial years. Of residents a
    mid-year counts only where it has every age. A row without a number (hidden, not published) is not held.
    """
    asked, codes = tuple(indicators), sorted(set(areas))
    from_rows = [each for each in asked if each.base is not Base.POPULATION]
    names = sorted({name for each in from_rows for name in (each.slug, each.published_as) if name})
    rows = _spans(published, names, codes)
    found = {}
    for each in from_rows:
        for area in codes:
            spans = [span for name in (each.slug, each.published_as) for span in rows.get((name or "", area), ())]
            last = _last(each, spans)
            if last is not None:
                found[each.slug, area] = last
    return found | _residents(population, [each for each in asked if each.base is Base.POPULATION], codes)


@dataclass(frozen=True, slots=True)
class _Span:
    start: date
    end: date
    has_count: bool


def _spans(table: Any, names: list[str], codes: list[str]) -> dict[tuple[str, str], list[_Span]]:
    """Return the periods of rows with a number, by measure and area."""
    in_scope = table.filter(
        table.measure.isin(names)
        & table.area.isin(codes)
        & table.group_kind.isnull()
        & (table.numerator.notnull() | table.value.notnull())
    )
    spans = in_scope.group_by(["measure", "area", "start_on", "end_on"]).aggregate(counts=in_scope.numerator.count())
    found: dict[tuple[str, str], list[_Span]] = {}
    for row in spans.to_pyarrow().to_pylist():
        if row["start_on"] is not None and row["end_on"] is not None and row["start_on"] < row["end_on"]:
            span = _Span(row["start_on"], row["end_on"], row["counts"] > 0)
            found.setdefault((row["measure"], row["area"]), []).append(span)
    return found


def _last(indicator: Indicator, spans: list[_Span]) -> Period | None:
    years = indicator.calendar_years
    if not years:
        ends = [span.end for span in spans if _is_years(span, 1) and (span.start.month, span.start.day) == (4, 1)]
        return Period(max(ends).replace(year=max(ends).year - 1), max(ends)) if ends else None
    of_calendar = [span for span in spans if (span.start.month, span.start.day) == (1, 1)]
    whole = {span.end.year - 1 for span in of_calendar if _is_years(span, years)}
    counted = {span.start.year for span in of_calendar if span.has_count and _is_years(span, 1)}
    pooled = {last for last in counted if all(last - back in counted for back in range(years))}
    last = max(whole | pooled, default=None)
    return None if last is None else Period.years(last - years + 1, last)


def _is_years(span: _Span, years: int) -> bool:
    same_day = (span.start.month, span.start.day) == (span.end.month, span.end.day)
    return same_day and span.end.year - span.start.year == years


def _residents(table: Any, indicators: list[Indicator], codes: list[str]) -> dict[tuple[str, str], Period]:
    if not indicators:
        return {}
    held = Populations(table, codes, {_EVERYONE})
    found: dict[tuple[str, str], Period] = {}
    for area in codes:
        for year in reversed(held.years(_EVERYONE, area)):
            period = Period.years(year)
            if held.of(_EVERYONE, area, period, years_away=0).people is not None:
                found |= {(each.slug, area): period for each in indicators}
                break
    return found
