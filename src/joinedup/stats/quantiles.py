"""Places in groups by rank; medians and other quantiles of waits."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from joinedup.stats import checks, normal
from joinedup.stats.interval import OK, FloatArray, Interval, TextArray, statuses, withhold

MISSING = "missing"
TOO_FEW = "too-few"


@dataclass(frozen=True, slots=True)
class Grouped:
    """`group` is 1 to the number asked for; 0 exactly where `status` is not 'ok'."""

    group: npt.NDArray[np.int64]
    status: TextArray


def group(
    values: npt.ArrayLike, number: int, *, is_highest_first: bool = True, by: npt.ArrayLike | None = None
) -> Grouped:
    """Return the quantile group of each value: 1 + floor((rank - 1) x number / n), over the values of one row.

    Group 1 holds the highest values, or the lowest with `is_highest_first=False`. Equal values have one rank, the
    first of theirs, so they are never parted, and groups may differ in size or stay empty. `by` (one label a value)
    groups each label's values apart; n counts the values that are not missing.

    NaN is a missing value: status 'missing'. Status 'too-few' where a label has fewer values than groups. Refuses
    infinite values, numbers under 2, values not in one row, and `by` of another length.
    Source: the English public health method notes (quantiles as in PHEindicatormethods).

    Example:
        >>> group([19.2, 35.6, 18.4, 18.4, np.nan, 7.9], 3).group.tolist()
        [1, 1, 2, 2, 0, 3]

    Truth: `statistics/quantiles5.csv` and `quantiles10.csv` (PHEindicatormethods 2.1.0), 130 values each, all equal.
    """
    v = np.asarray(values, dtype=np.float64)
    if v.ndim != 1:
        raise ValueError(f"values has shape {v.shape}: they must be one row.")
    checks.refuse("values", v, np.isinf(v), "it must be a finite number, or NaN where it is missing")
    if number < 2:
        raise ValueError(f"number is {number}: there must be 2 groups or more.")
    labels = np.zeros(len(v), dtype=np.int64) if by is None else _labels(by, len(v))
    known = ~np.isnan(v)
    key = -v if is_highest_first else v
    order = np.lexsort((key, labels, ~known))[: int(known.sum())]
    places = np.arange(len(order))
    ordered, of_label = key[order], labels[order]
    starts_label = np.concatenate([[True], of_label[1:] != of_label[:-1]])[: len(order)]
    starts_tie = starts_label | np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(order)]
    label_start = np.maximum.accumulate(np.where(starts_label, places, 0))
    before = np.maximum.accumulate(np.where(starts_tie, places, 0)) - label_start
    sizes = np.bincount(labels[known], minlength=int(labels.max(initial=0)) + 1)
    status = statuses(v.shape, (~known, MISSING), (sizes[labels] < number, TOO_FEW))
    found = np.zeros(v.shape, dtype=np.int64)
    found[order] = before * number // sizes[of_label] + 1
    return Grouped(np.where(status == OK, found, 0), status)


def quantile(
    values: npt.ArrayLike,
    probability: float = 0.5,
    *,
    counts: npt.ArrayLike | None = None,
    confidence: float = 0.95,
) -> Interval:
    """Return a quantile of each row (the median, by default) with limits that assume no distribution.

    With n values in order, the quantile is the ⌈np⌉-th, or the middle of the np-th and the next where np is whole
    (definition 2 of Hyndman and Fan 1996). Limits are the l-th and u-th: l is the greatest and u the least with
    P(B < l) and P(B ≥ u) at most (1 - confidence)/2, where B is binomial(n, p). They hold the quantile with at least
    the confidence asked for, whatever the spread and however many values are equal.

    Values are the last axis of `values`; axes before it are a batch, whose shape the result has. `counts` (whole
    numbers, same shape) says how many people have each value, one each by default; 0 leaves a value out, so that rows
    of different lengths can be padded. Units are those of the values.

    Status 'too-few' where no value stands far enough out to be a limit (for a median at 95%: under 6 people). Refuses
    values that are not finite, counts that are negative or not whole, and probabilities outside (0, 1).
    Source: Conover (1999), Practical Nonparametric Statistics, section 3.2.

    Example:
        >>> quantile([1, 2, 2, 3, 5, 8, 13, 21, 30, 40]).rounded(1)
        (6.5, 2.0, 30.0)
        >>> quantile([0, 7, 14, 21], 0.9, counts=[60, 80, 40, 20]).rounded(1)
        (17.5, 14.0, 21.0)

    Truth: the ranks for a median that Nair (1940) printed for 6 to 65 people at 95% and 99%, all 118 equal; and the
        slow twin in tests/generative/test_quantiles_laws.py, which adds up binomial chances one at a time.
    """
    v, c = checks.broadcast(values=values, counts=1.0 if counts is None else counts)
    if v.ndim == 0 or v.shape[-1] == 0:
        raise ValueError(f"values has shape {v.shape}: its last axis must be the values of a row, one or more.")
    checks.not_negative("counts", c)
    checks.refuse("counts", c, c != np.floor(c), "it must be a whole number")
    if not 0 < probability < 1:
        raise ValueError(f"probability is {probability:g}: it must lie between 0 and 1, such as 0.5.")
    normal.z_for(confidence)
    order = np.argsort(v, axis=-1, kind="stable")
    ordered = np.take_along_axis(v, order, axis=-1)
    up_to = np.cumsum(np.take_along_axis(c, order, axis=-1), axis=-1)
    n = c.sum(axis=-1)
    low_rank, high_rank = _limit_ranks(n, probability, (1 - confidence) / 2)
    # A product such as 100 x 0.29 falls short of the whole number it stands for.
    exact = n * probability
    near = np.abs(exact - np.round(exact)) < 1e-9 * np.maximum(1.0, n)
    first = np.where(near, np.round(exact), np.ceil(exact))
    second = np.where(near, first + 1, first)
    status = statuses(n.shape, ((low_rank < 1) | (high_rank > n), TOO_FEW))

    def at(rank: FloatArray) -> FloatArray:
        place = (up_to < np.clip(rank, 1, np.maximum(n, 1))[..., None]).sum(axis=-1)
        return np.asarray(np.take_along_axis(ordered, np.minimum(place, v.shape[-1] - 1)[..., None], axis=-1)[..., 0])

    value, low, high = withhold(status, (at(first) + at(second)) / 2, at(low_rank), at(high_rank))
    return Interval(value, low, high, status)


def _limit_ranks(n: FloatArray, probability: float, tail: float) -> tuple[FloatArray, FloatArray]:
    """Return the ranks of the two limits; 0 and n + 1 where there is none."""
    low = _fewest(n, probability, tail)
    low = np.where(_at_most(low, n, probability) <= tail, low + 1, low)
    return low, _fewest(n, probability, 1 - tail) + 1


def _fewest(n: FloatArray, probability: float, chance: float) -> FloatArray:
    """Return the least k with P(B ≤ k) ≥ chance: a normal guess, then steps until it is."""
    guess = n * probability + special.ndtri(chance) * np.sqrt(n * probability * (1 - probability))
    k = np.clip(np.round(guess), 0, n)
    # The guess is off by less than one step for n in the thousands, by two for small n: loops end within a few rounds.
    while np.any(short := _at_most(k, n, probability) < chance):
        k = np.where(short, k + 1, k)
    while np.any(over := (k > 0) & (_at_most(k - 1, n, probability) >= chance)):
        k = np.where(over, k - 1, k)
    return np.asarray(k)


def _at_most(k: FloatArray, n: FloatArray, probability: float) -> FloatArray:
    """Return P(B ≤ k) for whole k of 0 or more."""
    inside = k < n
    return np.where(inside, special.betaincc(k + 1, np.where(inside, n - k, 1.0), probability), 1.0)


def _labels(by: npt.ArrayLike, size: int) -> npt.NDArray[np.int64]:
    names = np.asarray(by)
    if names.shape != (size,):
        raise ValueError(f"by has shape {names.shape}: it must have one label for each of the {size} values.")
    return np.asarray(np.unique(names, return_inverse=True)[1], dtype=np.int64)
