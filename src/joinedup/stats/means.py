"""Averages of whole amounts, such as days in treatment."""

import numpy as np
import numpy.typing as npt
from scipy import special

from joinedup.stats import checks
from joinedup.stats.interval import OK, Compared, FloatArray, Interval, statuses, withhold

TOO_FEW = "too-few"
NO_SPREAD = "no-spread"


def mean(
    total: npt.ArrayLike, total_of_squares: npt.ArrayLike, n: npt.ArrayLike, *, confidence: float = 0.95
) -> Interval:
    """Return total / n with Student's t interval, from sums alone. Status 'too-few' where n is below 2.

    Refuses n below 1 and sums of squares too small for their total (they come from different rows).
    """
    s, _, n_ = _checked(total, total_of_squares, n)
    checks.z_for(confidence)
    reach = _t_quantile(confidence, np.maximum(n_ - 1, 1)) * _standard_error(total, total_of_squares, n)
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
    """Return mean a - mean b with Welch's interval, which lets the two spreads differ. Source: Welch (1947)."""
    a = mean(total_a, total_of_squares_a, n_a, confidence=confidence)
    b = mean(total_b, total_of_squares_b, n_b, confidence=confidence)
    return difference_of_intervals(a, n_a, b, n_b, confidence=confidence)


def difference_of_intervals(
    a: Interval, n_a: npt.ArrayLike, b: Interval, n_b: npt.ArrayLike, *, confidence: float = 0.95
) -> Compared:
    """Return mean a - mean b (Welch) from two t intervals of the given confidence and their sizes.

    Status 'too-few' where either side is below 2, 'no-spread' where both sides have no spread at all.
    """
    n, m = checks.broadcast(n_a=n_a, n_b=n_b)
    free_a, free_b = np.maximum(n - 1, 1), np.maximum(m - 1, 1)
    part_a = ((a.high - a.low) / 2 / _t_quantile(confidence, free_a)) ** 2
    part_b = ((b.high - b.low) / 2 / _t_quantile(confidence, free_b)) ** 2
    variance = part_a + part_b
    short = (a.status != OK) | (b.status != OK)
    status = statuses(variance.shape, (short, TOO_FEW), (variance == 0, NO_SPREAD))
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom = np.where(variance > 0, variance**2 / (part_a**2 / free_a + part_b**2 / free_b), 1.0)
        t = (a.value - b.value) / np.sqrt(variance)
    freedom = np.where(np.isfinite(freedom), freedom, 1.0)
    reach = _t_quantile(confidence, freedom) * np.sqrt(variance)
    gap = a.value - b.value
    gap, low, high, p = withhold(status, gap, gap - reach, gap + reach, _p_of_t(t, freedom))
    return Compared(gap, low, high, p, status)


def against(
    interval: Interval,
    n: npt.ArrayLike,
    benchmark: npt.ArrayLike,
    *,
    rounding: npt.ArrayLike = 0.0,
    confidence: float = 0.95,
) -> Compared:
    """Return the difference of a mean from a fixed benchmark, for every benchmark its `rounding` lets it stand for."""
    n_, b, half = checks.broadcast(n=n, benchmark=benchmark, rounding=rounding)
    checks.not_negative("rounding", half)
    freedom = np.maximum(n_ - 1, 1)
    error = (interval.high - interval.low) / 2 / _t_quantile(confidence, freedom)
    status = statuses(error.shape, (interval.status != OK, TOO_FEW), (error == 0, NO_SPREAD))
    gap = interval.value - b
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.maximum(np.abs(gap) - half, 0.0) / error
    low, high = interval.low - b - half, interval.high - b + half
    gap, low, high, p = withhold(status, gap, low, high, _p_of_t(t, freedom))
    return Compared(gap, low, high, p, status)


def _checked(
    total: npt.ArrayLike, total_of_squares: npt.ArrayLike, n: npt.ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray]:
    s, q, n_ = checks.broadcast(total=total, total_of_squares=total_of_squares, n=n)
    checks.refuse("n", n_, n_ < 1, "it must be 1 or more")
    short = q < (s**2 / n_) * (1 - 1e-9)
    checks.refuse("total_of_squares", q, short, "it is too small for the total, so they are not of the same rows")
    return s, q, n_


def _standard_error(total: npt.ArrayLike, total_of_squares: npt.ArrayLike, n: npt.ArrayLike) -> FloatArray:
    s, q, n_ = _checked(total, total_of_squares, n)
    variance = np.maximum(0.0, q - s**2 / n_) / np.maximum(n_ - 1, 1)
    return np.asarray(np.sqrt(variance / n_))


def _t_quantile(confidence: float, freedom: FloatArray) -> FloatArray:
    return np.asarray(special.stdtrit(freedom, 0.5 + confidence / 2))


def _p_of_t(t: FloatArray, freedom: FloatArray) -> FloatArray:
    return np.asarray(2 * special.stdtr(freedom, -np.abs(t)))
