"""What trends, dispersion, funnels and power refuse, and what they do not."""

import numpy as np
import pytest

from joinedup.stats import dispersion, funnel, power, trend

FIVE = [20, 30, 40, 50, 60]
FAULTS = [
    (lambda: trend.annual([20, -1, 40, 50, 60], 100), r"counts\[1\] is -1"),
    (lambda: trend.annual(FIVE, [100, 0, 100, 100, 100]), r"denominators\[1\] is 0: it must be above zero"),
    (lambda: trend.annual([FIVE, [20, 30, 40, 50, 600]], 100, family="share"), r"counts\[1, 4\] is 600"),
    (lambda: trend.annual([20, np.nan, 40, 50, 60], 100), r"counts\[1\] is nan"),
    (lambda: trend.annual(FIVE, [100, 100]), r"counts \(5,\), denominators \(2,\)"),
    (lambda: trend.annual(FIVE, 100, family="mean"), "family is 'mean'"),
    (lambda: trend.annual(FIVE, 100, confidence=95), "confidence is 95"),
    (lambda: trend.annual([20, 30], 100, confidence=0), "confidence is 0"),
    (lambda: trend.annual(20, 100), "counts is one number"),
    (lambda: trend.annual(FIVE, 100, since=6), "since is 6: it must be a whole number from 0 to 5"),
    (lambda: trend.annual(FIVE, 100, since=1.5), "since is 1.5"),
    (lambda: trend.annual([FIVE, FIVE], 100, since=[0, -1]), r"since\[1\] is -1"),
    (lambda: trend.annual([FIVE, FIVE], 100, since=[0, 1, 2]), r"since has shape \(3,\)"),
    (lambda: trend.five_point([20, -1, 40, 50, 60], 100), r"counts\[1\] is -1"),
    (lambda: trend.five_point(FIVE, 50, family="share"), r"counts\[4\] is 60: it cannot be above denominators"),
    (lambda: trend.five_point(FIVE, 0), r"denominators\[0\] is 0"),
    (lambda: trend.five_point(20, 50), "counts is one number"),
    (lambda: trend.five_point(FIVE, 100, family="dsr"), "family is 'dsr'"),
    (lambda: trend.five_point_of_intervals(FIVE, FIVE, FIVE), r"high\[0\] is 20: it must be above low"),
    (lambda: trend.five_point_of_intervals(FIVE, 21, 90), r"low\[0\] is 21: it cannot be above value"),
    (lambda: trend.five_point_of_intervals(FIVE, 1, 55), r"value\[4\] is 60: it cannot be above high"),
    (lambda: dispersion.test([3, -2]), r"counts\[1\] is -2"),
    (lambda: dispersion.test([3, 2], family="share"), "denominators is missing"),
    (lambda: dispersion.test([3, 2], [5, 1], family="share"), r"counts\[1\] is 2"),
    (lambda: dispersion.test([3, 2], [5, 0]), r"denominators\[1\] is 0"),
    (lambda: dispersion.test(3), "counts is one number"),
    (lambda: dispersion.test([3, 2], [5, 5], family="ratio"), "family is 'ratio'"),
    (lambda: funnel.limits([5, 0], family="ratio"), r"size\[1\] is 0"),
    (lambda: funnel.limits(5, family="rate"), "baseline is missing"),
    (lambda: funnel.limits(5, 100, family="share"), "baseline is 100: it must be below 100"),
    (lambda: funnel.limits(5, 0, family="rate"), "baseline is 0"),
    (lambda: funnel.limits(5, family="dsr"), "family is 'dsr'"),
    (lambda: funnel.limits(5, family="ratio", per=0), "per is 0"),
    (lambda: funnel.limits(5, family="ratio", dispersion=0.9), "dispersion is 0.9: it must be 1 or more"),
    (lambda: funnel.limits(5, family="ratio", between=[0, -1]), r"between\[1\] is -1"),
    (lambda: funnel.label([3, -1], 5, family="ratio"), r"count\[1\] is -1"),
    (lambda: funnel.label(6, 5, 50, family="share"), "count is 6: it cannot be above size"),
    (lambda: funnel.label(3, 5, family="ratio", dispersion=0), "dispersion is 0"),
    (lambda: funnel.label([0, 0], 5, family="rate"), "baseline.* is 0: it must be above zero"),
    (lambda: funnel.spread([3] * 10, 5, family="ratio", winsorise=0.5), "winsorise is 0.5"),
    (lambda: funnel.spread(3, 5, family="ratio"), "count is one number"),
    (lambda: funnel.derived_population(0, 0), "rate is 0"),
    (lambda: funnel.derived_population(-1, 5), "count is -1"),
    (lambda: power.smallest_change(-1, 100), "count is -1"),
    (lambda: power.smallest_change(5, 0), "size is 0"),
    (lambda: power.smallest_change(5, 10, 0), "later_size is 0"),
    (lambda: power.smallest_change(11, 10, family="share"), "count is 11"),
    (lambda: power.smallest_change(5, 10, family="ratio"), "family is 'ratio'"),
    (lambda: power.smallest_change(5, 10, power=1), "power is 1"),
    (lambda: power.smallest_change(5, 10, power=0.02), "power is 0.02"),
    (lambda: power.smallest_change(5, 10, confidence=1), "confidence is 1"),
    (lambda: power.smallest_difference(0, 5), "size is 0"),
    (lambda: power.smallest_difference(10, [5, 0]), r"benchmark\[1\] is 0"),
    (lambda: power.smallest_difference(10, 100, family="share"), "benchmark is 100: it must be below 100"),
]


@pytest.mark.parametrize(("call", "message"), FAULTS)
def test_bad_arguments_are_named_with_the_first_bad_index(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_nothing_and_everything_are_not_faults():
    assert trend.annual([0] * 6, 100).status == "too-few-events"
    assert trend.annual([100] * 6, 100, family="share").status == "too-few-events"
    assert trend.five_point([0] * 5, 100, fewest=0).status == "ok"
    assert funnel.label([0, 100], 100, 50, family="share").label.tolist() == ["Low (0.001)", "High (0.001)"]
    assert power.smallest_change([0, 10], 10, family="share").rise_status.tolist() == ["ok", "none-large-enough"]


def test_too_few_areas_have_no_spread():
    got = funnel.spread([3] * 9, 5, family="ratio")
    assert got.status == "too-few-areas"
    assert np.isnan([got.dispersion, got.between, got.p_value]).all()
    assert funnel.label(9, 10, family="ratio", fewest=10).label == ""


def test_an_empty_batch_is_empty():
    assert trend.annual(np.empty((0, 6)), 100).change.shape == (0,)
    assert trend.five_point(np.empty((0, 6)), 100).direction.shape == (0,)
    assert dispersion.test(np.empty((0, 6))).index.shape == (0,)
    assert funnel.label([], [], 10, family="share").label.shape == (0,)
