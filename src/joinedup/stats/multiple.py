"""Many comparisons at once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from joinedup.stats import checks
from joinedup.stats.interval import FloatArray


@dataclass(frozen=True, slots=True)
class Family:
    """`adjusted` p-values in the order given, and which of them survive at the level asked for."""

    adjusted: FloatArray
    survives: npt.NDArray[np.bool_]


def benjamini_hochberg(p: npt.ArrayLike, *, level: float = 0.05) -> Family:
    """Return step-up adjusted p-values of one family (one dimension), and which are at or below `level`.

    Source: Benjamini and Hochberg (1995). Refuses p-values outside 0 to 1. An empty family gives empty arrays.
    """
    (values,) = checks.broadcast(p=p)
    if values.ndim != 1:
        raise ValueError(f"p has shape {values.shape}: a family is one row of p-values.")
    checks.refuse("p", values, (values < 0) | (values > 1), "a p-value lies between 0 and 1")
    if not 0 < level < 1:
        raise ValueError(f"level is {level:g}: it must lie between 0 and 1, such as 0.05.")
    size = len(values)
    order = np.argsort(values, kind="stable")
    scaled = values[order] * size / np.arange(1, size + 1)
    adjusted = np.empty(size)
    adjusted[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return Family(adjusted, adjusted <= level)
