"""Published counts that were rounded: what holds for every count that rounds to them."""

import numpy as np
import numpy.typing as npt

from joinedup.stats import checks
from joinedup.stats.comparison import NO_EVENTS, rate_ratio
from joinedup.stats.interval import OK, Compared, statuses, withhold


def counts_ratio(
    now: npt.ArrayLike,
    before: npt.ArrayLike,
    *,
    rounding: npt.ArrayLike = 0.0,
    rounding_before: npt.ArrayLike | None = None,
    confidence: float = 0.95,
) -> Compared:
    """Return now / before with limits and a p-value that hold for every pair of counts these may stand for.

    low is that of (now - rounding) / (before + rounding), high that of the opposite corner, each exact conditional as
    in `rate_ratio`, whose limits rise with the first count and fall with the second, so that no pair between lies
    outside them. The p-value is the largest of any pair: 1 where the two may be the same. `rounding` is how far the
    true count may be from the printed one (2 for the nearest 5; counts stop at 0); `rounding_before` is the earlier
    count's, where it differs. Status 'no-events' where both printed counts are 0. Source: Przyborowski and Wilenski
    (1940) at the corners. Refuses negative counts and negative rounding.

    Example:
        >>> counts_ratio(120, 90, rounding=2).rounded(4)
        (1.3333, 0.9683, 1.8449, 0.0843)
        >>> counts_ratio(120, 90).rounded(4)
        (1.3333, 1.006, 1.7724, 0.0451)

    Truth: the slow twin in tests/generative/test_rounded_laws.py, which asks `rate_ratio` of every whole pair.
    """
    x, y, half, half_before = checks.broadcast(
        now=now,
        before=before,
        rounding=rounding,
        rounding_before=rounding if rounding_before is None else rounding_before,
    )
    for name, counts in (("now", x), ("before", y), ("rounding", half), ("rounding_before", half_before)):
        checks.not_negative(name, counts)
    lowest = rate_ratio(np.maximum(0.0, x - half), 1, y + half_before, 1, confidence=confidence)
    highest = rate_ratio(x + half, 1, np.maximum(0.0, y - half_before), 1, confidence=confidence)
    # A corner without any events rules nothing out.
    low = np.where(lowest.status == OK, lowest.low, 0.0)
    high = np.where(highest.status == OK, highest.high, np.inf)
    may_be_same = (x - half <= y + half_before) & (y - half_before <= x + half)
    p = np.where(may_be_same, 1.0, np.maximum(lowest.p_value, highest.p_value))
    status = statuses(x.shape, (x + y == 0, NO_EVENTS))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = x / y
    value, low, high, p = withhold(status, value, low, high, p)
    return Compared(value, low, high, p, status)
