"""Faults in arguments, named with the argument and the first offending index."""

import numpy as np
import numpy.typing as npt

from joinedup.stats.interval import FloatArray


def broadcast(**arguments: npt.ArrayLike) -> tuple[FloatArray, ...]:
    """Return the arguments as float arrays of one shape; ValueError where shapes differ or a number is not finite.

    Example:
        >>> [array.tolist() for array in broadcast(count=[1, 2], n=10)]
        [[1.0, 2.0], [10.0, 10.0]]

    Truth: the refusals in tests/unit/stats/test_checks.py, by hand.
    """
    arrays = {name: np.asarray(value, dtype=np.float64) for name, value in arguments.items()}
    try:
        shape = np.broadcast_shapes(*(array.shape for array in arrays.values()))
    except ValueError:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
        raise ValueError(f"These must have one shape or broadcast to it: {shapes}.") from None
    for name, array in arrays.items():
        # A NaN or an infinity shows in the extremes, which are found without a mask as long as the array.
        if array.size and not (np.isfinite(array.min()) and np.isfinite(array.max())):
            refuse(name, array, ~np.isfinite(array), "it must be a finite number")
    return tuple(np.broadcast_to(array, shape) for array in arrays.values())


def refuse(name: str, values: FloatArray, bad: npt.NDArray[np.bool_], why: str) -> None:
    """Raise ValueError naming the first element of `values` where `bad` is true.

    Example:
        >>> refuse("n", np.array([4.0, 3.5]), np.array([False, True]), "it must be whole")
        Traceback (most recent call last):
        ValueError: n[1] is 3.5: it must be whole.

    Truth: the refusals in tests/unit/stats/test_checks.py, by hand.
    """
    if not np.any(bad):
        return
    where = tuple(int(i) for i in np.argwhere(bad)[0])
    index = f"[{', '.join(map(str, where))}]" if where else ""
    raise ValueError(f"{name}{index} is {values[where]:g}: {why}.")


def not_negative(name: str, values: FloatArray) -> None:
    """Refuse counts below zero.

    Example:
        >>> not_negative("count", np.array([0.0, -2.0]))
        Traceback (most recent call last):
        ValueError: count[1] is -2: it cannot be negative.

    Truth: the refusals in tests/unit/stats/test_checks.py, by hand.
    """
    if values.size and values.min() < 0:
        refuse(name, values, values < 0, "it cannot be negative")


def above_zero(name: str, values: FloatArray) -> None:
    """Refuse populations and denominators that are zero or less.

    Example:
        >>> above_zero("population", np.array([5.0, 0.0]))
        Traceback (most recent call last):
        ValueError: population[1] is 0: it must be above zero.

    Truth: the refusals in tests/unit/stats/test_checks.py, by hand.
    """
    if values.size and values.min() <= 0:
        refuse(name, values, values <= 0, "it must be above zero")


def at_most(name: str, values: FloatArray, limit_name: str, limit: FloatArray) -> None:
    """Refuse counts above their denominator.

    Example:
        >>> at_most("count", np.array([3.0]), "n", np.array([2.0]))
        Traceback (most recent call last):
        ValueError: count[0] is 3: it cannot be above n.

    Truth: the refusals in tests/unit/stats/test_checks.py, by hand.
    """
    refuse(name, values, values > limit, f"it cannot be above {limit_name}")
