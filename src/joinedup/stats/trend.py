"""Yearly series: is the level rising or falling, and by how much."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special

from joinedup.stats import checks, normal
from joinedup.stats.interval import OK, FloatArray, TextArray, plain, statuses, withhold
from joinedup.stats.recent_trend import FivePoint, five_point, five_point_of_intervals

__all__ = [
    "FEWEST_EVENTS",
    "FEWEST_POINTS",
    "TOO_FEW_EVENTS",
    "TOO_FEW_POINTS",
    "FivePoint",
    "Trend",
    "annual",
    "five_point",
    "five_point_of_intervals",
]

FEWEST_POINTS = 5
FEWEST_EVENTS = 10
TOO_FEW_POINTS = "too-few-points"
TOO_FEW_EVENTS = "too-few-events"

_ROUNDS = 100


@dataclass(frozen=True, slots=True)
class Trend:
    """A fitted change from the first to the last year used, its limits and what it rests on.

    `change` is a ratio (rates) or a difference in points (shares). `p_value` is below 1 - confidence exactly where the
    limits exclude no change. `dispersion` is how much more the years vary about the line than chance alone gives, at
    least 1. `last_step` is 1, 0 or -1: the last observed year against the one before it. `points` counts the years
    used. The floating numbers are NaN exactly where `status` is not 'ok'.
    """

    change: FloatArray
    low: FloatArray
    high: FloatArray
    p_value: FloatArray
    dispersion: FloatArray
    last_step: npt.NDArray[np.int64]
    points: npt.NDArray[np.int64]
    status: TextArray

    def rounded(self, digits: int) -> tuple[Any, ...]:
        """Return change, low, high and p-value as plain Python numbers (lists for arrays), rounded for reading."""
        return plain(digits, self.change, self.low, self.high, self.p_value)


def annual(
    counts: npt.ArrayLike,
    denominators: npt.ArrayLike,
    *,
    family: str = "rate",
    per: float | None = None,
    since: npt.ArrayLike | None = None,
    confidence: float = 0.95,
) -> Trend:
    """Return the change fitted over yearly counts with equal steps, allowing for more variation than chance gives.

    Rates: log(count / denominator) = a + b·year, quasi-Poisson; `change` is the fitted last year over the fitted first.
    Shares: logit(count / denominator) = a + b·year, quasi-binomial; `change` is the fitted last year less the first, in
    units of `per` (100: percentage points). Dispersion = max(1, Pearson X² / (k - 2)); limits of b by Student's t with
    k - 2 degrees of freedom (Wald), carried to the change: for rates by exp, for shares by refitting a for each limit
    of b so that fitted and observed totals agree, which keeps limits inside -100 to 100 and in step with the p-value.

    `counts` and `denominators` have the years, oldest first, as last axis: one row a series (a single denominator
    stands for all). `since` (one number, or one for each series) is the index of the first year after a break: earlier
    years are not used. Status 'too-few-points' with fewer than five years, 'too-few-events' with fewer than ten events
    in any year used (for shares also fewer than ten others, so that a share and its complement are treated alike).
    Refuses negative counts, denominators not above zero, shares above one, a `since` outside the series. Source:
    McCullagh and Nelder (1989), chapters 4, 6 and 9.

    Example:
        >>> annual([140, 144, 151, 152, 165, 171], [10_000] * 6).rounded(4)
        (1.2258, 0.9376, 1.6025, 0.1026)
        >>> annual([60, 66, 72, 75, 91], [200] * 5, family="share").rounded(4)
        (14.1869, 0.4595, 27.3064, 0.0461)

    Truth: statsmodels 0.15 GLM (Poisson and binomial, scale fixed at the Pearson estimate), 100 random series of each
    family to 1e-8; a plain Newton twin in tests/unit/stats/test_truth_trend.py; typed figures there.
    """
    y, n = _series(counts, denominators, family)
    used = _used(since, y.shape)
    unit = 100.0 if per is None else per
    points = np.sum(used, axis=-1)
    scarce = y if family == "rate" else np.minimum(y, n - y)
    status = statuses(
        points.shape,
        (points < FEWEST_POINTS, TOO_FEW_POINTS),
        (np.any(used & (scarce < FEWEST_EVENTS), axis=-1), TOO_FEW_EVENTS),
    )
    last_step = _last_step(y, n, points)
    if y.shape[-1] < FEWEST_POINTS:
        blank = np.full(points.shape, np.nan)
        normal.z_for(confidence)
        return Trend(blank, blank, blank, blank, blank, last_step, points, status)
    fits = (status == OK)[..., None]
    # A row that is withheld is fitted to harmless numbers, so that one bad series costs the others nothing.
    y, n, used = np.where(fits, y, 10.0), np.where(fits, n, 100.0), np.where(fits, used, True)
    slope, error, dispersion = _fitted(y, n, used, family)
    freedom = np.maximum(np.sum(used, axis=-1) - 2, 1)
    normal.z_for(confidence)
    reach = special.stdtrit(freedom, 0.5 + confidence / 2) * error
    p = 2 * special.stdtr(freedom, -np.abs(slope) / error)
    change = _ratio_over if family == "rate" else _points_over
    numbers = [np.asarray(change(b, y, n, used)) for b in (slope, slope - reach, slope + reach)]
    if family == "share":
        numbers = [unit * number for number in numbers]
    value, low, high, p, dispersion = withhold(status, *numbers, p, dispersion)
    return Trend(value, low, high, p, dispersion, last_step, points, status)


def _series(counts: npt.ArrayLike, denominators: npt.ArrayLike, family: str) -> tuple[FloatArray, FloatArray]:
    """Return checked counts and denominators of one shape, with the years as last axis."""
    if family not in ("rate", "share"):
        raise ValueError(f"family is '{family}': it must be 'rate' or 'share'.")
    y, n = checks.broadcast(counts=counts, denominators=denominators)
    if y.ndim == 0:
        raise ValueError("counts is one number: it needs the years as its last axis.")
    checks.not_negative("counts", y)
    checks.above_zero("denominators", n)
    if family == "share":
        checks.at_most("counts", y, "denominators", n)
    return y, n


def _used(since: npt.ArrayLike | None, shape: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    """Return which years of each series come after its break."""
    (first,) = checks.broadcast(since=0 if since is None else since)
    outside = (first < 0) | (first > shape[-1]) | (first != np.floor(first))
    checks.refuse("since", first, outside, f"it must be a whole number from 0 to {shape[-1]}")
    try:
        return np.broadcast_to(np.arange(shape[-1]) >= first[..., None], shape)
    except ValueError:
        raise ValueError(f"since has shape {first.shape}: it must be one number, or one for each series.") from None


def _last_step(y: FloatArray, n: FloatArray, points: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    if y.shape[-1] < 2:
        return np.zeros(points.shape, dtype=np.int64)
    # Cross-multiplied, so that equal rates of unequal denominators are equal exactly.
    step = np.sign(y[..., -1] * n[..., -2] - y[..., -2] * n[..., -1])
    return np.where(points >= 2, step, 0.0).astype(np.int64)


def _fitted(
    y: FloatArray, n: FloatArray, used: npt.NDArray[np.bool_], family: str
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the slope a year, its standard error (dispersion in it) and the dispersion, by weighted least squares."""
    year = _centred_years(used)
    pooled = np.sum(np.where(used, y, 0.0), axis=-1) / np.sum(np.where(used, n, 0.0), axis=-1)
    level, slope = np.log(pooled) if family == "rate" else special.logit(pooled), np.zeros(y.shape[:-1])
    for _ in range(_ROUNDS):
        eta = level[..., None] + slope[..., None] * year
        fitted = n * (np.exp(np.where(used, eta, 0.0)) if family == "rate" else special.expit(eta))
        # Written so that the weight of a share close to 1 does not vanish.
        weight = np.where(used, fitted if family == "rate" else fitted * special.expit(-eta), 0.0)
        aim = eta + np.where(used, y - fitted, 0.0) / np.where(used, weight, 1.0)
        whole, first, second = (np.sum(weight * year**power, axis=-1) for power in (0, 1, 2))
        aimed, aimed_first = np.sum(weight * aim, axis=-1), np.sum(weight * aim * year, axis=-1)
        spread = whole * second - first**2
        steeper = (whole * aimed_first - first * aimed) / spread
        step, turned = (aimed - steeper * first) / whole - level, steeper - slope
        # A step that moves no year's fit by more than a factor of two always comes nearer, for both families.
        furthest = np.max(np.where(used, np.abs(step[..., None] + turned[..., None] * year), 0.0), axis=-1)
        part = np.minimum(1.0, np.log(2) / np.maximum(furthest, 1e-9))
        level, slope = level + part * step, slope + part * turned
        if np.all(furthest <= 1e-12 * (1 + np.abs(level))):
            break
    pearson = np.sum(np.where(used, (y - fitted) ** 2 / np.where(used, weight, 1.0), 0.0), axis=-1)
    dispersion = np.maximum(1.0, pearson / np.maximum(np.sum(used, axis=-1) - 2, 1))
    return slope, np.sqrt(dispersion * whole / spread), dispersion


def _centred_years(used: npt.NDArray[np.bool_]) -> FloatArray:
    year = np.arange(used.shape[-1], dtype=np.float64)
    middle = np.sum(used * year, axis=-1) / np.maximum(np.sum(used, axis=-1), 1)
    return np.asarray(year - middle[..., None])


def _ratio_over(slope: FloatArray, _y: FloatArray, _n: FloatArray, used: npt.NDArray[np.bool_]) -> FloatArray:
    """Return the fitted last year over the fitted first, for a slope on the log scale."""
    with np.errstate(over="ignore"):  # a limit may be infinite
        return np.asarray(np.exp(slope * (np.sum(used, axis=-1) - 1)))


def _points_over(slope: FloatArray, y: FloatArray, n: FloatArray, used: npt.NDArray[np.bool_]) -> FloatArray:
    """Return the fitted last share less the first, for a slope on the logit scale and the level that keeps the total.

    The total determines the level: a bracket from the steepest year either way, then Newton steps held inside it.
    """
    tilt = slope[..., None] * np.where(used, _centred_years(used), 0.0)
    people = np.where(used, n, 0.0)
    total = np.sum(np.where(used, y, 0.0), axis=-1)
    middle = special.logit(total / np.sum(people, axis=-1))
    low, high = middle - np.max(tilt, axis=-1), middle - np.min(tilt, axis=-1)
    level = middle
    for _ in range(_ROUNDS):
        share = special.expit(level[..., None] + tilt)
        excess = np.sum(people * share, axis=-1) - total
        low, high = np.where(excess < 0, level, low), np.where(excess > 0, level, high)
        step = level - excess / np.maximum(np.sum(people * share * (1 - share), axis=-1), 1e-200)
        before, level = level, np.where((step >= low) & (step <= high), step, (low + high) / 2)
        if np.all(np.abs(level - before) <= 1e-13 * (1 + np.abs(level))):
            break
    reach = slope * (np.sum(used, axis=-1) - 1) / 2
    return np.asarray(special.expit(level + reach) - special.expit(level - reach))
