"""Tables of capture histories: how many people are on which lists."""

import numpy as np
import numpy.typing as npt

from joinedup.stats import checks
from joinedup.stats.interval import FloatArray

MOST_LISTS = 10


def tabulate(is_on_list: npt.ArrayLike) -> FloatArray:
    """Return how many people have each history, from who is on which list ([people, lists] of true and false).

    The counts that `log_linear` takes: 2^lists - 1, the i-th (from 1) for the history that is i in binary with list 1
    first, so 001, 010, 011, … for three lists. People on no list are not counted. Refuses anything but a table of two
    or more lists.

    Example:
        >>> tabulate([[True, False], [True, True], [True, True], [False, False]]).tolist()
        [0.0, 1.0, 2.0]

    Truth: the slow twin in tests/generative/test_prevalence_laws.py, which counts the histories as text.
    """
    on = np.asarray(is_on_list)
    if on.dtype != np.bool_ or on.ndim != 2 or not 2 <= on.shape[1] <= MOST_LISTS:
        raise ValueError(
            f"is_on_list has shape {on.shape} and type {on.dtype}: it must be true and false, people by 2 to 10 lists."
        )
    numbers = on @ (1 << np.arange(on.shape[1])[::-1])
    return np.bincount(numbers, minlength=2 ** on.shape[1])[1:].astype(np.float64)


def checked(histories: npt.ArrayLike) -> tuple[FloatArray, int]:
    """Return one table of histories as an array, and how many lists it has.

    Refuses counts that are negative or not whole, another number of them than 2^lists - 1, and a table of nobody.

    Example:
        >>> checked([9, 8, 3, 7, 2, 2, 1])[1]
        3

    Truth: each refusal, by hand, through `log_linear`.
    """
    (counts,) = checks.broadcast(histories=histories)
    lists = int(counts.size + 1).bit_length() - 1
    if counts.ndim != 1 or counts.size != 2**lists - 1 or not 3 <= lists <= MOST_LISTS:
        raise ValueError(
            f"histories has shape {counts.shape}: it must be one row of 2^lists - 1 counts for 3 to {MOST_LISTS} lists."
        )
    checks.not_negative("histories", counts)
    checks.refuse("histories", counts, counts != np.round(counts), "people are counted whole")
    if counts.sum() == 0:
        raise ValueError("histories holds nobody: there is nothing to estimate from.")
    return counts, lists
