"""Measure how two figures differ, with the method that fits their data."""

import math

import numpy as np

from joinedup.claims.case import Effect, Limits, Part, Scale
from joinedup.claims.pair import Pair
from joinedup.kinds.document import ClaimKind
from joinedup.kinds.indicator import Indicator, Unit
from joinedup.release.figure import Figure
from joinedup.stats import comparison, means, proportions, rates, rounded
from joinedup.stats.interval import OK, Compared, Interval, statuses

PER = 100_000
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
        return _from_limits(pair)
    if any(not _has_counts(figure, pair.indicator) for figure in _uncertain(pair)):
        return _from_limits(pair)
    return _rates(pair) if unit is Unit.RATE else _shares(pair)


def part_of(figure: Figure, indicator: Indicator) -> Part | None:
    """Return a share as so many of so many, where both are told and it is a share of people counted."""
    if not figure.is_visible or not _has_counts(figure, indicator) or indicator.of not in (None, "among"):
        return None
    if indicator.unit is not Unit.PERCENT or figure.numerator is None or figure.denominator is None:
        return None
    got = proportions.proportion(figure.numerator, figure.denominator)
    return Part(figure.numerator, figure.denominator, _limits(got))


def _uncertain(pair: Pair) -> tuple[Figure, ...]:
    return (pair.first,) if pair.is_fixed_benchmark else pair.sides


def _has_counts(figure: Figure, indicator: Indicator) -> bool:
    """Whether its value follows from its counts, so that an interval may be made from them."""
    if figure.value is None or figure.numerator is None or not figure.denominator:
        return False
    per = PER if indicator.unit is Unit.RATE else 100
    if indicator.unit is Unit.PERCENT and figure.numerator > figure.denominator:
        return False
    from_counts = per * figure.numerator / figure.denominator
    return math.isclose(from_counts, figure.value, rel_tol=1e-6, abs_tol=figure.rounding + 1e-9)


def _counts(pair: Pair) -> Effect | str:
    if pair.kind is not ClaimKind.CHANGE:
        return "Counts depend on how many people live there, so only rates and shares are compared."
    now, before = pair.first.numerator, pair.second.numerator
    if now is None or before is None:
        return NO_COUNTS.format(place=pair.first.place.name)
    got = rounded.counts_ratio(now, before, rounding=pair.first.rounding, rounding_before=pair.second.rounding)
    return _effect(got, Scale.RATIO, "ratio of counts", pair, ratio=got)


def _rates(pair: Pair) -> Effect | str:
    a, b = pair.first, pair.second
    if pair.is_fixed_benchmark:
        if not b.value:
            return "The benchmark is zero, so no ratio to it exists."
        got = rates.against(_number(a.numerator), _number(a.denominator), b.value, rounding=min(b.rounding, b.value))
        return _effect(got, Scale.RATIO, "ratio to the benchmark", pair, ratio=got)
    got = comparison.rate_ratio(*_four(a, b))
    return _effect(got, Scale.RATIO, "ratio of rates", pair, ratio=got)


def _shares(pair: Pair) -> Effect | str:
    a, b = pair.first, pair.second
    if pair.is_fixed_benchmark:
        count, whole, fixed = _number(a.numerator), _number(a.denominator), _number(b.value)
        got = proportions.against(count, whole, fixed, rounding=b.rounding)
        share = proportions.proportion(count, whole)
        ratio = _ratio_to(share.value, share.low, share.high, fixed, b.rounding)
        rest = _ratio_to(100 - share.value, 100 - share.high, 100 - share.low, 100 - fixed, b.rounding)
        return _effect(got, Scale.POINTS, "difference from the benchmark in points", pair, ratio=ratio, rest=rest)
    x, n, y, m = _four(a, b)
    got = comparison.share_difference(x, n, y, m)
    ratio_ = comparison.share_ratio_interval(x, n, y, m)
    rest_ = comparison.share_ratio_interval(n - x, n, m - y, m)
    return _effect(got, Scale.POINTS, "difference of shares in points", pair, ratio=ratio_, rest=rest_)


def _days(pair: Pair) -> Effect | str:
    a, b = pair.first, pair.second
    for figure in _uncertain(pair):
        if figure.low is None or not figure.denominator:
            return NO_COUNTS.format(place=figure.place.name)
    if pair.is_fixed_benchmark:
        got = means.against(_interval(a), _number(a.denominator), _number(b.value), rounding=b.rounding)
        return _effect(got, Scale.DAYS, "difference from the benchmark in days", pair)
    got = means.difference_of_intervals(_interval(a), _number(a.denominator), _interval(b), _number(b.denominator))
    return _effect(got, Scale.DAYS, "difference of means in days", pair)


def _from_limits(pair: Pair) -> Effect | str:
    """Compare from the limits themselves: modelled estimates, and publishers' own intervals."""
    for figure in _uncertain(pair):
        if figure.low is None or figure.high is None:
            return NO_COUNTS.format(place=figure.place.name)
    a, b = _interval(pair.first), _interval(pair.second)
    if pair.is_fixed_benchmark:
        half = pair.second.rounding
        b = Interval(b.value, b.value - half, b.value + half, b.status)
    got = comparison.difference(a, b)
    if pair.indicator.unit is Unit.RATE:
        if float(b.value) <= 0:
            return "The other side is zero, so no ratio to it exists."
        low, high = comparison.ratio_limits(a.value, a.low, a.high, b.value, b.low, b.high)
        got = Compared(a.value / b.value, low, high, got.p_value, got.status)
        return _effect(got, Scale.RATIO, "ratio of rates", pair, ratio=got)
    return _effect(got, Scale.POINTS, "difference in points", pair)


def _effect(
    got: Compared,
    scale: Scale,
    statistic: str,
    pair: Pair,
    *,
    ratio: Interval | Compared | Limits | None = None,
    rest: Interval | Compared | Limits | None = None,
) -> Effect | str:
    if got.status != OK:
        return "There is nothing to measure a difference with: no events, or no spread, on either side."
    return Effect(
        scale, _limits(got), float(got.p_value), statistic, _held(ratio), _held(rest), margin=pair.indicator.margin
    )


def _held(ratio: Interval | Compared | Limits | None) -> Limits | None:
    if ratio is None or isinstance(ratio, Limits):
        return ratio
    return _limits(ratio) if ratio.status == OK else None


def _ratio_to(value: object, low: object, high: object, fixed: float, half: float) -> Limits | None:
    if fixed - half <= 0:
        return None
    return Limits(_number(value) / fixed, _number(low) / (fixed + half), _number(high) / (fixed - half))


def _limits(got: Interval | Compared) -> Limits:
    return Limits(float(got.value), float(got.low), float(got.high))


def _interval(figure: Figure) -> Interval:
    value = np.asarray(_number(figure.value))
    low = value if figure.low is None else np.asarray(figure.low)
    high = value if figure.high is None else np.asarray(figure.high)
    return Interval(value, low, high, statuses(()))


def _four(a: Figure, b: Figure) -> tuple[float, float, float, float]:
    return _number(a.numerator), _number(a.denominator), _number(b.numerator), _number(b.denominator)


def _number(value: object) -> float:
    return float(value)  # type: ignore[arg-type]
