"""The recent-trend rule of English public health profiles, so that ours can be set beside what they print."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from joinedup.stats import checks
from joinedup.stats.interval import OK, FloatArray, TextArray, statuses, withhold
from joinedup.stats.rates import count_limits

POINTS = 5
LEVEL = 0.002
"""Two-sided: chi-squared on one degree of freedom above 9.5495, which is 99.8%."""

_YEAR = np.arange(1.0, POINTS + 1)
# All five points first, then each one left out in turn.
_KEPT = np.vstack([np.ones(POINTS), 1 - np.eye(POINTS)])


@dataclass(frozen=True, slots=True)
class FivePoint:
    """`direction` is 1 (increasing), -1 (decreasing) or 0 (no significant change); 0 also where not 'ok'."""

    direction: npt.NDArray[np.int64]
    p_value: FloatArray
    chi_squared: FloatArray
    status: TextArray


def five_point(
    counts: npt.ArrayLike, denominators: npt.ArrayLike, *, family: str = "rate", fewest: float = 10
) -> FivePoint:
    """Return the published recent trend of the latest five years: chi-squared for trend, 99.8%, no one year deciding.

    Shares: X² = N(NΣrt - RΣnt)² / R(N - R)(NΣnt² - (Σnt)²), the test for trend of Cochran and Armitage (r of n in year
    t, R of N in all); the direction is that of a straight line through the logits. Rates: a straight line through the
    yearly rates, weighted by 1/s² with s = (upper - lower) / 3.92 of their 95% limits; X² = (slope / its error)². A
    direction is given where X² is above 9.5495 and the slope keeps its sign whichever one of the five is left out.

    Found: the five points, the yearly and unbroken series, and the two methods are in OHID's Fingertips technical
    guidance ("Trend markers"); the level, the weights and the leaving out are in the service's public source
    (dhsc-govuk/FingertipsNext, trend-analysis; ukhsa-collaboration/fingertips-open). Ours, not theirs: status
    'too-few-events' with fewer than `fewest` events (for shares, or others) in any of the five (0 gives the rule
    as published), 'none-or-all' for a share of 0 or 1, which has no logit, and no direction where the line is exactly
    level without one of the five (the service counts that as rising).

    Years, oldest first, are the last axis; earlier ones are not used. Status 'too-few-points' under five. Refuses
    negative counts, denominators not above zero, shares above one.

    Example:
        >>> got = five_point([994, 1023, 1199, 1332, 1367], [40299, 41527, 42811, 44064, 44701], family="share")
        >>> int(got.direction), round(float(got.chi_squared), 2)
        (1, 47.9)

    Truth: X² of 47.90 and four printed directions, copied from the service's own tests; a plain loop in
    tests/unit/stats/test_truth_recent_trend.py, 300 random series to 1e-10.
    """
    if family not in ("rate", "share"):
        raise ValueError(f"family is '{family}': it must be 'rate' or 'share'.")
    y, n = checks.broadcast(counts=counts, denominators=denominators)
    _has_years("counts", y)
    checks.not_negative("counts", y)
    checks.above_zero("denominators", n)
    if family == "rate":
        low, high = count_limits(y, confidence=0.95)
        got = five_point_of_intervals(y / n, low / n, high / n)
        few = np.any(y[..., -POINTS:] < fewest, axis=-1) & (got.status == OK)
        return _found(got.chi_squared, got.direction, statuses(few.shape, (few, "too-few-events"), *_kept(got.status)))
    checks.at_most("counts", y, "denominators", n)
    if y.shape[-1] < POINTS:
        return _too_short(y.shape[:-1])
    y, n = y[..., -POINTS:], n[..., -POINTS:]
    scarce = np.min(np.minimum(y, n - y), axis=-1)
    status = statuses(scarce.shape, (scarce < fewest, "too-few-events"), (scarce == 0, "none-or-all"))
    people, events = np.sum(n, axis=-1), np.sum(y, axis=-1)
    dated, squared = np.sum(n * _YEAR, axis=-1), np.sum(n * _YEAR**2, axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        chi_squared = people * (people * np.sum(y * _YEAR, axis=-1) - events * dated) ** 2
        chi_squared = chi_squared / (events * (people - events) * (people * squared - dated**2))
    logits = np.where((status == OK)[..., None], special.logit(y / n), 0.0)
    return _found(chi_squared, _settled_sign(logits, np.ones_like(y)), status)


def five_point_of_intervals(value: npt.ArrayLike, low: npt.ArrayLike, high: npt.ArrayLike) -> FivePoint:
    """Return the published recent trend of values with 95% limits, such as directly standardised rates.

    A straight line weighted by 1/s², s = (high - low) / 3.92; X² = (slope / its error)², above 9.5495 and the slope
    keeping its sign whichever of the latest five points is left out. Years are the last axis. Sources and status as in
    `five_point`, without its rule about few events. Refuses limits that do not enclose the value or have no width.

    Example:
        >>> low, high = [23.16, 23.15, 26.44, 28.63, 28.98], [26.25, 26.19, 29.64, 31.9, 32.25]
        >>> got = five_point_of_intervals([24.67, 24.6, 28, 30.2, 30.6], low, high)
        >>> int(got.direction), round(float(got.chi_squared), 2)
        (1, 46.77)

    Truth: X² of 46.77 and three printed directions, copied from the service's own tests; statsmodels WLS and a plain
    loop in tests/unit/stats/test_truth_recent_trend.py, 300 random series to 1e-10.
    """
    v, below, above = checks.broadcast(value=value, low=low, high=high)
    _has_years("value", v)
    checks.at_most("low", below, "value", v)
    checks.at_most("value", v, "high", above)
    checks.refuse("high", above, above <= below, "it must be above low")
    if v.shape[-1] < POINTS:
        return _too_short(v.shape[:-1])
    v, width = v[..., -POINTS:], (above - below)[..., -POINTS:]
    weight = (3.92 / width) ** 2
    whole, first, second = (np.sum(weight * _YEAR**power, axis=-1) for power in (0, 1, 2))
    slope = (whole * np.sum(weight * v * _YEAR, axis=-1) - first * np.sum(weight * v, axis=-1)) / (
        whole * second - first**2
    )
    chi_squared = slope**2 * (whole * second - first**2) / whole
    return _found(chi_squared, _settled_sign(v, weight), statuses(slope.shape))


def _settled_sign(v: FloatArray, weight: FloatArray) -> npt.NDArray[np.int64]:
    """Return the sign of the weighted slope where all five points and any four of them agree on it, else 0."""
    w = weight[..., None, :] * _KEPT
    whole = np.sum(w, axis=-1)
    middle = np.sum(w * _YEAR, axis=-1) / whole
    lean = w * (_YEAR - middle[..., None])
    # From the first value, and with rounding set to zero, so that a level series is exactly level.
    rise = (v - v[..., :1])[..., None, :]
    slope, noise = np.sum(lean * rise, axis=-1), 1e-12 * np.sum(np.abs(lean), axis=-1)
    sign = np.sign(np.where(np.abs(slope) <= noise * np.max(np.abs(v), axis=-1, keepdims=True), 0.0, slope))
    # The published program counts a level line as rising; here it agrees with neither, so that complements mirror.
    agrees = np.all(sign == sign[..., :1], axis=-1)
    return np.where(agrees, sign[..., 0], 0.0).astype(np.int64)


def _found(chi_squared: FloatArray, sign: npt.NDArray[np.int64], status: TextArray) -> FivePoint:
    p = special.chdtrc(1, np.maximum(chi_squared, 0.0))
    direction = np.where((status == OK) & (p < LEVEL), sign, 0).astype(np.int64)
    p, chi_squared = withhold(status, p, chi_squared)
    return FivePoint(direction, p, chi_squared, status)


def _too_short(shape: tuple[int, ...]) -> FivePoint:
    blank = np.full(shape, np.nan)
    status = statuses(shape, (np.ones(shape, dtype=np.bool_), "too-few-points"))
    return FivePoint(np.zeros(shape, dtype=np.int64), blank, blank, status)


def _kept(status: TextArray) -> list[tuple[npt.NDArray[np.bool_], str]]:
    return [(status == word, str(word)) for word in np.unique(status) if word != OK]


def _has_years(name: str, values: FloatArray) -> None:
    if values.ndim == 0:
        raise ValueError(f"{name} is one number: it needs the years as its last axis.")
