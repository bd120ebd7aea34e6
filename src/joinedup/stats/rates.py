"""Events in a population."""

import numpy as np
import numpy.typing as npt
from scipy import special

from joinedup.stats import checks, normal
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

    Example:
        >>> rate(28, 100_000).rounded(4)
        (28.0, 18.6017, 40.4693)
        >>> rate([0, 9], 1000, per=1000).rounded(4)
        ([0.0, 9.0], [0.0, 4.1154], [3.6889, 17.0848])

    Truth: `statistics/rates_0.95.csv`, `rates_0.998.csv` and `counts_ci.csv` (PHEindicatormethods 2.1.0), 141 rows to
    1e-8.
    """
    x, n = checks.broadcast(count=count, population=population)
    checks.not_negative("count", x)
    checks.above_zero("population", n)
    low, high = count_limits(x, confidence=confidence)
    each = per / n
    return Interval(np.asarray(x * each), low * each, high * each, statuses(x.shape))


def rate_of_events(
    persons_by_frequency: npt.ArrayLike,
    population: npt.ArrayLike,
    *,
    frequencies: npt.ArrayLike | None = None,
    per: float = 100_000,
    confidence: float = 0.95,
) -> Interval:
    """Return events / population x per, its limits widened for events that fall on the same people.

    `persons_by_frequency[..., f]` is how many people had `frequencies[f]` events (1, 2, 3, … where none are given);
    `population` has the leading shape; the result too. With O events and V = Σ frequency² x persons, the distances of
    the limits of `rate` from O are stretched by √(V/O); a lower limit is never under 0. One event each gives `rate`
    exactly. Source: Dobson et al. (1991) for the scaling, event-frequency variance as the English public health method
    notes use it for standardised rates of admissions. Refuses negative persons, frequencies and populations of zero
    or less.

    Example:
        >>> rate_of_events([4, 3], 1000, per=1000).rounded(4)  # 4 people once, 3 twice: 10 events
        (10.0, 3.4066, 20.6144)
        >>> rate(10, 1000, per=1000).rounded(4)
        (10.0, 4.7874, 18.3915)

    Truth: the bands of `statistics/dsr_nonindependent.csv` (PHEindicatormethods 2.1.0), weighted together, 25 areas to
    1e-8.
    """
    persons, people, times = _events(persons_by_frequency, population, frequencies)
    events, variance = persons @ times, persons @ times**2
    stretch = np.sqrt(np.where(events == 0, 1.0, variance / np.where(events == 0, 1.0, events)))
    low, high = count_limits(events, confidence=confidence)
    each = per / people
    wide_low, wide_high = np.maximum(0.0, events + stretch * (low - events)), events + stretch * (high - events)
    return Interval(np.asarray(events * each), wide_low * each, wide_high * each, statuses(events.shape))


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

    The p-value is the one whose confidence puts the limit of `rate` on the nearest such benchmark. A benchmark printed
    as 20 with `rounding` 0.5 stands for 19.5 to 20.5: the limits are the widest over that range. `benchmark` and
    `rounding` are in units of `per`; shapes broadcast. Source: Breslow and Day (1987). Refuses what `rate` does, a
    benchmark of zero or less, and rounding that is negative or above the benchmark.

    Example:
        >>> against(28, 100_000, 20, rounding=0.5).rounded(4)
        (1.4, 0.9074, 2.0753, 0.1326)

    Truth: the slow twin in tests/unit/stats/test_truth_rates.py, which looks for the p-value by bisection, 200 rows to
    1e-7; under 10 events scipy's Poisson tails, to 1e-12.
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
    """Return the limits of a Poisson count: Byar's, or exact under 10.

    x(1 - 1/9x - z/3√x)³ and (x+1)(1 - 1/9(x+1) + z/3√(x+1))³; exact: the chi-squared quantiles χ²(2x)/2, χ²(2x+2)/2.
    The result has the shape of `x`, which need not be whole. Source: Breslow and Day (1987); Garwood (1936). Refuses a
    confidence outside 0 to 1; counts are checked by what calls it.

    Example:
        >>> low, high = count_limits(np.array([0.0, 9.0, 10.0]), confidence=0.95)
        >>> low.round(4).tolist(), high.round(4).tolist()
        ([0.0, 4.1154, 4.7874], [3.6889, 17.0848, 18.3915])

    Truth: `statistics/counts_ci.csv` (PHEindicatormethods 2.1.0) through `rate`, 63 rows to 1e-8.
    """
    z = normal.z_for(confidence)
    x = np.asarray(x, dtype=np.float64)
    few = x < EXACT_UNDER
    safe = np.maximum(x, EXACT_UNDER) if np.any(few) else x
    low, high = _byar(safe, -z), _byar(safe + 1, z)
    if np.any(few):
        low[few], high[few] = _exact(x[few], confidence)
    return low, high


def _events(
    persons_by_frequency: npt.ArrayLike, population: npt.ArrayLike, frequencies: npt.ArrayLike | None
) -> tuple[FloatArray, FloatArray, FloatArray]:
    (persons,) = checks.broadcast(persons_by_frequency=persons_by_frequency)
    if persons.ndim == 0:
        raise ValueError("persons_by_frequency is one number: it must be an array, its last axis the frequencies.")
    given = np.arange(1, persons.shape[-1] + 1) if frequencies is None else frequencies
    (times,) = checks.broadcast(frequencies=given)
    if times.shape != persons.shape[-1:]:
        raise ValueError(
            f"frequencies {times.shape} must have one number for each on the last axis of "
            f"persons_by_frequency {persons.shape}."
        )
    (people,) = checks.broadcast(population=population)
    checks.not_negative("persons_by_frequency", persons)
    checks.above_zero("frequencies", times)
    checks.above_zero("population", people)
    try:
        shape = np.broadcast_shapes(persons.shape[:-1], people.shape)
    except ValueError:
        raise ValueError(
            f"population {people.shape} must have the shape of persons_by_frequency {persons.shape} without its last."
        ) from None
    return np.broadcast_to(persons, (*shape, len(times))), np.broadcast_to(people, shape), times


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
    return np.where(x < EXACT_UNDER, exact, normal.two_sided(z))


def _p_below(x: FloatArray, expected: FloatArray) -> FloatArray:
    """Two-sided p-value where fewer than `expected` were seen."""
    more = np.maximum(x, EXACT_UNDER) + 1
    z = 3 * np.sqrt(more) * (np.cbrt(expected / more) - 1 + 1 / (9 * more))
    exact = np.minimum(1.0, 2 * special.gammaincc(x + 1, expected))
    return np.where(x < EXACT_UNDER, exact, normal.two_sided(z))
