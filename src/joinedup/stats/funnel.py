"""Funnel plots: how far an area of its size may lie from the average of all by chance."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special

from joinedup.stats import checks
from joinedup.stats.interval import OK, FloatArray, TextArray, plain, statuses, withhold

TAILS = (0.025, 0.001)
"""One-sided: the inner pair of limits (about 2 standard deviations) and the outer pair (about 3)."""
FEWEST_AREAS = 10

_PER = {"share": 100.0, "rate": 100_000.0, "ratio": 1.0}


@dataclass(frozen=True, slots=True)
class Line:
    """One limit, as points to draw: `value` at each `size` (people, person-years or expected events)."""

    size: FloatArray
    value: FloatArray


@dataclass(frozen=True, slots=True)
class Limits:
    """The four limits of a funnel and the average between them."""

    baseline: FloatArray
    inner_low: Line
    inner_high: Line
    outer_low: Line
    outer_high: Line

    def rounded(self, digits: int) -> tuple[Any, ...]:
        """Return the values of the outer low, inner low, inner high and outer high limit, rounded for reading."""
        lines = (self.outer_low, self.inner_low, self.inner_high, self.outer_high)
        return plain(digits, *(line.value for line in lines))


@dataclass(frozen=True, slots=True)
class Labels:
    """`label` is 'High (0.001)', 'High (0.025)', 'Low (0.001)', 'Low (0.025)' or 'Not significant'; '' if not 'ok'."""

    label: TextArray
    status: TextArray


@dataclass(frozen=True, slots=True)
class Spread:
    """How much more areas differ than chance gives, as `dispersion` (at least 1) or as a variance `between` them.

    `p_value` is that of chance alone; all three are NaN exactly where `status` is not 'ok'.
    """

    dispersion: FloatArray
    between: FloatArray
    p_value: FloatArray
    status: TextArray

    def rounded(self, digits: int) -> tuple[Any, ...]:
        """Return dispersion, between and p-value as plain Python numbers (lists for arrays), rounded for reading."""
        return plain(digits, self.dispersion, self.between, self.p_value)


def limits(
    size: npt.ArrayLike,
    baseline: npt.ArrayLike | None = None,
    *,
    family: str,
    per: float | None = None,
    dispersion: npt.ArrayLike = 1.0,
    between: npt.ArrayLike = 0.0,
    is_exact: bool = False,
) -> Limits:
    """Return the limits of a funnel about `baseline` (units of `per`) at the 0.025 and 0.001 tails, as lines to draw.

    Shares (`size` people): baseline ± z√(b(1 - b) / n), held within 0 and `per`. Rates and ratios (`size` events
    observed): the expected number for which that many events or more, or fewer, have the tail's probability (Poisson);
    the line's size is the person-years that give that number (rates) or the number itself (ratios), its value events
    over size. A ratio's baseline is `per` (1, or 100 for standardised ratios); published charts of "ratio (count)"
    show value - 1. Published limits find the expected number by 23 halvings, as does this; `is_exact` solves fully.

    `dispersion` and `between` widen each limit's distance from the baseline by √(dispersion + between / V), V the
    chance variance at its size: b(1 - b) / n of a share as a fraction, 1 / expected of a ratio to the baseline.

    Shapes broadcast. Refuses sizes not above zero (events: whole numbers are not required), baselines outside 0 to
    `per` for shares or not above zero for rates, dispersion below 1, negative between. Sources: Spiegelhalter (2005a),
    Statistics in Medicine 24; (2005b), Quality and Safety in Health Care 14.

    Example:
        >>> limits([100, 1000], 20, family="share").rounded(3)
        ([7.639, 16.091], [12.16, 17.521], [27.84, 22.479], [32.361, 23.909])

    Truth: `statistics/funnel_prop_limits.csv`, `funnel_rate_limits_crude.csv`, `funnel_rate_limits_dsr.csv`,
    `funnel_ratio_limits_count.csv` and `funnel_ratio_limits_isr.csv` (PHEindicatormethods 2.1.0), 100 rows each to
    1e-8; solved fully, to the 5e-5 that the published halvings leave at one event.
    """
    unit, base = _checked_family(family, per), baseline
    if base is None:
        if family != "ratio":
            raise ValueError(f"baseline is missing: a {family} needs one.")
        base = unit
    s, b, phi, tau = checks.broadcast(size=size, baseline=base, dispersion=dispersion, between=between)
    checks.above_zero("size", s)
    _check_baseline(b, family, unit)
    _check_widening(phi, tau)
    lines = []
    for tail in TAILS:
        if family == "share":
            deviation = np.sqrt(b / unit * (1 - b / unit) / s)
            reach = special.ndtri(1 - tail) * deviation * _widening(phi, tau, deviation**2)
            lines += [Line(s, np.clip(b + way * unit * reach, 0.0, unit)) for way in (-1, 1)]
            continue
        for expected in (_expected_above(s, tail, is_exact), _expected_below(s, tail, is_exact)):
            away = _widening(phi, tau, 1 / expected) * (s / expected - 1)
            width = expected * unit / b if family == "rate" else expected
            lines.append(Line(width, b * np.maximum(0.0, 1 + away)))
    return Limits(b, *lines)


def label(
    count: npt.ArrayLike,
    size: npt.ArrayLike,
    baseline: npt.ArrayLike | None = None,
    *,
    family: str,
    per: float | None = None,
    dispersion: npt.ArrayLike = 1.0,
    between: npt.ArrayLike = 0.0,
    fewest: float = 0,
) -> Labels:
    """Return where each area lies against the limits that `limits` draws: beyond the outer, the inner, or neither.

    `size` is people (shares), person-years (rates; for directly standardised rates `derived_population`) or expected
    events (ratios). Shares: z = (p - b) / √(b(1 - b) / n) beyond ±1.96 or ±3.09. Rates and ratios: the Poisson
    probability, given the expected number, of so many events or more (fewer) below 0.025 or 0.001. With `dispersion` or
    `between` the distance from the expected is first divided by the factor that widens the limits. Without `baseline`
    it is the pooled one of the last axis, per × Σcount / Σsize (ratios: `per`).

    Status 'too-few-events' under `fewest` events (10 for directly standardised rates). Shapes broadcast. Refuses what
    `limits` does, negative counts and shares above one. Source as `limits`.

    Example:
        >>> label([30, 45, 60], [200, 200, 200], 20, family="share").label.tolist()
        ['Not significant', 'Not significant', 'High (0.001)']

    Truth: `statistics/funnel_prop_significance.csv` (80 rows), `funnel_rate_significance_crude.csv`,
    `funnel_rate_significance_dsr.csv` and `funnel_ratio_significance.csv` (60 rows each; PHEindicatormethods 2.1.0),
    every label the same.
    """
    x, s, b, unit = _areas(count, size, baseline, family, per)
    x, s, b, phi, tau = checks.broadcast(count=x, size=s, baseline=b, dispersion=dispersion, between=between)
    _check_widening(phi, tau)
    if family == "share":
        variance = b / unit * (1 - b / unit) / s
        z = (x / s - b / unit) / np.sqrt(variance) / _widening(phi, tau, variance)
        above, below = special.ndtr(-z), special.ndtr(z)
    else:
        expected = s * b / unit
        nearer = expected + (x - expected) / _widening(phi, tau, 1 / expected)
        above = np.where(nearer > 0, special.gammainc(np.where(nearer > 0, nearer, 1.0), expected), 1.0)
        below = special.gammaincc(np.maximum(nearer, 0.0) + 1, expected)
    words = np.full(x.shape, "Not significant", dtype="<U15")
    for tail in TAILS:
        words = np.where(above < tail, f"High ({tail})", np.where(below < tail, f"Low ({tail})", words))
    status = statuses(x.shape, (x < fewest, "too-few-events"))
    return Labels(np.where(status == OK, words, ""), status)


def spread(
    count: npt.ArrayLike,
    size: npt.ArrayLike,
    baseline: npt.ArrayLike | None = None,
    *,
    family: str,
    per: float | None = None,
    winsorise: float = 0.1,
) -> Spread:
    """Return how much more the areas of the last axis differ than chance gives, from winsorised z scores.

    z = (observed - expected) / its chance standard deviation; the floor(winsorise × k) lowest and highest are set to
    the next ones, so that areas that truly differ do not widen the limits meant to find them. Dispersion = max(1,
    Σz² / k), with p from chi-squared on k degrees of freedom; between = max(0, (Σz² - (k - 1)) / (Σw - Σw² / Σw)),
    w = 1 / V with V as in `limits`, which takes either.

    Status 'too-few-areas' under ten. Sizes, baseline and refusals as `label`, and `winsorise` outside 0 to 0.5. Source:
    Spiegelhalter (2005b), Quality and Safety in Health Care 14.

    Example:
        >>> spread([9, 5, 30, 22, 8, 16, 13, 20, 11, 26], [16] * 10, family="ratio").rounded(4)
        (2.8938, 0.1385, 0.0013)

    Truth: worked by hand for ten areas in tests/unit/stats/test_truth_funnel.py; and areas simulated with a known
    variance between them, whose mean estimate is within 10% of it.
    """
    if not 0 <= winsorise < 0.5:
        raise ValueError(f"winsorise is {winsorise:g}: it must lie between 0 and 0.5, such as 0.1.")
    x, s, b, unit = _areas(count, size, baseline, family, per)
    if x.ndim == 0:
        raise ValueError("count is one number: it needs the areas as its last axis.")
    areas = x.shape[-1]
    status = statuses(x.shape[:-1], (np.full(x.shape[:-1], areas < FEWEST_AREAS), "too-few-areas"))
    level = b / unit
    if family == "share":
        variance, off = level * (1 - level) / s, x / s - level
    else:
        variance, off = 1 / (s * level), x / (s * level) - 1
    z = np.sort(off / np.sqrt(variance), axis=-1)
    # Rounded first: a tenth of ten areas is one, whatever 0.1 is in binary.
    cut = int(np.floor(round(winsorise * areas, 9)))
    if areas:
        z = np.clip(z, z[..., [cut]], z[..., [areas - 1 - cut]])
    total = np.sum(z**2, axis=-1)
    weight = 1 / variance
    whole = np.sum(weight, axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        between = np.maximum(0.0, (total - (areas - 1)) / (whole - np.sum(weight**2, axis=-1) / whole))
        phi = np.maximum(1.0, total / areas)
    phi, between, p = withhold(status, phi, between, special.chdtrc(max(areas, 1), total))
    return Spread(phi, between, p, status)


def derived_population(count: npt.ArrayLike, rate: npt.ArrayLike, *, per: float = 100_000) -> FloatArray:
    """Return the person-years for which a crude rate would equal a directly standardised one: per × count / rate.

    This places a standardised rate on a funnel. Shapes broadcast. Refuses negative counts and rates not above zero.

    Example:
        >>> round(float(derived_population(13, 21.952043228639)), 4)
        59220.0

    Truth: `statistics/funnel_points_dsr.csv` (PHEindicatormethods 2.1.0), the 51 rows of 10 or more events to 1e-8.
    """
    x, r = checks.broadcast(count=count, rate=rate)
    checks.not_negative("count", x)
    checks.above_zero("rate", r)
    return np.asarray(per * x / r)


def _areas(
    count: npt.ArrayLike, size: npt.ArrayLike, baseline: npt.ArrayLike | None, family: str, per: float | None
) -> tuple[FloatArray, FloatArray, FloatArray, float]:
    unit = _checked_family(family, per)
    x, s = checks.broadcast(count=count, size=size)
    checks.not_negative("count", x)
    checks.above_zero("size", s)
    if family == "share":
        checks.at_most("count", x, "size", s)
    base = baseline
    if base is None and family == "ratio":
        base = unit
    elif base is None:
        base = unit * np.sum(x, axis=-1, keepdims=True) / np.sum(s, axis=-1, keepdims=True) if x.ndim else unit * x / s
    x, s, b = checks.broadcast(count=x, size=s, baseline=base)
    _check_baseline(b, family, unit)
    return x, s, b, unit


def _checked_family(family: str, per: float | None) -> float:
    if family not in _PER:
        raise ValueError(f"family is '{family}': it must be 'share', 'rate' or 'ratio'.")
    unit = _PER[family] if per is None else per
    if not unit > 0:
        raise ValueError(f"per is {unit:g}: it must be above zero.")
    return unit


def _check_baseline(b: FloatArray, family: str, unit: float) -> None:
    checks.above_zero("baseline", b)
    if family == "share":
        checks.refuse("baseline", b, b >= unit, f"it must be below {unit:g}")


def _check_widening(phi: FloatArray, tau: FloatArray) -> None:
    checks.refuse("dispersion", phi, phi < 1, "it must be 1 or more")
    checks.not_negative("between", tau)


def _widening(phi: FloatArray, tau: FloatArray, variance: FloatArray) -> FloatArray:
    return np.asarray(np.sqrt(phi + tau / variance))


def _expected_above(x: FloatArray, tail: float, is_exact: bool) -> FloatArray:
    """Return the expected number given which x events or fewer have this probability: x then lies on a low limit."""
    if is_exact:
        return np.asarray(special.gammainccinv(x + 1, tail))
    return _by_halving(x, lambda expected: special.gammaincc(x + 1, expected) < tail)


def _expected_below(x: FloatArray, tail: float, is_exact: bool) -> FloatArray:
    """Return the expected number given which x events or more have this probability: x then lies on a high limit."""
    if is_exact:
        return np.asarray(special.gammaincinv(x, tail))
    # Published limits seem to sum Poisson terms down to 1e-10 only: found by experiment, it decides one step in 800.
    return _by_halving(x, lambda expected: special.gammainc(x, expected) > tail + 1e-10)


def _by_halving(x: FloatArray, is_too_large: Callable[[FloatArray], npt.NDArray[np.bool_]]) -> FloatArray:
    """Return (1 + x)v / (1 - v) for the v between 0 and 1 reached by 23 halvings, as precise as published limits are.

    The search is that of Pezzullo's public page of exact intervals (from knowledge); that published limits stop there
    was found by experiment: they agree to 14 digits.
    """
    v, step = np.full(x.shape, 0.5), 0.5
    for _ in range(23):
        step /= 2
        v = np.where(is_too_large((1 + x) * v / (1 - v)), v - step, v + step)
    return np.asarray((1 + x) * v / (1 - v))
