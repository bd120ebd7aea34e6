"""Standardised rates computed elsewhere: R with PHEindicatormethods 2.1.0 and epitools 0.5, or by hand as said."""

import numpy as np
import pytest

from joinedup.stats.standardisation import ESP2013, direct, expected_events, indirect_rate, indirect_ratio

DEATHS = [0, 0, 0, 1, 3, 5, 7, 9, 8, 6, 5, 3, 2, 1, 1, 0, 0, 0, 0]
PEOPLE = [
    6000,
    6200,
    6100,
    5800,
    7000,
    8000,
    8200,
    8100,
    7600,
    7000,
    6900,
    6500,
    5800,
    5200,
    4700,
    3600,
    2300,
    1300,
    700,
]


def test_direct_worked_example_of_the_domain_notes():
    got = direct(DEATHS, PEOPLE)
    assert got.rounded(4) == (46.2276, 34.3527, 60.8613)


def test_two_bands_by_hand():
    # Rates 10 and 20 per 1,000 with weights 3 and 1: (30 + 20) / 4 = 12.5. Variance: (9 x 10/1000² + 20/1000²) / 16
    # = 6.875e-6. O = 30: Byar 20.2376 to 42.8277 (R), so 9.7624 below and 12.8277 above, times √(6.875 / 30).
    got = direct([10, 20], [1000, 1000], [3, 1], per=1000)
    assert got.value == pytest.approx(12.5, rel=1e-12)
    stretch = (6.875 / 30) ** 0.5
    assert got.low == pytest.approx(12.5 - stretch * 9.7624, abs=1e-3)
    assert got.high == pytest.approx(12.5 + stretch * 12.8277, abs=1e-3)


def test_one_band_is_a_crude_rate_with_byars_limits():
    # R: PHEindicatormethods::phe_rate(28, 100000), to the four printed decimals of the domain notes.
    assert direct([28], [100_000], [1]).rounded(4) == (28.0, 18.6017, 40.4693)
    assert direct([28], [100_000], [1], confidence=0.998).rounded(4) == (28.0, 14.4095, 48.5560)


def test_people_who_all_come_twice_widen_the_limits_by_root_two():
    # 20 people twice: variance 80 in place of 40.
    once = direct([40, 0], [1000, 1000], [1, 1])
    twice = direct([40, 0], [1000, 1000], [1, 1], event_frequencies=[[0, 20], [0, 0]])
    assert twice.value == once.value
    assert twice.high - twice.value == pytest.approx(2**0.5 * (once.high - once.value), rel=1e-12)
    assert twice.value - twice.low == pytest.approx(2**0.5 * (once.value - once.low), rel=1e-12)


def test_under_10_events_nothing_is_given():
    got = direct([[4, 5], [5, 5]], 2 * [[100, 100]], [1, 1])
    assert got.status.tolist() == ["fewer-than-10-events", "ok"]
    for numbers in (got.value, got.low, got.high):
        assert np.isnan(numbers).tolist() == [True, False]


def test_a_lower_limit_does_not_fall_below_zero():
    # One event in a band of three people carries nearly all the weight: Dobson's lower limit would be negative.
    got = direct([1, 11], [3, 100_000], [50, 50])
    assert got.low == 0
    assert got.value > 0


def test_indirect_by_hand():
    # Expected 9000 x 0.0015 + 6000 x 0.005 = 43.5; 25 observed; Byar of 25: 16.1738 to 36.9067 (R, counts_ci).
    assert expected_events([9000, 6000], [300, 500], [200_000, 100_000]) == pytest.approx(43.5, rel=1e-12)
    ratio = indirect_ratio(25, [9000, 6000], [300, 500], [200_000, 100_000])
    assert ratio.value == pytest.approx(100 * 25 / 43.5, rel=1e-12)
    assert (ratio.low, ratio.high) == (pytest.approx(37.18, abs=0.01), pytest.approx(84.84, abs=0.01))
    rate = indirect_rate(25, [9000, 6000], [300, 500], [200_000, 100_000])
    assert rate.value == pytest.approx(1e5 * 25 / 43.5 * 800 / 300_000, rel=1e-12)


def test_indirect_limits_are_exact_under_10():
    # Exact Poisson limits of 5: 1.6235 to 11.6683; of 0: 0 to 3.6889. Expected is 10.
    got = indirect_ratio([5, 0], [[100], [100]], [10], [100])
    assert [np.round(v, 3).tolist() for v in (got.value, got.low, got.high)] == [
        [50, 0],
        [16.235, 0],
        [116.683, 36.889],
    ]


def test_the_standard_population_is_100_000_in_19_bands():
    assert (len(ESP2013), sum(ESP2013)) == (19, 100_000)
