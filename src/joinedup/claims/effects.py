"""Measure how two figures differ, with the method that fits their data. The arithmetic is all in `stats`."""

import math
from dataclasses import replace

from joinedup.claims.case import Counts, Effect, Limits, Part, Scale
from joinedup.claims.pair import Pair
from joinedup.kinds.document import ClaimKind
from joinedup.kinds.indicator import Indicator, Unit
from joinedup.measures.intervals import SELF_CHOSEN
from joinedup.release.figure import Figure
from joinedup.stats import comparison, from_intervals, means, power, proportions, rates, rounded, stocks
from joinedup.stats.from_intervals import known
from joinedup.stats.interval import OK, Compared, Interval

NO_COUNTS = "Neither counts nor an interval are held for {place}, and none is invented."


def effect_of(pair: Pair) -> Effect | str:
    """Return how the first side differs from the second, or a sentence on why that cannot be measured.

    Both sides must be visible. Counts of starts or exits compare two windows; counts of places of different size are
    not compared. A fixed benchmark counts as certain within its rounding.
    """
    unit = pair.indicator.unit
    if unit is Unit.COUNT:
        return _counts(pair)
    if unit is Unit.DAYS:
        return _days(pair)
    if pair.is_modelled:
        got = _from_limits(pair)
        return got if isinstance(got, str) else replace(got, is_modelled=True)
    if any(not has_counts(figure, pair.indicator) for figure in _uncertain(pair)):
        return _from_limits(pair)
    return _rates(pair) if unit is Unit.RATE else _shares(pair)


def part_of(figure: Figure, indicator: Indicator) -> Part | None:
    """Return a share as so many of so many, where both are told and it is a share of people counted."""
    if not figure.is_visible or not has_counts(figure, indicator) or indicator.of not in (None, "among"):
        return None
    if indicator.unit is not Unit.PERCENT or figure.numerator is None or figure.denominator is None:
        return None
    got = proportions.proportion(figure.numerator, figure.denominator)
    is_complete = figure.provenance.covers and figure.known >= 1.0
    return Part(
        figure.numerator, figure.denominator, limits(got), is_complete, is_self_chosen=figure.method == SELF_CHOSEN
    )


def counts_of(pair: Pair, *, has_verdict: bool) -> Counts | None:
    """Return the complete counts of one thing in two windows, where both are shown exactly; else None."""
    if pair.kind is not ClaimKind.CHANGE or pair.indicator.unit is not Unit.COUNT:
        return None
    if any(figure.numerator is None or figure.rounding or not figure.provenance.covers for figure in pair.sides):
        return None
    if pair.versions[0] != pair.versions[1] or pair.first.period.shares_time_with(pair.second.period):
        return None
    now, before = number(pair.first.numerator), number(pair.second.numerator)
    return Counts(now, before, is_workload=pair.indicator.is_stock, has_verdict=has_verdict)


def has_counts(figure: Figure, indicator: Indicator) -> bool:
    """Return whether a figure's value follows from its counts, so that an interval may be made from them."""
    if figure.value is None or figure.numerator is None or not figure.denominator:
        return False
    if indicator.unit is Unit.PERCENT:
        if figure.numerator > figure.denominator:
            return False
        got = proportions.proportion(figure.numerator, figure.denominator)
    else:
        got = rates.rate(figure.numerator, figure.denominator)
    return math.isclose(float(got.value), figure.value, rel_tol=1e-6, abs_tol=figure.rounding + 1e-9)


def _with_visible(effect: Effect | str, pair: Pair, seen: power.Visible) -> Effect | str:
    """Say beside a change that cannot be told which one would have been."""
    if isinstance(effect, str) or pair.kind is not ClaimKind.CHANGE or effect.direction != 0:
        return effect
    fall = float(seen.fall) if seen.fall_status == OK else None
    rise = float(seen.rise) if seen.rise_status == OK else None
    return replace(effect, visible=(fall, rise))


def _uncertain(pair: Pair) -> tuple[Figure, ...]:
    return (pair.first,) if pair.is_fixed_benchmark else pair.sides


def _counts(pair: Pair) -> Effect | str:
    if pair.kind is not ClaimKind.CHANGE:
        return "Counts depend on how many people live there, so only rates and shares are compared."
    now, before = pair.first.numerator, pair.second.numerator
    if now is None or before is None:
        return NO_COUNTS.format(place=pair.first.place.name)
    if pair.indicator.is_stock:
        return _stocks(pair, now, before)
    got = rounded.counts_ratio(now, before, rounding=pair.first.rounding, rounding_before=pair.second.rounding)
    effect = measured(got, Scale.RATIO, "ratio of counts", pair.indicator, ratio=got)
    return _with_visible(effect, pair, power.smallest_change(before, 1))


def _stocks(pair: Pair, now: float, before: float) -> Effect | str:
    """Compare people in treatment in two windows, many of them in both."""
    if pair.in_both is None:
        got = rounded.counts_ratio(now, before, rounding=pair.first.rounding, rounding_before=pair.second.rounding)
    else:
        got = stocks.change(now, before, pair.in_both)
    effect = measured(got, Scale.RATIO, "ratio of counts that share people", pair.indicator, ratio=got)
    return effect if isinstance(effect, str) else replace(effect, allows_for_both=pair.in_both is not None)


def _rates(pair: Pair) -> Effect | str:
    a, b = pair.first, pair.second
    if pair.is_fixed_benchmark:
        if not b.value:
            return "The benchmark is zero, so no ratio to it exists."
        got = rates.against(number(a.numerator), number(a.denominator), b.value, rounding=min(b.rounding, b.value))
        return measured(got, Scale.RATIO, "ratio to the benchmark", pair.indicator, ratio=got)
    x, n, y, m = _four(a, b)
    got = comparison.rate_ratio(x, n, y, m)
    effect = measured(got, Scale.RATIO, "ratio of rates", pair.indicator, ratio=got)
    return _with_visible(effect, pair, power.smallest_change(y, m, n))


def _shares(pair: Pair) -> Effect | str:
    a, b = pair.first, pair.second
    if pair.is_fixed_benchmark:
        count, whole, fixed = number(a.numerator), number(a.denominator), number(b.value)
        got = proportions.against(count, whole, fixed, rounding=b.rounding)
        share, others = proportions.proportion(count, whole), proportions.proportion(whole - count, whole)
        ratio = from_intervals.ratio_to(share, fixed, rounding=b.rounding)
        rest = from_intervals.ratio_to(others, 100 - fixed, rounding=b.rounding)
        name = "difference from the benchmark in points"
        return measured(got, Scale.POINTS, name, pair.indicator, ratio=ratio, rest=rest)
    x, n, y, m = _four(a, b)
    got = comparison.share_difference(x, n, y, m)
    ratio = comparison.share_ratio_interval(x, n, y, m)
    rest = comparison.share_ratio_interval(n - x, n, m - y, m)
    effect = measured(got, Scale.POINTS, "difference of shares in points", pair.indicator, ratio=ratio, rest=rest)
    return _with_visible(effect, pair, power.smallest_change(y, m, n, family="share"))


def _days(pair: Pair) -> Effect | str:
    a, b = pair.first, pair.second
    for figure in _uncertain(pair):
        if figure.low is None or not figure.denominator:
            return NO_COUNTS.format(place=figure.place.name)
    if pair.is_fixed_benchmark:
        got = means.against(interval(a), number(a.denominator), number(b.value), rounding=b.rounding)
        return measured(got, Scale.DAYS, "difference from the benchmark in days", pair.indicator)
    got = means.difference_of_intervals(interval(a), number(a.denominator), interval(b), number(b.denominator))
    return measured(got, Scale.DAYS, "difference of means in days", pair.indicator)


def _from_limits(pair: Pair) -> Effect | str:
    """Compare from the limits themselves: modelled estimates, surveys, and publishers' own intervals."""
    for figure in _uncertain(pair):
        if figure.low is None or figure.high is None:
            return NO_COUNTS.format(place=figure.place.name)
    a, b = interval(pair.first), interval(pair.second)
    half = pair.second.rounding if pair.is_fixed_benchmark else 0.0
    if pair.indicator.unit is Unit.RATE:
        if number(pair.second.value) <= 0:
            return "The other side is zero, so no ratio to it exists."
        got = from_intervals.ratio(a, b, rounding=half)
        return measured(got, Scale.RATIO, "ratio of rates", pair.indicator, ratio=got)
    got = from_intervals.beside_uncertain(a, b, rounding=half)
    return measured(got, Scale.POINTS, "difference in points", pair.indicator)


def measured(
    got: Compared,
    scale: Scale,
    statistic: str,
    indicator: Indicator,
    *,
    ratio: Interval | Compared | None = None,
    rest: Interval | Compared | None = None,
) -> Effect | str:
    """Return one comparison as the effect that rules read; a sentence where it has no status to be read."""
    if got.status != OK:
        return "There is nothing to measure a difference with: no events, or no spread, on either side."
    return Effect(scale, limits(got), float(got.p_value), statistic, _held(ratio), _held(rest), margin=indicator.margin)


def limits(got: Interval | Compared) -> Limits:
    """Return one value and its limits as plain numbers."""
    return Limits(float(got.value), float(got.low), float(got.high))


def interval(figure: Figure) -> Interval:
    """Return a figure's own interval; its value alone where it has none, as for a benchmark taken as fixed."""
    value = number(figure.value)
    return known(value, value if figure.low is None else figure.low, value if figure.high is None else figure.high)


def number(value: object) -> float:
    """Return a number that gates have seen to be there."""
    return float(value)  # type: ignore[arg-type]


def _held(ratio: Interval | Compared | None) -> Limits | None:
    return limits(ratio) if ratio is not None and ratio.status == OK else None


def _four(a: Figure, b: Figure) -> tuple[float, float, float, float]:
    return number(a.numerator), number(a.denominator), number(b.numerator), number(b.denominator)
