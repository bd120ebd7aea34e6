"""People estimated to need help, and how many of them are not in treatment."""

import numpy as np
import numpy.typing as npt

from joinedup.stats import checks
from joinedup.stats.comparison import ratio_limits
from joinedup.stats.interval import Interval, statuses, withhold
from joinedup.stats.rates import count_limits

MORE_THAN_ESTIMATED = "more-than-estimated"


def unmet_need(
    treated: npt.ArrayLike,
    estimate: npt.ArrayLike,
    low: npt.ArrayLike,
    high: npt.ArrayLike,
    *,
    confidence: float = 0.95,
) -> Interval:
    """Return 100 x (1 - treated / estimate), carrying both the estimate's own bounds and the count's chance variation.

    `low` and `high` bound the estimate at the same `confidence`. The limits of the ratio come from the limits of each
    part (Donner and Zou 2012); the lower limit stops at 0. Status 'more-than-estimated' where more are in treatment
    than are estimated to need it. Any one shape; percent. Refuses a negative count, an estimate outside its bounds and
    bounds at or below zero.

    Example:
        >>> unmet_need(889, 5775, 4600, 7300).rounded(1)
        (84.6, 80.5, 87.9)

    Truth: the national needs assessment's 84.6%, 83.6%, 80.0% and 76.0%, 4 values to the printed decimal; laws of its
    limits in tests/generative/test_prevalence_laws.py.
    """
    t, e, e_low, e_high = checks.broadcast(treated=treated, estimate=estimate, low=low, high=high)
    checks.not_negative("treated", t)
    checks.above_zero("low", e_low)
    checks.at_most("low", e_low, "the estimate", e)
    checks.at_most("estimate", e, "its high bound", e_high)
    t_low, t_high = count_limits(t, confidence=confidence)
    share_low, share_high = ratio_limits(t, np.clip(t_low, 0.0, t), np.maximum(t_high, t), e, e_low, e_high)
    status = statuses(t.shape, (t > e, MORE_THAN_ESTIMATED))
    unmet, unmet_low, unmet_high = 100 * (1 - t / e), 100 * np.maximum(0.0, 1 - share_high), 100 * (1 - share_low)
    value, lower, upper = withhold(status, unmet, unmet_low, unmet_high)
    return Interval(value, lower, upper, status)
