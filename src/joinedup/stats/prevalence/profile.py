"""Profile likelihood limits of how many people there are."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy import special

from joinedup.stats.interval import FloatArray
from joinedup.stats.prevalence.designs import with_unseen
from joinedup.stats.prevalence.poisson import climb, fit

FARTHEST = 1e7
MOST_ROUNDS = 100
CLOSE = 1e-11
NEAR_ZERO = 1e-9


def profile_limits(
    designs: FloatArray, counts: FloatArray, is_used: npt.NDArray[np.bool_], confidence: float
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return for each model the abundance at which the multinomial likelihood is highest, and its profile limits.

    At each abundance N the unseen cell holds N minus the people seen, the model is fitted, and twice the drop in log
    likelihood from the highest point is compared with chi-squared on 1 degree of freedom. `designs` [models, cells,
    columns] are for seen cells; the unseen one has only the constant. A lower limit is never below the people seen; an
    upper one is infinite where no abundance up to ten million times the people seen is ruled out. Source: Cormack
    (1992). Refuses nothing: `log_linear` checks.

    Example:
        >>> design = np.array([[[1.0, 0.0, 1.0], [1.0, 1.0, 0.0], [1.0, 1.0, 1.0]]])
        >>> best, low, high = profile_limits(design, np.array([60.0, 80, 20]), np.ones((1, 3), dtype=bool), 0.95)
        >>> [round(float(v[0]), 1) for v in (best, low, high)]
        [396.0, 294.0, 581.6]

    Truth: `prevalence/profile_ci.csv` (Rcapture), 5 rows: to 1e-5, and to 1e-8 with Stirling's formula in place of
    factorials, which is what that table uses (the slow twin in tests/unit/stats/test_reference_prevalence.py).
    """
    models, seen = len(designs), float(np.sum(counts))
    used = np.concatenate([is_used, np.ones((models, 1), dtype=np.bool_)], axis=1)
    whole = with_unseen(designs) * used[:, :, None]
    near = fit(designs, np.tile(counts, (models, 1)), is_used).coefficients

    def height_and_slope(log_unseen: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the log likelihood at so many unseen, and how fast it rises with their logarithm."""
        nonlocal near
        unseen = np.exp(log_unseen)
        table = np.concatenate([counts * is_used, unseen[:, None]], axis=1)
        near, _ = climb(whole, table, used, near)
        log_share = np.matmul(whole, near[:, :, None])[:, :, 0] - np.log(seen + unseen)[:, None]
        ways = special.gammaln(seen + unseen + 1) - special.gammaln(unseen + 1)
        slope = special.digamma(seen + unseen + 1) - special.digamma(unseen + 1) + log_share[:, -1]
        return ways + np.sum(table * log_share, axis=1), slope * unseen

    floor, ceiling = np.full(models, np.log(1e-9)), np.full(models, np.log(FARTHEST * max(seen, 1.0)))
    best = _where_it_falls_to_zero(lambda u: height_and_slope(u)[1], floor, ceiling)
    top = height_and_slope(best)[0]
    drop = special.chdtri(1, 1 - confidence)

    def spare(log_unseen: FloatArray) -> FloatArray:
        # On a root scale the drop is nearly a straight line in log_unseen, which false position likes.
        return np.asarray(np.sqrt(drop) - np.sqrt(np.maximum(0.0, 2 * (top - height_and_slope(log_unseen)[0]))))

    low = _where_it_falls_to_zero(lambda u: spare(-u), -best, -floor)
    high = _where_it_falls_to_zero(spare, best, ceiling)
    low_value = np.where(spare(floor) > 0, seen, seen + np.exp(-low))
    high_value = np.where(spare(ceiling) > 0, np.inf, seen + np.exp(high))
    return seen + np.exp(best), low_value, high_value


def _where_it_falls_to_zero(value: Callable[[FloatArray], FloatArray], low: FloatArray, high: FloatArray) -> FloatArray:
    """Return where `value`, above zero at `low` and below at `high`, is zero.

    False position with the Illinois rule (an end that stays twice counts half), and every fourth round a halving, so
    that no shape makes it crawl. Source: Dowell and Jarratt (1971).
    """
    at_low, at_high = value(low), value(high)
    side = np.zeros(low.shape)
    for turn in range(MOST_ROUNDS):
        with np.errstate(divide="ignore", invalid="ignore"):
            where = (low * at_high - high * at_low) / (at_high - at_low)
        where = np.where((where > low) & (where < high) & (turn % 4 != 3), where, (low + high) / 2)
        now = value(where)
        if np.all((np.abs(now) < NEAR_ZERO) | (high - low < CLOSE)):
            break
        is_above = now > 0
        at_low = np.where(is_above, now, np.where(side < 0, at_low / 2, at_low))
        at_high = np.where(is_above, np.where(side > 0, at_high / 2, at_high), now)
        low, high = np.where(is_above, where, low), np.where(is_above, high, where)
        side = np.where(is_above, 1.0, -1.0)
    return where
