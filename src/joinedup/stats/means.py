"""Averages of whole amounts, such as days in treatment."""

import numpy as np
import numpy.typing as npt
from scipy import special

from joinedup.stats import checks, normal
from joinedup.stats.interval import OK, Compared, FloatArray, Interval, statuses, withhold

TOO_FEW = "too-few"
NO_SPREAD = "no-spread"


def mean(
    total: npt.ArrayLike, total_of_squares: npt.ArrayLike, n: npt.ArrayLike, *, confidence: float = 0.95
) -> Interval:
    """Return total / n with Student's t interval, from sums alone, in units of the amounts.

    m ∓ t √(s²/n), where m = total / n, s² = (total_of_squares - m total) / (n - 1), t has n - 1 degrees of freedom.
    Shapes broadcast. Source: Student (1908). It suits amounts whose average is nearly normal; for skewed waits of a few
    people `quantiles.quantile` says more.

    Status 'too-few' where n is below 2. Refuses n below 1 and sums of squares too small for their total (they come from
    different rows).

    Example:
        >>> mean(25, 161, 5).rounded(4)
        (5.0, 1.275, 8.725)

    Truth: `statistics/means.csv` (PHEindicatormethods 2.1.0, 95% and 99.8%), 3 rows to 1e-8.
    """
    s, q, n_ = _checked(total, total_of_squares, n)
    normal.z_for(confidence)
    reach = _t_quantile(confidence, np.maximum(n_ - 1, 1)) * _standard_error(s, q, n_)
    status = statuses(s.shape, (n_ < 2, TOO_FEW))
    value, low, high = withhold(status, s / n_, s / n_ - reach, s / n_ + reach)
    return Interval(value, low, high, status)


def difference(
    total_a: npt.ArrayLike,
    total_of_squares_a: npt.ArrayLike,
    n_a: npt.ArrayLike,
    total_b: npt.ArrayLike,
    total_of_squares_b: npt.ArrayLike,
    n_b: npt.ArrayLike,
    *,
    confidence: float = 0.95,
) -> Compared:
    """Return mean a - mean b with Welch's interval, which lets the two spreads differ, in units of the amounts.

    d ∓ t √(e² + f²), where e and f are the two standard errors and t has (e² + f²)² / (e⁴/(n - 1) + f⁴/(m - 1)) degrees
    of freedom. Shapes broadcast. The p-value is that of the same t. Source: Welch (1947).

    Status 'too-few' where either side has fewer than 2, 'no-spread' where all amounts of both are equal. Refuses what
    `mean` does.

    Example:
        >>> difference(25, 161, 5, 12, 48, 4).rounded(4)
        (2.0, -1.9735, 5.9735, 0.2717)

    Truth: R's `t.test` of Student's sleep data, and scipy's Welch test in tests/generative/test_means_laws.py.
    """
    s, q, n = _checked(total_a, total_of_squares_a, n_a)
    r, u, m = _checked(total_b, total_of_squares_b, n_b)
    normal.z_for(confidence)
    squared_a, squared_b = _standard_error(s, q, n) ** 2, _standard_error(r, u, m) ** 2
    return _welch(s / n - r / m, squared_a, n, squared_b, m, (n < 2) | (m < 2), confidence)


def difference_of_intervals(
    a: Interval, n_a: npt.ArrayLike, b: Interval, n_b: npt.ArrayLike, *, confidence: float = 0.95
) -> Compared:
    """Return mean a - mean b (Welch) from two t intervals of the given confidence and their sizes.

    Each standard error is half its interval's width / t with n - 1 degrees of freedom; from there as in `difference`.
    Status 'too-few' where either side is below 2, 'no-spread' where all amounts of both are equal. Refuses n below 1.

    Example:
        >>> a, b = mean(25, 161, 5), mean(12, 48, 4)
        >>> difference_of_intervals(a, 5, b, 4).rounded(4)
        (2.0, -1.9735, 5.9735, 0.2717)

    Truth: R's `t.test` of Student's sleep data; tests/generative/test_means_laws.py holds it equal to `difference`.
    """
    n, m = checks.broadcast(n_a=n_a, n_b=n_b)
    for name, size in (("n_a", n), ("n_b", m)):
        checks.refuse(name, size, size < 1, "it must be 1 or more")
    normal.z_for(confidence)
    squared_a = ((a.high - a.low) / 2 / _t_quantile(confidence, np.maximum(n - 1, 1))) ** 2
    squared_b = ((b.high - b.low) / 2 / _t_quantile(confidence, np.maximum(m - 1, 1))) ** 2
    short = (a.status != OK) | (b.status != OK)
    return _welch(a.value - b.value, squared_a, n, squared_b, m, short, confidence)


def against(
    interval: Interval,
    n: npt.ArrayLike,
    benchmark: npt.ArrayLike,
    *,
    rounding: npt.ArrayLike = 0.0,
    confidence: float = 0.95,
) -> Compared:
    """Return the difference of a mean from a fixed benchmark, for every benchmark its `rounding` lets it stand for.

    A benchmark printed as 42 with `rounding` 0.5 stands for 41.5 to 42.5: the limits are the widest over that range and
    the p-value (one-sample t) the largest. `interval` comes from `mean` at the same confidence. Shapes broadcast; units
    are those of the amounts. Source: Student (1908).

    Status 'too-few' where the mean is not known, 'no-spread' where all amounts are equal. Refuses n below 1 and
    negative rounding.

    Example:
        >>> against(mean(25, 161, 5), 5, 1).rounded(4)
        (4.0, 0.275, 7.725, 0.0407)

    Truth: R's paired `t.test` of Student's sleep data, and scipy's one-sample test in
        tests/generative/test_means_laws.py.
    """
    n_, b, half = checks.broadcast(n=n, benchmark=benchmark, rounding=rounding)
    checks.refuse("n", n_, n_ < 1, "it must be 1 or more")
    checks.not_negative("rounding", half)
    normal.z_for(confidence)
    freedom = np.maximum(n_ - 1, 1)
    error = (interval.high - interval.low) / 2 / _t_quantile(confidence, freedom)
    status = statuses(error.shape, (interval.status != OK, TOO_FEW), (error == 0, NO_SPREAD))
    gap = interval.value - b
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.maximum(np.abs(gap) - half, 0.0) / error
    low, high = interval.low - b - half, interval.high - b + half
    gap, low, high, p = withhold(status, gap, low, high, _p_of_t(t, freedom))
    return Compared(gap, low, high, p, status)


def _welch(
    gap: FloatArray,
    squared_a: FloatArray,
    n: FloatArray,
    squared_b: FloatArray,
    m: FloatArray,
    short: npt.NDArray[np.bool_],
    confidence: float,
) -> Compared:
    """Compare two means whose gap and squared standard errors are given; `short` where either is not known."""
    variance = squared_a + squared_b
    status = statuses(variance.shape, (short, TOO_FEW), (variance == 0, NO_SPREAD))
    with np.errstate(divide="ignore", invalid="ignore"):
        spare = squared_a**2 / np.maximum(n - 1, 1) + squared_b**2 / np.maximum(m - 1, 1)
        freedom = np.where(variance > 0, variance**2 / spare, 1.0)
        t = gap / np.sqrt(variance)
    freedom = np.where(np.isfinite(freedom), freedom, 1.0)
    reach = _t_quantile(confidence, freedom) * np.sqrt(variance)
    gap, low, high, p = withhold(status, gap, gap - reach, gap + reach, _p_of_t(t, freedom))
    return Compared(gap, low, high, p, status)


def _checked(
    total: npt.ArrayLike, total_of_squares: npt.ArrayLike, n: npt.ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray]:
    s, q, n_ = checks.broadcast(total=total, total_of_squares=total_of_squares, n=n)
    checks.refuse("n", n_, n_ < 1, "it must be 1 or more")
    short = q < (s**2 / n_) * (1 - 1e-9)
    checks.refuse("total_of_squares", q, short, "it is too small for the total, so they are not of the same rows")
    return s, q, n_


def _standard_error(s: FloatArray, q: FloatArray, n_: FloatArray) -> FloatArray:
    variance = np.maximum(0.0, q - s**2 / n_) / np.maximum(n_ - 1, 1)
    return np.asarray(np.sqrt(variance / n_))


def _t_quantile(confidence: float, freedom: FloatArray) -> FloatArray:
    return np.asarray(special.stdtrit(freedom, 0.5 + confidence / 2))


def _p_of_t(t: FloatArray, freedom: FloatArray) -> FloatArray:
    return np.asarray(2 * special.stdtr(freedom, -np.abs(t)))
