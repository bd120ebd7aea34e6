"""Two lists with people on both: how many there are in all."""

from typing import Literal

import numpy as np
import numpy.typing as npt

from joinedup.stats import checks, normal
from joinedup.stats.interval import statuses
from joinedup.stats.prevalence.abundance import FEW_IN_BOTH, NONE, Abundance, log_normal_limits

FEWEST_IN_BOTH = 7


def chapman(
    n1: npt.ArrayLike,
    n2: npt.ArrayLike,
    both: npt.ArrayLike,
    *,
    limits: Literal["log-normal", "wald"] = "log-normal",
    confidence: float = 0.95,
) -> Abundance:
    """Return how many people two lists of `n1` and `n2` people, `both` of them on both, point to.

    (n1 + 1)(n2 + 1)/(both + 1) - 1, variance (n1 + 1)(n2 + 1)(n1 - both)(n2 - both)/((both + 1)²(both + 2)). Limits:
    "log-normal" (never below the people seen) or "wald" (value ± z standard errors, which may fall below the people
    seen, even below 0). Any one shape, people. The warning is 'few-in-both' under seven in both, where the estimate is
    too low on average (Robson and Regier 1964). Two lists cannot show whether they depend on each other: people on one
    who are likelier on the other make this too low, and nothing here warns of it. Sources: Chapman (1951); Seber
    (1970); Chao (1987). Refuses negative counts and `both` above either list.

    Example:
        >>> chapman(250, 300, 75).interval.rounded(1)
        (993.1, 855.9, 1179.6)
        >>> str(chapman(40, 30, 0).warning)
        'few-in-both'

    Truth: `prevalence/two_list.csv` (R), 6 rows, value, variance and both kinds of limits to 1e-8.
    """
    a, b, m = checks.broadcast(n1=n1, n2=n2, both=both)
    for name, counts in (("n1", a), ("n2", b), ("both", m)):
        checks.not_negative(name, counts)
    checks.at_most("both", m, "n1", a)
    checks.at_most("both", m, "n2", b)
    z = normal.z_for(confidence)
    value = (a + 1) * (b + 1) / (m + 1) - 1
    stderr = np.sqrt((a + 1) * (b + 1) * (a - m) * (b - m) / ((m + 1) ** 2 * (m + 2)))
    if limits == "log-normal":
        low, high = log_normal_limits(value, stderr, a + b - m, z)
    elif limits == "wald":
        low, high = value - z * stderr, value + z * stderr
    else:
        raise ValueError(f"limits is {limits!r}: it must be 'log-normal' or 'wald'.")
    warning = np.where(m < FEWEST_IN_BOTH, FEW_IN_BOTH, NONE)
    return Abundance(value, low, high, stderr, warning, statuses(value.shape))
