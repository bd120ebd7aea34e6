"""A quick small run of the coverage table: each interval holds the true value as often as it must."""

import numpy as np
import pytest

from benchmarks.coverage import LEVELS, Covered, covered, floor
from benchmarks.coverage_case import Case
from benchmarks.coverage_cases import CASES
from joinedup.stats import proportions
from joinedup.stats.interval import Interval

SAMPLES = 2000
QUICK = [case for case in CASES if case.most_samples >= SAMPLES]


@pytest.mark.parametrize("case", QUICK, ids=lambda case: f"{case.function}, {case.says}")
@pytest.mark.parametrize("level", LEVELS)
def test_intervals_hold_the_truth_as_often_as_they_must(case, level):
    got = covered(case, level, SAMPLES, seed=11)
    assert got.given > 0.9 * SAMPLES
    assert got.share >= floor(case, level, got.given)


def test_an_interval_that_is_too_narrow_is_noticed():
    def narrowed(draw, rows, level):
        got = proportions.proportion(draw.binomial(200, 0.3, rows), 200, confidence=level)
        shrink = [got.value + 0.85 * (limit - got.value) for limit in (got.low, got.high)]
        return Interval(got.value, *shrink, got.status)

    case = Case("narrowed", "15% narrower than it should be", 30.0, narrowed)
    assert covered(case, 0.95, SAMPLES).share < floor(case, 0.95, SAMPLES)


def test_misses_are_counted_by_side():
    case = Case(
        "fixed",
        "two of four",
        10.0,
        lambda draw, rows, level: Interval(
            np.zeros(4), np.array([9, 10.1, 5, np.nan]), np.array([11, 12, 9.9, np.nan]), np.array(["ok"] * 3 + ["no"])
        ),
    )
    assert covered(case, 0.95, 4) == Covered(3, 1, 1)
    assert Covered(3, 1, 1).share == pytest.approx(1 / 3)
