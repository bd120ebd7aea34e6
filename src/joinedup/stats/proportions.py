"""Shares of a whole."""

import numpy as np
import numpy.typing as npt

from joinedup.stats import checks, normal
from joinedup.stats.interval import Compared, FloatArray, Interval, statuses


def proportion(count: npt.ArrayLike, n: npt.ArrayLike, *, per: float = 100, confidence: float = 0.95) -> Interval:
    """Return count / n with Wilson's score interval, in units of `per` (100: percent).

    (2x + z² ∓ z√(z² + 4x(1 - x/n))) / 2(n + z²). Shapes broadcast. Source: Wilson (1927), as published by the English
    public health method notes. Refuses negative counts, counts above n, and n of zero.

    Example:
        >>> proportion(30, 100).rounded(4)
        (30.0, 21.8949, 39.5849)
        >>> proportion([0, 5], [20, 139], confidence=0.998).rounded(4)
        ([0.0, 3.5971], [0.0, 0.9953], [32.317, 12.165])

    Truth: `statistics/proportions_0.95.csv` and `proportions_0.998.csv` (PHEindicatormethods 2.1.0), 82 rows to 1e-8.
    """
    x, n_ = _checked(count, n)
    low, high = wilson(x, n_, normal.z_for(confidence))
    return Interval(np.asarray(per * (x / n_)), per * low, per * high, statuses(x.shape))


def against(
    count: npt.ArrayLike,
    n: npt.ArrayLike,
    benchmark: npt.ArrayLike,
    *,
    per: float = 100,
    rounding: npt.ArrayLike = 0.0,
    confidence: float = 0.95,
) -> Compared:
    """Return the difference of a share from a fixed benchmark, in units of `per`, for every benchmark it may stand for.

    A benchmark printed as 42 with `rounding` 0.5 stands for 41.5 to 42.5: the limits are the widest over that range
    and the p-value the largest. The p-value is the score test's, which agrees with Wilson's interval:
    z = |x/n - b| / √(b(1 - b)/n) for the nearest such b. Shapes broadcast. Source: Wilson (1927). Refuses what
    `proportion` does, and negative rounding.

    Example:
        >>> against(30, 100, 42, rounding=0.5).rounded(4)
        (-12.0, -20.6051, -1.9151, 0.0196)

    Truth: `proportions_ztest` with the benchmark's variance and Wilson's limits of statsmodels, 200 rows to 1e-9.
    """
    x, n_ = _checked(count, n)
    b, half, x, n_ = checks.broadcast(benchmark=benchmark, rounding=rounding, count=x, n=n_)
    checks.not_negative("rounding", half)
    low, high = wilson(x, n_, normal.z_for(confidence))
    share = x / n_
    nearest = np.clip(share, np.maximum(0.0, (b - half) / per), np.minimum(1.0, (b + half) / per))
    spread = np.sqrt(nearest * (1 - nearest) / n_)
    gap = np.abs(share - nearest)
    z = np.where(gap == 0, 0.0, gap / np.where(spread == 0, np.finfo(float).tiny, spread))
    return Compared(
        per * share - b,
        per * low - b - half,
        per * high - b + half,
        normal.two_sided(np.minimum(z, 40.0)),
        statuses(x.shape),
    )


def wilson(x: FloatArray, n: FloatArray, z: float | FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return Wilson's limits as fractions for checked counts; exact 0 and 1 at the ends.

    (2x + z² ∓ z√(z² + 4x(1 - x/n))) / 2(n + z²). Shapes broadcast; `z` may be an array too. Source: Wilson (1927).
    Refuses nothing: what calls it checks.

    Example:
        >>> low, high = wilson(np.array([0.0, 30.0]), np.array([20.0, 100.0]), 1.959964)
        >>> low.round(4).tolist(), high.round(4).tolist()
        ([0.0, 0.2189], [0.1611, 0.3958])

    Truth: `statistics/proportions_0.95.csv` and `proportions_0.998.csv` through `proportion`, 82 rows to 1e-8.
    """
    share = x / n
    square = z**2
    middle, spread = 2 * x + square, z * np.sqrt(square + 4 * x * (1 - share))
    under = 2 * (n + square)
    # The share itself lies between the limits, and is exactly 0 or 1 at the ends, whatever rounding did.
    low = np.maximum(np.minimum((middle - spread) / under, share), 0.0)
    high = np.minimum(np.maximum((middle + spread) / under, share), 1.0)
    return np.asarray(low), np.asarray(high)


def _checked(count: npt.ArrayLike, n: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    x, n_ = checks.broadcast(count=count, n=n)
    checks.not_negative("count", x)
    checks.above_zero("n", n_)
    checks.at_most("count", x, "n", n_)
    return x, n_
