"""Figures computed elsewhere: R 4 with PHEindicatormethods 2.1.0 and epitools 0.5, base R, or by hand as said."""

import numpy as np
import pytest

from joinedup.stats import comparison, means, multiple, prevalence, proportions, rates

# count, n, confidence, low, high (PHEindicatormethods::phe_proportion)
WILSON = [
    (0, 1, 0.95, 0, 79.3450685622762),
    (3, 10, 0.95, 10.7791267406301, 60.3221852538855),
    (1, 37, 0.95, 0.478697445194044, 13.8240698637305),
    (0, 100, 0.95, 0, 3.69934982069857),
    (10, 10, 0.95, 72.2467200137111, 100),
    (1, 1, 0.998, 9.47909015013205, 100),
]

# count, population, confidence, low, high per 100,000 (PHEindicatormethods::phe_rate)
RATES = [
    (0, 1000, 0.95, 0, 368.887945411394),
    (1, 2500, 0.95, 1.0127123193716, 222.865735637556),
    (5, 1200, 0.95, 135.290532509868, 972.361006610222),
    (5, 1200, 0.998, 61.6143109931527, 1371.22876697334),
]

# count, confidence, low, high: to the four printed decimals of the domain notes
COUNTS = [
    (9, 0.95, 4.1154, 17.0848),
    (10, 0.95, 4.7874, 18.3915),
    (28, 0.95, 18.6017, 40.4693),
    (28, 0.998, 14.4095, 48.5560),
    (273, 0.95, 241.5723, 307.3805),
]


@pytest.mark.parametrize(("count", "n", "confidence", "low", "high"), WILSON)
def test_wilson(count, n, confidence, low, high):
    got = proportions.proportion(count, n, confidence=confidence)
    assert got.value == pytest.approx(100 * count / n, rel=1e-12)
    assert (got.low, got.high) == (pytest.approx(low, rel=1e-8), pytest.approx(high, rel=1e-8))


@pytest.mark.parametrize(("count", "population", "confidence", "low", "high"), RATES)
def test_rates(count, population, confidence, low, high):
    got = rates.rate(count, population, confidence=confidence)
    assert (got.low, got.high) == (pytest.approx(low, rel=1e-8), pytest.approx(high, rel=1e-8))


@pytest.mark.parametrize(("count", "confidence", "low", "high"), COUNTS)
def test_counts(count, confidence, low, high):
    got = rates.rate(count, 1, per=1, confidence=confidence)
    assert (round(float(got.low), 4), round(float(got.high), 4)) == (low, high)


def test_newcombe_worked_example():
    # Newcombe (1998), Statistics in Medicine 17:873, table II, contrasts (a), (b), (e): method 10 to four decimals.
    got = comparison.share_difference([56, 9, 10], [70, 10, 10], [48, 3, 0], [80, 10, 20], per=1)
    assert [round(float(v), 4) for v in got.low] == [0.0524, 0.1705, 0.6791]
    assert [round(float(v), 4) for v in got.high] == [0.3339, 0.8090, 1.0]


def test_rate_ratio_against_clopper_pearson_by_hand():
    # R binom.test(8, 10): 0.4439045 to 0.9747893, p = 0.109375. Equal populations: odds of those limits.
    got = comparison.rate_ratio(8, 1000, 2, 1000)
    assert got.low == pytest.approx(0.4439045 / 0.5560955, rel=1e-6)
    assert got.high == pytest.approx(0.9747893 / 0.0252107, rel=1e-5)
    assert got.p_value == pytest.approx(0.109375, rel=1e-12)


def test_double_is_more_than_double():
    # The seeds' 705 and 306 per 100,000 (1,147 and 1,672 people): design note gives 2.14 to 2.48.
    got = comparison.rate_ratio(1147, 1147 / 705e-5, 1672, 1672 / 306e-5)
    assert round(float(got.value), 2) == 2.30
    assert 2.13 < got.low < 2.14
    assert 2.48 < got.high < 2.49


def test_mean_of_five_by_hand():
    # Values 2, 4, 4, 5, 10: mean 5, sum of squares 161, variance 9, t(4) = 2.776445.
    got = means.mean(25, 161, 5)
    assert got.value == 5
    assert got.high - got.value == pytest.approx(2.7764451 * 3 / 5**0.5, rel=1e-7)


def test_welch_by_hand():
    # a: n 4, mean 3, variance 4 (s.e.² 1); b: n 9, mean 0, variance 9 (s.e.² 1). df = 4 / (1/3 + 1/8) = 8.7272727.
    got = means.difference(12, 36 + 12, 4, 0, 72, 9)
    assert got.value == 3
    # R: qt(0.975, 8.7272727) = 2.2729893; 2 * pt(-3 / sqrt(2), 8.7272727) = 0.0637
    assert got.high - got.value == pytest.approx(2.27299 * 2**0.5, rel=1e-4)
    assert 0.05 < got.p_value < 0.08


def test_benjamini_hochberg_original_paper():
    # Benjamini and Hochberg (1995), section 3.2: fifteen p-values, four rejected at 0.05.
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528]
    family = multiple.benjamini_hochberg([*p, 0.7590, 1.0])
    assert family.survives.tolist() == [True] * 4 + [False] * 11
    assert family.adjusted[0] == pytest.approx(0.0015)


def test_unmet_need_of_the_needs_assessment():
    # 889 and 375 of 5,775 and 2,284 leave 84.6% and 83.6%; about 1,155 and 548 leave 80% and 76%.
    got = prevalence.unmet_need([889, 375, 1155, 548], [5775, 2284] * 2, [4600, 1700] * 2, [7300, 3100] * 2)
    assert [round(float(v), 1) for v in got.value] == [84.6, 83.6, 80.0, 76.0]
    assert np.all(got.low < 100 * (1 - np.array([889, 375, 1155, 548]) / np.array([4600, 1700] * 2)))


def test_a_rounded_benchmark_hides_a_hair():
    # 18.9 to 19.0 would be lower than 19.02 but not than every number printed as 19.
    limits95 = proportions.proportion(1800, 10_000)
    limits998 = proportions.proportion(1800, 10_000, confidence=0.998)
    just_above = float(limits95.high) + 0.02
    assert comparison.with_benchmark(limits95, limits998, just_above).direction == -1
    assert comparison.with_benchmark(limits95, limits998, just_above, rounding=0.5).direction == 0
    assert proportions.against(1800, 10_000, just_above).p_value < 0.05
    assert proportions.against(1800, 10_000, just_above, rounding=0.5).p_value > 0.05


def test_strong_evidence_needs_both_levels():
    low, high = rates.rate(60, 100_000), rates.rate(60, 100_000, confidence=0.998)
    verdict = comparison.with_benchmark(low, high, [20, 44, 60, 80, 120])
    assert verdict.direction.tolist() == [1, 1, 0, -1, -1]
    assert verdict.is_strong.tolist() == [True, False, False, False, True]


def test_inside_margin_is_the_whole_interval():
    compared = comparison.share_difference([500, 50], [1000, 100], [500, 50], [1000, 100])
    assert comparison.inside_margin(compared, -5, 5).tolist() == [True, False]
