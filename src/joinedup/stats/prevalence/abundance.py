"""An estimate of how many people there are, from lists that hold only some."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from joinedup.stats.interval import FloatArray, Interval, TextArray

NONE = "none"
FEW_IN_BOTH = "few-in-both"
LISTS_DEPEND = "lists-depend"
MODELS_DISAGREE = "models-disagree"
NOT_ESTIMABLE = "not-estimable"


@dataclass(frozen=True, slots=True)
class Abundance:
    """People estimated, with limits and standard error; NaN exactly where `status` is not 'ok'.

    `warning` is 'none', or a word that must be told with the number: 'few-in-both' (fewer than seven people in both
    lists: the estimate is too low on average), 'lists-depend' (being on one list makes another likelier or less likely,
    so that a model of independent lists is wrong).
    """

    value: FloatArray
    low: FloatArray
    high: FloatArray
    stderr: FloatArray
    warning: TextArray
    status: TextArray

    @property
    def interval(self) -> Interval:
        """Return the value with its limits alone."""
        return Interval(self.value, self.low, self.high, self.status)


def log_normal_limits(
    value: npt.ArrayLike, stderr: npt.ArrayLike, observed: npt.ArrayLike, z: float
) -> tuple[FloatArray, FloatArray]:
    """Return limits of an abundance that takes the people not seen to be log-normal, so never below `observed`.

    unseen / C and unseen x C with C = exp(z √ln(1 + stderr²/unseen²)). Source: Chao (1987). Where nobody is unseen both
    limits are the value. Refuses nothing.

    Example:
        >>> low, high = log_normal_limits(1000.0, 50.0, 600.0, 1.959964)
        >>> (round(float(low), 1), round(float(high), 1))
        (913.4, 1110.6)

    Truth: `prevalence/two_list.csv` (R) through `chapman`, 6 rows to 1e-8.
    """
    seen = np.asarray(observed, dtype=np.float64)
    unseen, error = np.asarray(value, dtype=np.float64) - seen, np.asarray(stderr, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.exp(z * np.sqrt(np.log1p((error / unseen) ** 2)))
        low, high = seen + unseen / factor, seen + unseen * factor
    is_none = unseen == 0
    return np.where(is_none, seen, low), np.where(is_none, seen, high)
