"""A part against the rest of its whole, such as a place against England without it."""

from typing import Literal

import numpy.typing as npt

from joinedup.stats import checks
from joinedup.stats.comparison import rate_ratio, share_difference
from joinedup.stats.interval import Compared

FAMILIES = ("rate", "share")


def with_rest(
    count: npt.ArrayLike,
    n: npt.ArrayLike,
    total_count: npt.ArrayLike,
    total_n: npt.ArrayLike,
    *,
    family: Literal["rate", "share"],
    per: float = 100,
    confidence: float = 0.95,
) -> Compared:
    """Return a part against the whole minus that part, so that no person is on both sides.

    rest = (total_count - count) of (total_n - n). For a "rate" the ratio part / rest with exact conditional limits, as
    in `rate_ratio`; for a "share" the difference part - rest in percentage points (`per` 100) with Newcombe's limits,
    as in `share_difference`. Any one shape. Sources: Przyborowski and Wilenski (1940); Newcombe (1998), method 10.
    Refuses a total smaller than its part, in count or in people, a rest without people and, for shares, counts above
    their people on either side.

    Example:
        >>> with_rest(40, 1000, 500, 21000, family="rate").rounded(4)
        (1.7391, 1.2262, 2.4051, 0.0023)
        >>> with_rest(40, 1000, 500, 21000, family="share").rounded(2)
        (1.7, 0.63, 3.11, 0.0)

    Truth: the slow twin in tests/unit/stats/test_truth_comparison_extras.py, which takes the part out by hand and asks
    Clopper and Pearson's limits of scipy, 4 rows to 1e-9; shares are `share_difference` of the two sides.
    """
    if family not in FAMILIES:
        raise ValueError(f"family is {family!r}: it must be 'rate' or 'share'.")
    x, people, whole_x, whole = checks.broadcast(count=count, n=n, total_count=total_count, total_n=total_n)
    checks.not_negative("count", x)
    checks.above_zero("n", people)
    checks.refuse("total_count", whole_x, whole_x < x, "it cannot be below count, which is part of it")
    checks.refuse("total_n", whole, whole <= people, "it must be above n, or nobody is left to compare with")
    rest_x, rest = whole_x - x, whole - people
    if family == "rate":
        return rate_ratio(x, people, rest_x, rest, confidence=confidence)
    checks.at_most("count", x, "n", people)
    checks.refuse("total_count", whole_x, rest_x > rest, "what is left without count cannot be above total_n - n")
    return share_difference(x, people, rest_x, rest, per=per, confidence=confidence)
