"""Compare what is known by its value and limits alone: modelled estimates, publishers' own intervals, gaps."""

import numpy as np
import numpy.typing as npt

from joinedup.stats import checks
from joinedup.stats.comparison import difference, ratio_limits
from joinedup.stats.interval import OK, Compared, Interval, statuses, withhold

NO_RATIO = "no-ratio-to-zero"
TURNED_ROUND = "turned-round"


def known(value: npt.ArrayLike, low: npt.ArrayLike, high: npt.ArrayLike) -> Interval:
    """Return an interval that somebody else worked out, in the units they gave it in.

    Refuses limits on the wrong side of the value and numbers that are not finite.

    Example:
        >>> known(80, 76, 83).rounded(1)
        (80.0, 76.0, 83.0)

    Truth: nothing is worked out; tests/unit/stats/test_truth_from_intervals.py holds what goes in to what comes out.
    """
    v, below, above = checks.broadcast(value=value, low=low, high=high)
    checks.at_most("low", below, "the value", v)
    checks.at_most("value", v, "its upper limit", above)
    return Interval(v, below, above, statuses(v.shape))


def ratio(a: Interval, b: Interval, *, rounding: npt.ArrayLike = 0.0, confidence: float = 0.95) -> Compared:
    """Return a / b from two independent intervals of the given confidence, neither below zero.

    b's limits are widened by its `rounding` and stop at 0. Limits by the method of variance estimates recovery; the
    p-value is that of `difference`, since a ratio is 1 where the difference is 0. Source: Donner and Zou (2012). Status
    'not-both-known' where either is not ok,
    'no-ratio-to-zero' where b is 0.

    Example:
        >>> ratio(known(306, 291, 321), known(457, 455, 459)).rounded(3)
        (0.67, 0.637, 0.703, 0.0)

    Truth: the limits are those of the rate ratio's own formula in tests/unit/stats/test_truth_from_intervals.py, to
    1e-12 on three typed pairs.
    """
    b = _widened(b, rounding)
    b = Interval(b.value, np.maximum(0.0, b.low), b.high, b.status)
    gap = difference(a, b, confidence=confidence)
    checks.not_negative("a", np.asarray(np.where(a.status == OK, a.low, 0.0)))
    checks.not_negative("b", np.asarray(np.where(b.status == OK, b.value, 0.0)))
    status = statuses(gap.value.shape, (gap.status != OK, "not-both-known"), (b.value == 0, NO_RATIO))
    low, high = ratio_limits(a.value, a.low, a.high, b.value, b.low, b.high)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = a.value / b.value
    value, low, high, p = withhold(status, value, low, high, gap.p_value)
    return Compared(value, low, high, p, status)


def ratio_to(interval: Interval, benchmark: npt.ArrayLike, *, rounding: npt.ArrayLike = 0.0) -> Interval:
    """Return interval / benchmark, for every fixed benchmark that its `rounding` (half the last digit) stands for.

    low / (benchmark + rounding) to high / (benchmark - rounding), in the benchmark's unit. Status 'no-ratio-to-zero'
    where the benchmark may be 0. Refuses negative rounding.

    Example:
        >>> ratio_to(known(12, 9, 16), 10, rounding=0.5).rounded(4)
        (1.2, 0.8571, 1.6842)

    Truth: closed form; tests/unit/stats/test_truth_from_intervals.py tries every benchmark in the range.
    """
    b, half = checks.broadcast(benchmark=benchmark, rounding=rounding)
    checks.not_negative("rounding", half)
    status = statuses(
        np.broadcast_shapes(b.shape, interval.value.shape), (interval.status != OK, "not-known"), (b <= half, NO_RATIO)
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        value, low, high = interval.value / b, interval.low / (b + half), interval.high / (b - half)
    value, low, high = withhold(status, value, low, high)
    return Interval(value, low, high, status)


def beside_uncertain(
    interval: Interval, benchmark: Interval, *, rounding: npt.ArrayLike = 0.0, confidence: float = 0.95
) -> Compared:
    """Return interval - benchmark, the benchmark's own limits widened by its `rounding`.

    As `difference` of two independent intervals. For benchmarks from surveys and models; one taken as exact has limits
    equal to its value. Source: as for `difference`. Status 'not-both-known' where either is not ok.

    Example:
        >>> beside_uncertain(known(30, 26, 34), known(25, 25, 25), rounding=0.5).rounded(2)
        (5.0, 0.97, 9.03, 0.02)

    Truth: equal to `difference` of typed limits in tests/unit/stats/test_truth_from_intervals.py.
    """
    return difference(interval, _widened(benchmark, rounding), confidence=confidence)


def change_of_gap(now: Compared, before: Compared, *, confidence: float = 0.95) -> Compared:
    """Return by how much a gap between two groups grew, in its unit: the difference of two independent differences.

    now - before, turned round where the earlier gap was negative, so that above 0 is wider. Limits and p-value as for
    `difference`. Source: Zou and Donner (2008) for limits of sums and differences. Status 'not-both-known' where either
    is not ok, 'turned-round' where the two gaps point opposite ways: wider and narrower then mean nothing.

    Example:
        >>> from joinedup.stats.comparison import share_difference
        >>> now, before = share_difference(300, 500, 200, 500), share_difference(260, 500, 220, 500)
        >>> change_of_gap(now, before).rounded(1)
        (12.0, 3.3, 20.6, 0.0)

    Truth: coverage of simulated gaps and symmetry in tests/generative/test_from_intervals_laws.py; typed limits worked
    from the four Wilson intervals in tests/unit/stats/test_truth_from_intervals.py.
    """
    ahead, behind = (Interval(gap.value, gap.low, gap.high, gap.status) for gap in (now, before))
    got, turned = difference(ahead, behind, confidence=confidence), difference(behind, ahead, confidence=confidence)
    is_below = before.value < 0
    status = statuses(
        got.value.shape, (got.status != OK, "not-both-known"), (now.value * before.value < 0, TURNED_ROUND)
    )
    numbers = (
        np.where(is_below, other, one)
        for one, other in (
            (got.value, turned.value),
            (got.low, turned.low),
            (got.high, turned.high),
            (got.p_value, turned.p_value),
        )
    )
    value, low, high, p = withhold(status, *numbers)
    return Compared(value, low, high, p, status)


def _widened(interval: Interval, rounding: npt.ArrayLike) -> Interval:
    (half,) = checks.broadcast(rounding=rounding)
    checks.not_negative("rounding", half)
    return Interval(interval.value, interval.low - half, interval.high + half, interval.status)
