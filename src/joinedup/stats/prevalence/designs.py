"""The log-linear models of a table of capture histories, as columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from joinedup.stats.interval import FloatArray
from joinedup.stats.prevalence.poisson import Fits, fit

HETEROGENEITY = ("Chao (LB)", "Poisson2", "Darroch", "Gamma3.5")
IN_TIME = ("Mb", "Mbh")


@dataclass(frozen=True, slots=True)
class Design:
    """A model: its name, its columns for the seen histories [cells, columns], and the pairs of lists that it ties.

    `edge` counts parameters that lie at minus infinity, since a tied pair of lists shares nobody; the cells where both
    lists hold someone are then known to be empty and not in `is_used`.
    """

    name: str
    columns: FloatArray
    is_used: npt.NDArray[np.bool_]
    edge: int = 0


def seen_on(lists: int) -> FloatArray:
    """Return who is on which list, [2^lists - 1, lists] of 0 and 1: row i is the number i + 1 in binary, list 1 first.

    Example:
        >>> seen_on(2).tolist()
        [[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]

    Truth: the order of `prevalence/histories.csv`, 5 tables.
    """
    numbers = np.arange(1, 2**lists)
    return np.asarray(numbers[:, None] >> np.arange(lists)[::-1] & 1, dtype=np.float64)


def named(counts: FloatArray, lists: int) -> Iterator[Design]:
    """Yield the closed-population models M0, Mt, Mh and Mth (four kinds each), Mb and Mbh, in that order.

    M0: every list finds alike; Mt: each list with its own chance; Mh, Mth: the same with people who differ in how
    easily they are found, by a column in the number k of lists: 2^k - 1 (Poisson), k²/2 (Darroch), -log(3.5 + k) +
    log(3.5) (Gamma), or Chao's lower bound, a column max(k - j, 0) for each j from 2 up, of which those with a negative
    coefficient are left out one at a time, lowest first; Mb: being found changes the chance of the next list; Mbh: and
    the first list differs. Sources: Otis and others (1978); Cormack (1989); Rivest and Baillargeon (2007); for Mb and
    Mbh, Pollock and Otto (1983). Refuses nothing: `log_linear` checks.

    Example:
        >>> [one.name for one in named(np.array([9.0, 8, 3, 7, 2, 2, 1]), 3)][:3]
        ['M0', 'Mt', 'Mh Chao (LB)']

    Truth: `prevalence/estimates_closedp.csv` (Rcapture) through `log_linear`, 60 fits to 1e-8.
    """
    seen = seen_on(lists)
    k = seen.sum(axis=1)
    one = np.ones(len(k))
    bases = {"M0": np.column_stack([one, k]), "Mt": np.column_stack([one, seen])}
    shapes = {"Poisson2": 2**k - 1, "Darroch": k**2 / 2, "Gamma3.5": np.log(3.5) - np.log(3.5 + k)}
    for name, base in bases.items():
        yield _whole(name, base)
    for name, base in (("Mh", bases["M0"]), ("Mth", bases["Mt"])):
        for kind in HETEROGENEITY:
            columns = _chao(base, counts, k) if kind == HETEROGENEITY[0] else np.column_stack([base, shapes[kind]])
            yield _whole(f"{name} {kind}", columns)
    first = np.argmax(seen, axis=1)
    yield _whole("Mb", np.column_stack([one, first, k - 1]))
    yield _whole("Mbh", np.column_stack([one, first, k - 1, first == 0]))


def tied(counts: FloatArray, lists: int, pairs: tuple[tuple[int, int], ...]) -> Design:
    """Return Mt with a two-way interaction for each of `pairs` (lists counted from 0).

    A pair that shares nobody has its interaction at minus infinity: cells with both lists are left out. Sources:
    Fienberg (1972); Bishop, Fienberg and Holland (1975), chapter 6; for pairs that share nobody, Chan, Silverman and
    Vincent (2021). Refuses nothing: `log_linear` checks.

    Example:
        >>> tied(np.array([9.0, 8, 3, 7, 2, 2, 1]), 3, ((0, 1),)).name
        'Mt + 1:2'

    Truth: closed forms for three lists, 4 models to 1e-9, through `log_linear`.
    """
    seen = seen_on(lists)
    columns, is_used, edge = [np.ones(len(seen)), *seen.T], np.ones(len(seen), dtype=np.bool_), 0
    for i, j in pairs:
        is_both = seen[:, i] * seen[:, j]
        if np.sum(counts * is_both) > 0:
            columns.append(is_both)
        else:
            is_used &= is_both == 0
            edge += 1
    name = " + ".join(["Mt", *(f"{i + 1}:{j + 1}" for i, j in pairs)])
    return Design(name, np.column_stack(columns), is_used, edge)


def every_tie(lists: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield each set of one or more pairs of lists, fewest pairs first.

    Example:
        >>> len(list(every_tie(3)))
        7

    Truth: closed form, 2^(lists x (lists - 1) / 2) - 1 sets.
    """
    pairs = list(combinations(range(lists), 2))
    for size in range(1, len(pairs) + 1):
        yield from combinations(pairs, size)


def fit_designs(designs: list[Design], counts: FloatArray) -> Fits:
    """Return `fit` of each design to the same counts, narrower ones filled up with columns of zeros.

    Example:
        >>> counts = np.array([9.0, 8, 3, 7, 2, 2, 1])
        >>> fit_designs([tied(counts, 3, ())], counts).is_fitted.tolist()
        [True]

    Truth: `prevalence/estimates_closedp.csv` (Rcapture) through `log_linear`, 60 fits to 1e-8.
    """
    return fit(
        stacked(designs), np.tile(counts, (len(designs), 1)), np.array([one.is_used for one in designs], dtype=np.bool_)
    )


def stacked(designs: list[Design]) -> FloatArray:
    """Return the designs' columns as one array [models, cells, columns], narrower ones filled up with zeros.

    Example:
        >>> stacked([tied(np.ones(7), 3, ()), tied(np.ones(7), 3, ((0, 1),))]).shape
        (2, 7, 5)

    Truth: `prevalence/estimates_closedp.csv` (Rcapture) through `log_linear`, 60 fits to 1e-8.
    """
    widest = max(one.columns.shape[1] for one in designs)
    return np.stack([np.pad(one.columns, ((0, 0), (0, widest - one.columns.shape[1]))) for one in designs])


def with_unseen(columns: FloatArray) -> FloatArray:
    """Return [models, cells, columns] with a last cell for people on no list, which has only the constant.

    Example:
        >>> with_unseen(np.ones((1, 2, 2))).tolist()
        [[[1.0, 1.0], [1.0, 1.0], [1.0, 0.0]]]

    Truth: `prevalence/profile_ci.csv` (Rcapture) through `profile_limits`, 5 rows.
    """
    unseen = np.zeros((len(columns), 1, columns.shape[2]))
    unseen[:, 0, 0] = 1
    return np.concatenate([columns, unseen], axis=1)


def _whole(name: str, columns: FloatArray) -> Design:
    return Design(name, columns, np.ones(len(columns), dtype=np.bool_))


def _chao(base: FloatArray, counts: FloatArray, k: FloatArray) -> FloatArray:
    beyond = [np.maximum(k - j, 0) for j in range(2, int(k.max()))]
    while True:
        columns = np.column_stack([base, *beyond])
        extra = fit_designs([_whole("", columns)], counts).coefficients[0, base.shape[1] :]
        if len(extra) == 0 or np.min(extra) >= 0:
            return columns
        beyond.pop(int(np.argmin(extra)))
