"""Two places, groups or windows; a place and a fixed benchmark."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from joinedup.stats import checks, newcombe, normal
from joinedup.stats.interval import OK, Compared, FloatArray, Interval, statuses, withhold
from joinedup.stats.proportions import wilson

NO_EVENTS = "no-events"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`direction` is 1 (higher), -1 (lower) or 0 at 95%; `is_strong` where it also holds at 99.8%."""

    direction: npt.NDArray[np.int64]
    is_strong: npt.NDArray[np.bool_]


def rate_ratio(
    count_a: npt.ArrayLike,
    population_a: npt.ArrayLike,
    count_b: npt.ArrayLike,
    population_b: npt.ArrayLike,
    *,
    confidence: float = 0.95,
) -> Compared:
    """Return rate a / rate b with exact conditional limits.

    Given the total, count a is binomial; its Clopper-Pearson limits are turned into limits of the ratio, and the
    p-value is twice the smaller tail, which agrees with them. Infinite where b had no events; status 'no-events' where
    neither had. Source: Przyborowski and Wilenski (1940). Equal populations give the ratio of counts. Shapes broadcast.
    Refuses negative counts and populations of zero or less.

    Example:
        >>> rate_ratio(8, 1000, 2, 1000).rounded(4)
        (4.0, 0.7983, 38.6657, 0.1094)

    Truth: `binomtest` of scipy, exact limits of the share and both tails, 200 rows to 1e-8; R's `binom.test(8, 10)`.
    """
    x, n, y, m = checks.broadcast(
        count_a=count_a, population_a=population_a, count_b=count_b, population_b=population_b
    )
    for name, counts in (("count_a", x), ("count_b", y)):
        checks.not_negative(name, counts)
    for name, people in (("population_a", n), ("population_b", m)):
        checks.above_zero(name, people)
    normal.z_for(confidence)
    tail = (1 - confidence) / 2
    status = statuses(x.shape, (x + y == 0, NO_EVENTS))
    low_share = np.where(x == 0, 0.0, special.betaincinv(np.maximum(x, 0.5), y + 1, tail))
    high_share = np.where(y == 0, 1.0, special.betaincinv(x + 1, np.maximum(y, 0.5), 1 - tail))
    null = n / (n + m)
    at_least = np.where(x == 0, 1.0, special.betainc(np.maximum(x, 0.5), y + 1, null))
    at_most = np.where(y == 0, 1.0, special.betainc(np.maximum(y, 0.5), x + 1, 1 - null))
    p = np.minimum(1.0, 2 * np.minimum(at_least, at_most))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (x / n) / (y / m)
        low = low_share / (1 - low_share) * (m / n)
        high = high_share / (1 - high_share) * (m / n)
    value, low, high, p = withhold(status, value, low, high, p)
    return Compared(value, low, high, p, status)


def share_difference(
    count_a: npt.ArrayLike,
    n_a: npt.ArrayLike,
    count_b: npt.ArrayLike,
    n_b: npt.ArrayLike,
    *,
    per: float = 100,
    confidence: float = 0.95,
) -> Compared:
    """Return share a - share b (percentage points) with Newcombe's limits from two Wilson intervals.

    a - b ∓ √((a - low a)² + (high b - b)²), mirrored for the upper. Shapes broadcast. Source: Newcombe (1998), method
    10. The p-value is the one whose confidence puts a limit on zero. Refuses what `proportion` does, for both.

    Example:
        >>> share_difference(56, 70, 48, 80).rounded(4)
        (20.0, 5.2431, 33.3873, 0.0081)

    Truth: Newcombe (1998), table II, 3 contrasts to 4 decimals; `confint_proportions_2indep` of statsmodels, 200 rows
    to 1e-9.
    """
    x, n, y, m = _two_shares(count_a, n_a, count_b, n_b)
    z = normal.z_for(confidence)
    (low_a, high_a), (low_b, high_b) = wilson(x, n, z), wilson(y, m, z)
    a, b = x / n, y / m
    low = a - b - np.hypot(a - low_a, high_b - b)
    high = a - b + np.hypot(high_a - a, b - low_b)
    return Compared(per * (a - b), per * low, per * high, newcombe.p_value(x, n, y, m), statuses(x.shape))


def share_ratio(
    count_a: npt.ArrayLike,
    n_a: npt.ArrayLike,
    count_b: npt.ArrayLike,
    n_b: npt.ArrayLike,
    *,
    confidence: float = 0.95,
) -> Compared:
    """Return share a / share b with limits from two Wilson intervals; they exclude 1 where Newcombe's exclude 0.

    Source: Donner and Zou (2012), the method of variance estimates recovery. Infinite where nobody counted in b; status
    'no-events' where nobody counted in either. Shapes broadcast. Refuses what `proportion` does, for both.

    Example:
        >>> share_ratio(56, 70, 48, 80).rounded(4)
        (1.3333, 1.0783, 1.6629, 0.0081)

    Truth: the slow twin in tests/unit/stats/test_truth_comparison.py, which looks for the ratio at which the interval
    of a - ratio x b touches zero, from Wilson's limits of statsmodels, 200 rows to 1e-8.
    """
    got = share_ratio_interval(count_a, n_a, count_b, n_b, confidence=confidence)
    (p,) = withhold(got.status, newcombe.p_value(*_two_shares(count_a, n_a, count_b, n_b)))
    return Compared(got.value, got.low, got.high, p, got.status)


def share_ratio_interval(
    count_a: npt.ArrayLike,
    n_a: npt.ArrayLike,
    count_b: npt.ArrayLike,
    n_b: npt.ArrayLike,
    *,
    confidence: float = 0.95,
) -> Interval:
    """Return what `share_ratio` does without its p-value, which takes several times as long as the limits.

    Example:
        >>> share_ratio_interval(56, 70, 48, 80).rounded(4)
        (1.3333, 1.0783, 1.6629)

    Truth: as for `share_ratio`, 200 rows to 1e-8.
    """
    x, n, y, m = _two_shares(count_a, n_a, count_b, n_b)
    z = normal.z_for(confidence)
    low, high = ratio_limits(x / n, *wilson(x, n, z), y / m, *wilson(y, m, z))
    status = statuses(x.shape, (x + y == 0, NO_EVENTS))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (x / n) / (y / m)
    value, low, high = withhold(status, value, low, high)
    return Interval(value, low, high, status)


def ratio_limits(
    a: FloatArray, low_a: FloatArray, high_a: FloatArray, b: FloatArray, low_b: FloatArray, high_b: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the limits of a / b from the limits of each, where both are independent and not negative.

    Low: (ab - √((ab)² - low a (2a - low a) high b (2b - high b))) / high b (2b - high b), mirrored for the upper; it is
    written here so that nothing cancels. Shapes broadcast. Source: Donner and Zou (2012). Refuses nothing.

    Example:
        >>> low, high = ratio_limits(*(np.array(v) for v in (0.8, 0.7, 0.9, 0.5, 0.4, 0.6)))
        >>> round(float(low), 4), round(float(high), 4)
        (1.2758, 2.0575)

    Truth: Fieller's closed form where both intervals are symmetric, 200 rows to 1e-9.
    """
    inner_low = np.maximum(0.0, (a * b) ** 2 - low_a * (2 * a - low_a) * high_b * (2 * b - high_b))
    inner_high = np.maximum(0.0, (a * b) ** 2 - high_a * (2 * a - high_a) * low_b * (2 * b - low_b))
    with np.errstate(divide="ignore", invalid="ignore"):
        low = low_a * (2 * a - low_a) / (a * b + np.sqrt(inner_low))
        high = (a * b + np.sqrt(inner_high)) / (low_b * (2 * b - low_b))
    return np.where(low_a == 0, 0.0, low), np.where(low_b == 0, np.inf, high)


def difference(a: Interval, b: Interval, *, confidence: float = 0.95) -> Compared:
    """Return a - b from two independent intervals of the given confidence, such as two modelled estimates.

    a - b ∓ √((a - low a)² + (high b - b)²), mirrored for the upper. The p-value takes each side's limit as `z` standard
    errors away. Shapes broadcast. Source: Zou and Donner (2008). Status 'not-both-known' where either is not ok;
    refuses a confidence outside 0 to 1.

    Example:
        >>> from joinedup.stats.proportions import proportion
        >>> difference(proportion(56, 70), proportion(48, 80)).rounded(4)
        (20.0, 5.2431, 33.3873, 0.0079)

    Truth: closed form of two normal estimates (z = gap / √(s.e.² + s.e.²)), 200 rows to 1e-9.
    """
    z = normal.z_for(confidence)
    gap = a.value - b.value
    below, above = np.hypot(a.value - a.low, b.high - b.value), np.hypot(a.high - a.value, b.value - b.low)
    towards_zero = np.where(gap > 0, below, above)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.where(gap == 0, 1.0, normal.two_sided(z * np.abs(gap) / towards_zero))
    status = statuses(gap.shape, ((a.status != OK) | (b.status != OK), "not-both-known"))
    gap, low, high, p = withhold(status, gap, gap - below, gap + above, p)
    return Compared(gap, low, high, p, status)


def with_benchmark(
    interval95: Interval, interval998: Interval, benchmark: npt.ArrayLike, *, rounding: npt.ArrayLike = 0.0
) -> Verdict:
    """Return on which side of a fixed benchmark the 95% interval lies, and whether the 99.8% one does too.

    With `rounding` (half the last printed digit) it lies on a side only if it does for every benchmark in that range.
    An element whose status is not 'ok' has direction 0. Shapes broadcast; the benchmark has the intervals' unit.
    Source: the two levels (2 and 3 standard deviations) that English public health profiles colour by. Refuses
    negative rounding.

    Example:
        >>> from joinedup.stats.proportions import proportion
        >>> verdict = with_benchmark(proportion([10, 30, 42], 100), proportion([10, 30, 42], 100, confidence=0.998), 40)
        >>> verdict.direction.tolist(), verdict.is_strong.tolist()
        ([-1, -1, 0], [True, False, False])

    Truth: by hand from the limits, 5 rates and 3 roundings in tests/unit/stats/test_truth.py.
    """
    b, half = checks.broadcast(benchmark=benchmark, rounding=rounding)
    checks.not_negative("rounding", half)
    at95, at998 = _side(interval95, b, half), _side(interval998, b, half)
    return Verdict(at95, (at95 != 0) & (at95 == at998))


def inside_margin(compared: Interval | Compared, low: npt.ArrayLike, high: npt.ArrayLike) -> npt.NDArray[np.bool_]:
    """Return where the whole interval lies inside the open range `low` to `high`; False where it is not ok.

    low < lower limit and upper limit < high. Shapes broadcast; the range has the interval's unit. Source: the rule of
    equivalence tests, on an interval (Westlake, 1976). Refuses nothing.

    Example:
        >>> both = share_difference([500, 50], [1000, 100], [500, 50], [1000, 100])
        >>> inside_margin(both, -5, 5).tolist()
        [True, False]

    Truth: by hand, 2 rows, and the edges in tests/unit/stats/test_truth_comparison.py.
    """
    return np.asarray((compared.low > np.asarray(low)) & (compared.high < np.asarray(high)))


def _side(interval: Interval, b: FloatArray, half: FloatArray) -> npt.NDArray[np.int64]:
    return np.asarray(interval.low > b + half, dtype=np.int64) - np.asarray(interval.high < b - half, dtype=np.int64)


def _two_shares(
    count_a: npt.ArrayLike, n_a: npt.ArrayLike, count_b: npt.ArrayLike, n_b: npt.ArrayLike
) -> tuple[FloatArray, ...]:
    x, n, y, m = checks.broadcast(count_a=count_a, n_a=n_a, count_b=count_b, n_b=n_b)
    for suffix, count, size in (("a", x, n), ("b", y, m)):
        checks.not_negative(f"count_{suffix}", count)
        checks.above_zero(f"n_{suffix}", size)
        checks.at_most(f"count_{suffix}", count, f"n_{suffix}", size)
    return x, n, y, m
