"""What the functions of this room give back: arrays of one shape, with a status for each element."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
TextArray = npt.NDArray[np.str_]

OK = "ok"


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its limits. All three are NaN exactly where `status` is not 'ok'; limits may be infinite."""

    value: FloatArray
    low: FloatArray
    high: FloatArray
    status: TextArray

    def rounded(self, digits: int) -> tuple[Any, ...]:
        """Return value, low and high as plain Python numbers (lists for arrays), rounded for reading."""
        return plain(digits, self.value, self.low, self.high)


@dataclass(frozen=True, slots=True)
class Compared:
    """A ratio or difference with its limits and the two-sided p-value that agrees with them.

    `p_value` is below 1 - confidence exactly where the limits exclude "no difference" (1 for a ratio, 0 for a
    difference). All four numbers are NaN exactly where `status` is not 'ok'.
    """

    value: FloatArray
    low: FloatArray
    high: FloatArray
    p_value: FloatArray
    status: TextArray

    def rounded(self, digits: int) -> tuple[Any, ...]:
        """Return value, low, high and p-value as plain Python numbers (lists for arrays), rounded for reading."""
        return plain(digits, self.value, self.low, self.high, self.p_value)


def plain(digits: int, *numbers: npt.ArrayLike) -> tuple[Any, ...]:
    """Return arrays as rounded plain Python numbers, or lists of them; never a negative zero.

    Example:
        >>> plain(2, 3.14159, [-0.001, 2.5])
        (3.14, [0.0, 2.5])

    Truth: by hand, in tests/unit/stats/test_interval.py.
    """
    return tuple((np.round(np.asarray(number, dtype=np.float64), digits) + 0.0).tolist() for number in numbers)


def withhold(status: TextArray, *numbers: FloatArray) -> tuple[FloatArray, ...]:
    """Return `numbers` with NaN wherever `status` is not 'ok'; where all are, the numbers themselves, not copies.

    Example:
        >>> withhold(np.array(["ok", "too-few"]), np.array([1.0, 2.0]))[0].tolist()
        [1.0, nan]

    Truth: element by element in plain Python, in tests/unit/stats/test_interval.py.
    """
    # One word seen through strides of zero, as `statuses` gives where no rule holds, needs one look.
    one_word = status.size > 0 and not any(status.strides)
    shown = status[(0,) * status.ndim] == OK if one_word else status == OK
    if np.all(shown):
        return tuple(_shaped(number, status.shape) for number in numbers)
    shown = np.broadcast_to(shown, status.shape)
    return tuple(np.where(shown, number, np.nan) for number in numbers)


def statuses(shape: tuple[int, ...], *rules: tuple[npt.NDArray[np.bool_], str]) -> TextArray:
    """Return a status for each element: the word of the first rule that is true there, else 'ok'.

    Where no rule is true anywhere this is a read-only view of one word: a million words are 96 MB.

    Example:
        >>> statuses((3,), (np.array([True, False, False]), "no-events")).tolist()
        ['no-events', 'ok', 'ok']

    Truth: element by element in plain Python, in tests/unit/stats/test_interval.py.
    """
    true_somewhere = [(where, word) for where, word in rules if np.any(where)]
    if not true_somewhere:
        return np.broadcast_to(np.array(OK), shape)
    width = max(len(word) for word in (OK, *(word for _, word in true_somewhere)))
    found = np.full(shape, OK, dtype=f"<U{width}")
    for where, word in reversed(true_somewhere):
        np.copyto(found, word, where=where)
    return found


def _shaped(number: npt.ArrayLike, shape: tuple[int, ...]) -> FloatArray:
    array = np.asarray(number, dtype=np.float64)
    return array if array.shape == shape else np.broadcast_to(array, np.broadcast_shapes(array.shape, shape))
