"""Many comparisons at once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from joinedup.stats import checks
from joinedup.stats.comparison import rate_ratio, share_difference
from joinedup.stats.interval import OK, Compared, FloatArray

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Family:
    """`adjusted` p-values in the order given, and which of them survive at the level asked for."""

    adjusted: FloatArray
    survives: BoolArray


@dataclass(frozen=True, slots=True)
class Ranks:
    """Between which ranks each item lies (1 is the highest), and which beats, or is beaten by, every other."""

    first: IntArray
    last: IntArray
    beats_all: BoolArray
    beaten_by_all: BoolArray


def benjamini_hochberg(p: npt.ArrayLike, *, level: float = 0.05) -> Family:
    """Return step-up adjusted p-values of one family (one dimension), and which are at or below `level`.

    adjusted = the smallest p_(j) x size / j over j from its own place up. Keeps the expected share of false findings
    among the findings at `level`. Source: Benjamini and Hochberg (1995). Refuses p-values outside 0 to 1. An empty
    family gives empty arrays.

    Example:
        >>> benjamini_hochberg([0.01, 0.04, 0.03, 0.5]).adjusted.round(4).tolist()
        [0.04, 0.0533, 0.0533, 0.5]

    Truth: the worked example of Benjamini and Hochberg (1995), section 3.2, 15 p-values, four rejected.
    """
    values = _family(p, level)
    size = len(values)
    order = np.argsort(values, kind="stable")
    scaled = values[order] * size / np.arange(1, size + 1)
    adjusted = np.empty(size)
    adjusted[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return Family(adjusted, adjusted <= level)


def holm(p: npt.ArrayLike, *, level: float = 0.05) -> Family:
    """Return step-down adjusted p-values of one family (one dimension), and which are at or below `level`.

    adjusted = the largest p_(j) x (size - j + 1) over j up to its own place. Keeps the chance of even one false finding
    at `level`, however the p-values hang together. Source: Holm (1979). Refuses p-values outside 0 to 1. An empty
    family gives empty arrays.

    Example:
        >>> holm([0.01, 0.04, 0.03, 0.005]).adjusted.round(4).tolist()
        [0.03, 0.06, 0.06, 0.02]

    Truth: the slow twin in tests/generative/test_multiple_laws.py, which rejects one at a time as the paper says.
    """
    adjusted = _holm_adjusted(_family(p, level))
    return Family(adjusted, adjusted <= level)


def rank_intervals(values: npt.ArrayLike, p: npt.ArrayLike, *, level: float = 0.05) -> Ranks:
    """Return each item's rank interval from all pairwise comparisons, of which none errs with chance 1 - `level`.

    first = 1 + how many beat it, last = items - how many it beats; one beats another where its value is higher and
    Holm's adjusted p-value of that pair is at or below `level`. `values` is [..., items], `p` [..., items, items]: the
    two-sided p-value of each pair, the same both ways; its diagonal is not read. Items of equal value never beat each
    other. One item alone has rank 1 to 1 and beats nobody. Sources: Holm (1979); for ranks from pairwise tests Mogstad,
    Romano, Shaikh and Wilhelm (2024), Review of Economic Studies 91, 476. Refuses p-values outside 0 to 1, a pair
    whose two p-values differ, values that are not finite, and a `p` that is not items by items.

    Example:
        >>> p = [[1, 0.2, 0.001], [0.2, 1, 0.01], [0.001, 0.01, 1]]
        >>> got = rank_intervals([30, 28, 12], p)
        >>> (got.first.tolist(), got.last.tolist(), got.beaten_by_all.tolist())
        ([1, 1, 3], [2, 2, 3], [False, False, True])

    Truth: the slow twin in tests/generative/test_multiple_laws.py, one pair at a time; simulation that a rank interval
    misses a true rank in at most 5% of families, 5 settings.
    """
    held, chances = _values_and_pairs(values, p, level)
    size = held.shape[-1]
    one, other = np.triu_indices(size, k=1)
    is_told_apart = np.zeros((*held.shape, size), dtype=np.bool_)
    is_told_apart[..., one, other] = _holm_adjusted(chances[..., one, other]) <= level
    is_told_apart |= np.swapaxes(is_told_apart, -1, -2)
    beats = is_told_apart & (held[..., :, None] > held[..., None, :])
    wins, losses = beats.sum(axis=-1), beats.sum(axis=-2)
    others = size - 1
    return Ranks(1 + losses, size - wins, (wins == others) & (others > 0), (losses == others) & (others > 0))


def rank_rates(counts: npt.ArrayLike, populations: npt.ArrayLike, *, level: float = 0.05) -> Ranks:
    """Return `rank_intervals` of rates, each pair compared by the exact conditional test of `rate_ratio`.

    `counts` and `populations` are [..., items]. Two items without events are not told apart. Source: as for
    `rank_intervals` and `rate_ratio`. Refuses negative counts and populations not above zero.

    Example:
        >>> got = rank_rates([90, 30, 28], [1000, 1000, 1000])
        >>> (got.first.tolist(), got.last.tolist(), got.beats_all.tolist())
        ([1, 2, 2], [1, 3, 3], [True, False, False])

    Truth: the slow twin in tests/generative/test_multiple_laws.py, one pair at a time.
    """
    x, n = checks.broadcast(counts=counts, populations=populations)
    checks.not_negative("counts", x)
    checks.above_zero("populations", n)
    one, other = _pairs(x, "counts")
    return rank_intervals(
        x / n, _both_ways(rate_ratio(x[..., one], n[..., one], x[..., other], n[..., other]), x), level=level
    )


def rank_shares(counts: npt.ArrayLike, ns: npt.ArrayLike, *, level: float = 0.05) -> Ranks:
    """Return `rank_intervals` of shares, each pair compared by Newcombe's method as in `share_difference`.

    `counts` and `ns` are [..., items]. Source: as for `rank_intervals` and `share_difference`. Refuses negative counts,
    counts above `ns` and `ns` not above zero.

    Example:
        >>> got = rank_shares([90, 30, 28], [100, 100, 100])
        >>> (got.first.tolist(), got.last.tolist(), got.beats_all.tolist())
        ([1, 2, 2], [1, 3, 3], [True, False, False])

    Truth: the slow twin in tests/generative/test_multiple_laws.py, one pair at a time.
    """
    x, n = checks.broadcast(counts=counts, ns=ns)
    checks.not_negative("counts", x)
    checks.above_zero("ns", n)
    checks.at_most("counts", x, "ns", n)
    one, other = _pairs(x, "counts")
    return rank_intervals(
        x / n, _both_ways(share_difference(x[..., one], n[..., one], x[..., other], n[..., other]), x), level=level
    )


def _family(p: npt.ArrayLike, level: float) -> FloatArray:
    (values,) = checks.broadcast(p=p)
    if values.ndim != 1:
        raise ValueError(f"p has shape {values.shape}: a family is one row of p-values.")
    _check_chances(values, level)
    return values


def _check_chances(p: FloatArray, level: float) -> None:
    checks.refuse("p", p, (p < 0) | (p > 1), "a p-value lies between 0 and 1")
    if not 0 < level < 1:
        raise ValueError(f"level is {level:g}: it must lie between 0 and 1, such as 0.05.")


def _holm_adjusted(p: FloatArray) -> FloatArray:
    """Adjust each row of [..., family]."""
    order = np.argsort(p, axis=-1, kind="stable")
    still_in = p.shape[-1] - np.arange(p.shape[-1])
    stepped = np.minimum(1.0, np.maximum.accumulate(np.take_along_axis(p, order, axis=-1) * still_in, axis=-1))
    adjusted = np.empty_like(p)
    np.put_along_axis(adjusted, order, stepped, axis=-1)
    return adjusted


def _values_and_pairs(values: npt.ArrayLike, p: npt.ArrayLike, level: float) -> tuple[FloatArray, FloatArray]:
    (held,), (chances,) = checks.broadcast(values=values), checks.broadcast(p=p)
    if held.ndim == 0 or chances.shape != (*held.shape, held.shape[-1]):
        raise ValueError(f"values has shape {held.shape} and p {chances.shape}: p must be items by items for values.")
    chances = np.where(np.eye(held.shape[-1], dtype=np.bool_), 1.0, chances)
    _check_chances(chances, level)
    # Two roundings of one p-value are still one: a pair computed both ways may differ in the last digits.
    uneven = ~np.isclose(chances, np.swapaxes(chances, -1, -2), rtol=1e-6, atol=1e-12)
    checks.refuse("p", chances, uneven, "the p-value of a pair must be the same both ways")
    return held, chances


def _pairs(values: FloatArray, name: str) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    if values.ndim == 0:
        raise ValueError(f"{name} is one number: ranks need a row of items.")
    one, other = np.triu_indices(values.shape[-1], k=1)
    return one, other


def _both_ways(compared: Compared, values: FloatArray) -> FloatArray:
    """Lay the p-values of the pairs out as items by items; 1 where a pair could not be compared."""
    chances = np.ones((*values.shape, values.shape[-1]))
    one, other = _pairs(values, "values")
    chances[..., one, other] = np.where(compared.status == OK, compared.p_value, 1.0)
    chances[..., other, one] = chances[..., one, other]
    return chances
