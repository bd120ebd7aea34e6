"""The one way from whole numbers to a value with its interval, for each unit."""

import math

from joinedup.stats import means, prevalence, proportions, rates
from joinedup.stats.interval import Interval

Numbers = tuple[float, float | None, float | None]
"""Value, lower and upper 95% limit; the limits are None where they do not exist."""

WILSON = "share; Wilson 95% interval"
BYAR = "crude rate; Byar 95% interval, exact under 10"
MEAN = "mean; 95% t interval"
UNMET = "1 - in treatment / modelled need; 95% limits carry the model's bounds and the count's chance"
COUNT = "count"
AS_PUBLISHED = "as published"
MID_YEAR = "mid-year estimate, as published"
SURVEY = "survey; its design is in the interval"
MODELLED = "modelled; its own bounds"
SELF_CHOSEN = "of those who chose to answer; no interval"


def share(counted: float, of: float) -> Numbers:
    """Return 100 x counted / of with Wilson's interval."""
    return _numbers(proportions.proportion(counted, of), 100 * counted / of)


def rate(counted: float, population: float) -> Numbers:
    """Return the rate per 100,000 with Byar's interval, exact under 10."""
    return _numbers(rates.rate(counted, population), 100_000 * counted / population)


def mean(total: int, total_of_squares: int, n: int) -> Numbers:
    """Return total / n with its t interval; one person has a mean and no interval."""
    return _numbers(means.mean(total, total_of_squares, n), total / n)


def unmet(treated: float, estimate: float, low: float | None, high: float | None, confidence: float) -> Numbers:
    """Return 100 x (1 - treated / estimate); no limits where the estimate has none, or not at 95%."""
    value = 100 * (1 - treated / estimate)
    if low is None or high is None or not 0 < low <= estimate <= high or not math.isclose(confidence, 0.95):
        return value, None, None
    return _numbers(prevalence.unmet_need(treated, estimate, low, high), value)


def _numbers(interval: Interval, value: float) -> Numbers:
    low, high = float(interval.low), float(interval.high)
    return value, low if math.isfinite(low) else None, high if math.isfinite(high) else None
