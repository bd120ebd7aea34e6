"""A benchmark count and the share of people it covers: how many there are in all."""

from typing import Literal

import numpy as np
import numpy.typing as npt

from joinedup.stats import checks, normal
from joinedup.stats.comparison import NO_EVENTS
from joinedup.stats.interval import Interval, statuses, withhold
from joinedup.stats.proportions import wilson

NO_SPREAD = "no-spread"


def multiplier(
    benchmark: npt.ArrayLike,
    p: npt.ArrayLike,
    p_n: npt.ArrayLike,
    *,
    limits: Literal["log", "delta", "wilson"] = "log",
    design_effect: npt.ArrayLike = 1.0,
    confidence: float = 0.95,
) -> Interval:
    """Return benchmark / p, where a share `p` (0 to 1) of `p_n` people asked say they are in the benchmark count.

    The benchmark counts as certain. With s = √(design_effect x p (1 - p)/p_n), limits: "log" value x exp(± z s/p);
    "delta" value ± z x benchmark x s/p²; "wilson" benchmark over Wilson's limits of the share, at the sample size p_n /
    design_effect. `design_effect` (1 or more) widens for samples that are not simple ones. Any one shape. Status
    'no-events' where p is 0 (nothing to divide by) and, but for "wilson", 'no-spread' where p is 1. Sources: Hickman
    and Taylor (2005) for the method; delta method; Wilson (1927). Refuses a negative benchmark, p outside 0 to 1, a
    `p_n` not above zero and a design effect below 1.

    Example:
        >>> multiplier(420, 0.35, 400).rounded(1)
        (1200.0, 1050.0, 1371.5)
        >>> multiplier(420, 0.35, 400, limits="wilson", design_effect=2).rounded(1)
        (1200.0, 1003.9, 1461.9)

    Truth: `prevalence/multiplier_method.csv` (R), 3 rows, delta and log limits to 1e-8.
    """
    count, share, asked, effect = checks.broadcast(benchmark=benchmark, p=p, p_n=p_n, design_effect=design_effect)
    checks.not_negative("benchmark", count)
    checks.refuse("p", share, (share < 0) | (share > 1), "a share lies between 0 and 1")
    checks.above_zero("p_n", asked)
    checks.refuse("design_effect", effect, effect < 1, "it cannot be below 1")
    z = normal.z_for(confidence)
    error = np.sqrt(effect * share * (1 - share) / asked)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = count / share
        if limits == "log":
            low, high = value * np.exp(-z * error / share), value * np.exp(z * error / share)
        elif limits == "delta":
            low, high = value - z * count * error / share**2, value + z * count * error / share**2
        elif limits == "wilson":
            low_share, high_share = wilson(share * asked / effect, asked / effect, z)
            low, high = count / high_share, count / low_share
        else:
            raise ValueError(f"limits is {limits!r}: it must be 'log', 'delta' or 'wilson'.")
    status = statuses(value.shape, (share == 0, NO_EVENTS), ((share == 1) & (limits != "wilson"), NO_SPREAD))
    value, low, high = withhold(status, value, low, high)
    return Interval(value, low, high, status)
