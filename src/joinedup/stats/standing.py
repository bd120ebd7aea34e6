"""How sure an extreme is: what a place's standing among others, or a year's among years, holds at."""

import numpy as np
import numpy.typing as npt

from joinedup.stats import checks
from joinedup.stats.interval import FloatArray
from joinedup.stats.multiple import holm


def adjusted_pairs(p: npt.ArrayLike) -> FloatArray:
    """Return Holm's adjusted p-value of every pair of items, items by items; 1 on the diagonal.

    `p` is items by items: the two-sided p-value of each pair, the same both ways; its diagonal is not read. Each pair
    is one test of the family. Source: Holm (1979). Refuses p-values outside 0 to 1 and a `p` not items by items.

    Example:
        >>> adjusted_pairs([[1, 0.2, 0.001], [0.2, 1, 0.01], [0.001, 0.01, 1]]).round(4).tolist()
        [[1.0, 0.2, 0.003], [0.2, 1.0, 0.02], [0.003, 0.02, 1.0]]

    Truth: typed figures in tests/unit/stats/test_truth_standing.py, worked by hand to the last digit.
    """
    (chances,) = checks.broadcast(p=p)
    if chances.ndim != 2 or chances.shape[0] != chances.shape[1]:
        raise ValueError(f"p has shape {chances.shape}: it must be items by items.")
    one, other = np.triu_indices(len(chances), k=1)
    adjusted = np.ones_like(chances)
    adjusted[one, other] = adjusted[other, one] = holm(chances[one, other]).adjusted
    return adjusted


def level_of_top(values: npt.ArrayLike, p: npt.ArrayLike, *, top: int = 1) -> FloatArray:
    """Return the smallest familywise level at which each item's whole rank interval lies within the first `top` ranks.

    The (items - top)-th smallest of Holm's adjusted p-values against the items it is above; 1 where it is above too
    few. At or below a level exactly where `rank_intervals` at that level gives last <= top. Give negated values for the
    last ranks. Source: as for `rank_intervals`. Refuses what it refuses, and a `top` outside 1 to items.

    Example:
        >>> p = [[1, 0.2, 0.001], [0.2, 1, 0.01], [0.001, 0.01, 1]]
        >>> level_of_top([30, 28, 12], p).round(4).tolist()
        [0.2, 1.0, 1.0]
        >>> level_of_top([30, 28, 12], p, top=2).round(4).tolist()
        [0.003, 0.02, 1.0]

    Truth: tests/generative/test_standing_laws.py, which asks `rank_intervals` at levels just above and below it.
    """
    (held,) = checks.broadcast(values=values)
    adjusted = adjusted_pairs(p)
    if held.shape != (len(adjusted),):
        raise ValueError(f"values has shape {held.shape} and p {adjusted.shape}: p must be items by items for values.")
    if not 1 <= top <= len(held):
        raise ValueError(f"top is {top}: it must lie between 1 and the number of items, {len(held)}.")
    if top == len(held):
        return np.zeros(len(held))
    against = np.where(held[:, None] > held[None, :], adjusted, 1.0)
    return np.asarray(np.sort(against, axis=1)[:, len(held) - top - 1])
