"""What the functions of this room give back: arrays of one shape, with a status for each element."""

from dataclasses import dataclass

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


def withhold(status: TextArray, *numbers: FloatArray) -> tuple[FloatArray, ...]:
    """Return `numbers` with NaN wherever `status` is not 'ok'."""
    return tuple(np.where(status == OK, number, np.nan) for number in numbers)


def statuses(shape: tuple[int, ...], *rules: tuple[npt.NDArray[np.bool_], str]) -> TextArray:
    """Return a status for each element: the word of the first rule that is true there, else 'ok'."""
    found = np.full(shape, OK, dtype="<U24")
    for where, word in reversed(rules):
        found = np.where(where, word, found)
    return found
