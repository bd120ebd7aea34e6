"""Events in a population."""

import numpy as np
import numpy.typing as npt
from scipy import special

from joinedup.stats import checks
from joinedup.stats.interval import Compared, FloatArray, Interval, statuses

EXACT_UNDER = 10
"""Below this many events Byar's approximation gives way to exact Poisson limits."""


def rate(
    count: npt.ArrayLike, population: npt.ArrayLike, *, per: float = 100_000, confidence: float = 0.95
) -> Interval:
    """Return count / population x per with Byar's limits, exact Poisson ones under 10 events.

    Byar: x(1 - 1/9x - z/3√x)³ and (x+1)(1 - 1/9(x+1) + z/3√(x+1))³. Shapes broadcast. Source: Breslow and Day (1987),
    as published by the English public health method notes. Refuses negative counts and populations of zero. (Byar's
    lower limit can be negative only for counts that get exact limits here.)
    """
    x, n = checks.broadcast(count=count, population=population)
    checks.not_negative("count", x)
    checks.above_zero("population", n)
    low, high = count_limits(x, confidence=confidence)
    each = per / n
    return Interval(np.asarray(x * each), low * each, high * each, statuses(x.shape))


def against(
    count: npt.ArrayLike,
    population: npt.ArrayLike,
    benchmark: npt.ArrayLike,
    *,
    per: float = 100_000,
    rounding: npt.ArrayLike = 0.0,
    confidence: float = 0.95,
) -> Compared:
    """Return the ratio of a rate to a fixed benchmark, for every benchmark its `rounding` lets it stand for.

    The p-value is the one whose confidence puts the limit of `rate` on the nearest such benchmark.
    """
    area = rate(count, population, per=per, confidence=confidence)
    x, n, b, half = checks.broadcast(count=count, population=population, benchmark=benchmark, rounding=rounding)
    checks.above_zero("benchmark", b)
    checks.not_negative("rounding", half)
    checks.at_most("rounding", half, "benchmark", b)
    expected_low, expected_high = (b - half) * n / per, (b + half) * n / per
    p = np.where(
        x > expected_high,
        _p_above(x, expected_high),
        np.where(x < expected_low, _p_below(x, expected_low), 1.0),
    )
    with np.errstate(divide="ignore"):
        low, high = area.low / (b + half), np.where(b > half, area.high / (b - half), np.inf)
    return Compared(area.value / b, low, high, p, area.status)


def count_limits(x: FloatArray, *, confidence: float) -> tuple[FloatArray, FloatArray]:
    """Return the limits of a Poisson count: Byar's, or exact under 10."""
    z = checks.z_for(confidence)
    x = np.asarray(x, dtype=np.float64)
    few = x < EXACT_UNDER
    safe = np.maximum(x, EXACT_UNDER) if np.any(few) else x
    low, high = _byar(safe, -z), _byar(safe + 1, z)
    if np.any(few):
        low[few], high[few] = _exact(x[few], confidence)
    return low, high


def _byar(x: FloatArray, z: float) -> FloatArray:
    """x(1 - 1/9x + z/3√x)³, written with r = 1/3√x."""
    r = 1 / (3 * np.sqrt(x))
    cube_root = 1 - r * (r - z)
    return np.asarray(x * (cube_root * cube_root * cube_root))


def _exact(x: FloatArray, confidence: float) -> tuple[FloatArray, FloatArray]:
    """Exact Poisson limits of counts under 10; the ten whole ones, which nearly all are, are worked out once."""
    whole = np.arange(EXACT_UNDER, dtype=np.float64)
    place = x.astype(np.int64)
    if np.array_equal(place, x):
        low, high = _exact_each(whole, confidence)
        return low[place], high[place]
    return _exact_each(x, confidence)


def _exact_each(x: FloatArray, confidence: float) -> tuple[FloatArray, FloatArray]:
    tail = (1 - confidence) / 2
    low = np.where(x == 0, 0.0, special.gammaincinv(np.where(x == 0, 1.0, x), tail))
    return low, special.gammainccinv(x + 1, tail)


def _p_above(x: FloatArray, expected: FloatArray) -> FloatArray:
    """Two-sided p-value where more than `expected` were seen."""
    safe = np.maximum(x, EXACT_UNDER)
    z = 3 * np.sqrt(safe) * (1 - 1 / (9 * safe) - np.cbrt(expected / safe))
    exact = np.minimum(1.0, 2 * special.gammainc(np.where(x == 0, 1.0, x), expected))
    return np.where(x < EXACT_UNDER, exact, checks.two_sided(z))


def _p_below(x: FloatArray, expected: FloatArray) -> FloatArray:
    """Two-sided p-value where fewer than `expected` were seen."""
    more = np.maximum(x, EXACT_UNDER) + 1
    z = 3 * np.sqrt(more) * (np.cbrt(expected / more) - 1 + 1 / (9 * more))
    exact = np.minimum(1.0, 2 * special.gammaincc(x + 1, expected))
    return np.where(x < EXACT_UNDER, exact, checks.two_sided(z))
