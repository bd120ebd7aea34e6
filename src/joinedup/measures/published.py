"""Figures a publisher prints, told as theirs: their counts where they give them, else their value and its rounding."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import floor
from typing import Any, Final

from joinedup.core.estimate import Beside, Estimate, Provenance
from joinedup.core.period import Period
from joinedup.core.status import State
from joinedup.kinds.indicator import Indicator, Unit
from joinedup.measures import intervals

Group = tuple[str, str] | None
Row = Mapping[str, Any]

PER: Final = {Unit.PERCENT: 100, Unit.RATE: 100_000}
ROUNDED_COUNT: Final = "Published rounded: the count itself may be up to {} either side."
ROUNDED_RATIO: Final = "Worked out from published counts that are rounded: each may be up to {} either side."


class Publications:
    """Published rows of some measures and areas, read once from a table of the PUBLISHED contract.

    Of several issues of one figure the last is read; with `as_of`, the last that was released by that day. A row
    that says no day of release is known on every day and gives way to any that does.
    """

    def __init__(self, table: Any, measures: Iterable[str], areas: Iterable[str], as_of: date | None = None) -> None:
        rows = table.filter(table.measure.isin(sorted(set(measures))) & table.area.isin(sorted(set(areas))))
        self._held: dict[tuple[str, str, Period, Group], list[Row]] = {}
        for row in sorted(rows.to_pyarrow().to_pylist(), key=_precedence):
            if row["start_on"] is None or row["end_on"] is None or row["end_on"] <= row["start_on"]:
                continue
            if as_of is not None and row["released_on"] is not None and row["released_on"] > as_of:
                continue
            group = None if row["group_kind"] is None else (row["group_kind"], row["group_value"])
            key = (row["measure"], row["area"], Period(row["start_on"], row["end_on"]), group)
            self._held.setdefault(key, []).append(row)

    def row(self, measures: Iterable[str | None], area: str, period: Period, group: Group = None) -> Row | None:
        """Return the row to use for exactly this period, under the first of `measures` that has one.

        Of several the one released last is used; of one day's, counts before a bare value, then by the source's name.
        """
        found = (self._held.get((measure, area, period, group)) for measure in measures if measure)
        return next((rows[-1] for rows in found if rows), None)

    def beside(self, row: Row) -> tuple[Beside, ...]:
        """Return what other publications print for the same measure, area, period and group, where it differs."""
        group = None if row["group_kind"] is None else (row["group_kind"], row["group_value"])
        rows = self._held[row["measure"], row["area"], Period(row["start_on"], row["end_on"]), group]
        others = {one["source"] or "": number for one in rows if (number := printed(one)) is not None}
        others.pop(row["source"] or "", None)
        return tuple(Beside(value, source) for source, value in sorted(others.items()) if value != printed(row))

    def pooled(self, measure: str, area: str, period: Period) -> "Pooled":
        """Return the count of `period`: as published, or the sum of its years if every one is held."""
        whole = self.row([measure], area, period)
        if whole is not None and whole["numerator"] is not None:
            return Pooled(whole["numerator"], row=whole, rounding=_half(whole))
        years = _years_of(period)
        rows = {year: self.row([measure], area, year) for year in years}
        missing = [year for year, row in rows.items() if row is None or row["numerator"] is None]
        markers = sorted({row["marker"] for row in rows.values() if row is not None and row["marker"]})
        if missing:
            why = f" ({', '.join(markers)})" if markers else ""
            return Pooled(None, f"No published count is held for {_listed(missing)}{why}.")
        held = [row for row in rows.values() if row is not None]
        total = sum(row["numerator"] for row in held)
        return Pooled(total, row=held[-1], rounding=sum(_half(row) for row in held))


@dataclass(frozen=True, slots=True)
class Pooled:
    """A published count of one or more years, or None and which years are missing.

    `row` is one of the rows used; the true count lies within `rounding` of the printed one.
    """

    count: float | None
    missing: str = ""
    row: Row | None = None
    rounding: float = 0.0


def printed(row: Row) -> float | None:
    """Return the number a row prints: its value, else its count."""
    number = row["numerator"] if row["value"] is None else row["value"]
    return None if number is None else float(number)


def told(draft: Estimate, indicator: Indicator, row: Row) -> Estimate:
    """Return `draft` filled from one published row."""
    numerator, denominator, value = row["numerator"], row["denominator"], row["value"]
    draft = replace(draft, verdict=row["verdict"] or "")
    half = _half(row)
    if indicator.unit is Unit.COUNT and numerator is not None:
        return counted(draft, numerator, half)
    if numerator is not None and denominator and indicator.of in ("among", "population", "population-18-plus"):
        numbers, method = _from_counts(indicator, numerator, denominator)
        if numbers is not None:
            filled = _filled(draft, numbers, numerator, denominator, method)
            return from_rounded(filled, indicator.unit, half, half) if half else filled
    if value is None:
        return replace(
            draft, state=State.NO_DATA, note=f"The publisher gives no figure: {row['marker'] or 'no reason'}."
        )
    has_interval = row["low"] is not None and row["high"] is not None
    has_counts = numerator is not None and bool(denominator)
    return replace(
        draft,
        state=State.OK if has_interval or has_counts else State.VALUE_ONLY,
        value=value,
        low=row["low"],
        high=row["high"],
        numerator=numerator,
        denominator=denominator,
        method=intervals.AS_PUBLISHED,
        rounding=_rounding(value, row["decimals"]),
    )


def counted(draft: Estimate, number: float, rounding: float = 0.0) -> Estimate:
    """Return `draft` as a count; the true one lies within `rounding` of it, which a caveat says."""
    note = _joined(draft.note, ROUNDED_COUNT.format(floor(rounding)) if rounding else "")
    filled = replace(draft, value=float(number), numerator=float(number), method=intervals.COUNT)
    return replace(filled, rounding=rounding, note=note)


def from_rounded(ratio: Estimate, unit: Unit, rounding: float, rounding_below: float = 0.0) -> Estimate:
    """Return a share or rate whose counts are known only within their rounding as a bare value.

    Limits drawn from rounded counts would be invented, and so would a test. Its own `rounding` is how far the value
    of the true counts may be from it.
    """
    assert ratio.value is not None  # it has just been worked out
    assert ratio.numerator is not None
    assert ratio.denominator is not None
    highest = PER[unit] * (ratio.numerator + rounding) / max(1.0, ratio.denominator - rounding_below)
    note = _joined(ratio.note, ROUNDED_RATIO.format(floor(rounding)))
    bare = replace(ratio, low=None, high=None, numerator=None, denominator=None)
    return replace(bare, state=State.VALUE_ONLY, rounding=highest - ratio.value, note=note)


def own(provenance: Provenance, row: Row | None) -> Provenance:
    """Return `provenance` narrowed to the publisher, and the delivery if the table names it, of one row."""
    if row is None:
        return provenance
    delivery = row.get("delivery_id")
    return replace(
        provenance,
        source=row["source"] or provenance.source,
        deliveries=(delivery,) if delivery else provenance.deliveries,
    )


def _from_counts(indicator: Indicator, numerator: float, denominator: float) -> tuple[intervals.Numbers | None, str]:
    if indicator.unit is Unit.PERCENT and numerator <= denominator:
        return intervals.share(numerator, denominator), intervals.WILSON
    if indicator.unit is Unit.RATE:
        return intervals.rate(numerator, denominator), intervals.BYAR
    return None, ""


def _filled(draft: Estimate, numbers: intervals.Numbers, numerator: float, denominator: float, method: str) -> Estimate:
    value, low, high = numbers
    return replace(
        draft,
        value=value,
        low=low,
        high=high,
        numerator=numerator,
        denominator=denominator,
        method=method,
    )


def _rounding(value: float, decimals: int | None) -> float:
    """Half of the last digit printed; digits not stated are read off the number itself."""
    digits = decimals if decimals is not None else len(f"{value!r}".partition(".")[2].rstrip("0"))
    return float(0.5 * 10.0**-digits)


def _half(row: Row) -> float:
    """Return how far the true counts of a row may be from those printed; a table made before may not say."""
    return (row.get("rounded_to") or 0) / 2


def _joined(*notes: str) -> str:
    return " ".join(filter(None, notes))


def _years_of(period: Period) -> list[Period]:
    years, start = [], period.start
    while start < period.end:
        end = start.replace(year=start.year + 1)
        years.append(Period(start, end))
        start = end
    return years


def _listed(periods: list[Period]) -> str:
    return ", ".join(period.label for period in periods)


def _precedence(row: Row) -> tuple[date, bool, str]:
    """Order rows of one figure, the one to use last."""
    return (row["released_on"] or date.min, row["numerator"] is not None, row["source"] or "")
