"""Shares dealt out exactly, or drawn: the one difference between a calibrated county and a random one."""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def deal(rng: np.random.Generator, strata: Ints, shares: npt.NDArray[np.float64], *, is_exact: bool) -> Ints:
    """Return a category from 0 for each row, with `shares` (strata x categories, rows adding to 1).

    Exact: in every stratum each category gets its share of the rows, rounded, in random order. Otherwise each row is
    drawn on its own, as chance would.
    """
    limits = np.cumsum(shares, axis=1)[:, :-1]
    if not is_exact:
        return _count(rng.random(len(strata))[:, None] >= limits[strata])
    rank, _ = rank_within(rng, strata)
    cuts = np.floor(limits * np.bincount(strata, minlength=len(shares))[:, None] + 0.5)
    return _count(rank[:, None] >= cuts[strata])


def _count(passed: Bools) -> Ints:
    counted: Ints = passed.sum(axis=1)
    return counted


def rank_within(rng: np.random.Generator, strata: Ints) -> tuple[Ints, Ints]:
    """Return each row's place, from 0, in a random order of its stratum, and the stratum's size."""
    order = np.lexsort((rng.random(len(strata)), strata))
    ordered = strata[order]
    first = np.searchsorted(ordered, ordered, side="left")
    rank = np.empty(len(strata), dtype=np.int64)
    rank[order] = np.arange(len(strata)) - first
    return rank, np.bincount(strata)[strata] if len(strata) else strata


def pick(rng: np.random.Generator, codes: tuple[str, ...], size: int) -> npt.NDArray[np.str_]:
    """Return `size` of the codes; the ones listed first are by far the commonest."""
    weight = 1.0 / np.arange(1, len(codes) + 1) ** 2
    return rng.choice(np.array(codes), size=size, p=weight / weight.sum())


def between(rng: np.random.Generator, low: Ints | int, high: Ints | int, size: int) -> Ints:
    """Return whole numbers from `low` to `high`, both included; `low` where there is no room."""
    return rng.integers(low, np.maximum(low, high), size=size, endpoint=True)


def long_tail(rng: np.random.Generator, mean: float, size: int) -> Ints:
    """Return whole numbers from 0 whose chance falls by the same part each step."""
    return rng.geometric(1.0 / (mean + 1.0), size=size) - 1
