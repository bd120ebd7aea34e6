"""Funnel figures copied from PHEindicatormethods 2.1.0, or worked by hand as said."""

import math

import numpy as np
import pytest

from joinedup.stats import funnel

# events, expected events on the inner low, inner high, outer low and outer high limit (ratio, count)
EXPECTED = [
    (1, 5.57164458543218, 0.0253178982041274, 9.23341014341714, 0.00100054702693277),
    (2, 7.22468751529946, 0.242209466671107, 11.2288683628234, 0.0454019898838846),
    (11, 19.6820393173635, 5.49115996424386, 25.5892986404852, 3.49148354106852),
    (104, 126.013397695777, 84.9755424810141, 139.53307033002, 75.3100078066442),
    (632, 683.251981725625, 583.68113756488, 713.606743977948, 557.153368505316),
]
# people, limits about 25.2596719169631%
SHARES = [
    (1, 0, 100, 0, 100),
    (2, 0, 85.4774110389694, 0, 100),
    (12, 0.675882864805102, 49.843460969121, 0, 64.0203939180977),
    (968, 22.5225019568719, 27.9968418770542, 20.9440359640244, 29.5753078699017),
]


@pytest.mark.parametrize(("events", *("inner_low", "inner_high", "outer_low", "outer_high")), EXPECTED)
def test_expected_events_on_the_limits(events, inner_low, inner_high, outer_low, outer_high):
    got = funnel.limits(events, family="ratio")
    sizes = [float(line.size) for line in (got.inner_low, got.inner_high, got.outer_low, got.outer_high)]
    assert sizes == pytest.approx([inner_low, inner_high, outer_low, outer_high], rel=1e-12)
    assert float(got.inner_low.value) == pytest.approx(events / inner_low)


@pytest.mark.parametrize(("people", "inner_low", "inner_high", "outer_low", "outer_high"), SHARES)
def test_limits_of_shares(people, inner_low, inner_high, outer_low, outer_high):
    got = funnel.limits(people, 25.2596719169631, family="share")
    values = [float(line.value) for line in (got.inner_low, got.inner_high, got.outer_low, got.outer_high)]
    assert values == pytest.approx([inner_low, inner_high, outer_low, outer_high], rel=1e-12)


def test_a_rate_at_its_limit():
    # 1 event, 3 years at 12.496806377801 per 100,000: 14,861.5158598427 people a year, 2.24292956705738 per 100,000.
    line = funnel.limits(1, 12.496806377801, family="rate").inner_low
    assert float(line.size) / 3 == pytest.approx(14861.5158598427, rel=1e-12)
    assert float(line.value) == pytest.approx(2.24292956705738, rel=1e-12)


def test_labels_need_the_tail_and_no_more():
    # No events, by hand: exp(-3.68) = 0.0252, exp(-3.70) = 0.0247; exp(-6.9) = 0.00101, exp(-6.92) = 0.00099.
    got = funnel.label(0, [3.68, 3.70, 6.90, 6.92], family="ratio")
    assert got.label.tolist() == ["Not significant", "Low (0.025)", "Low (0.025)", "Low (0.001)"]
    # At least 1 event where 0.025 are expected: 1 - exp(-0.025) = 0.0247; 0.0254: 0.0251; 0.001: 0.0009995.
    got = funnel.label(1, [0.0254, 0.025, 0.001], family="ratio")
    assert got.label.tolist() == ["Not significant", "High (0.025)", "High (0.001)"]


# By hand: z = (x - 16) / 4 is -1.75, -2.75, 3.5, 1.5, -2, 0, -0.75, 1, -1.25, 2.5; one at each end is set to the next
# (-2 and 2.5). The squares then come to 4 + 4 + 3.0625 + 1.5625 + 0.5625 + 0 + 1 + 2.25 + 6.25 + 6.25 = 28.9375, so
# dispersion is 2.89375 and between (28.9375 - 9) / (160 - 10 × 256 / 160) = 19.9375 / 144.
AREAS = [9, 5, 30, 22, 8, 16, 13, 20, 11, 26]


def test_spread_by_hand():
    got = funnel.spread(AREAS, [16] * 10, family="ratio")
    assert float(got.dispersion) == pytest.approx(2.89375, rel=1e-12)
    assert float(got.between) == pytest.approx(19.9375 / 144, rel=1e-12)
    # The tail of chi-squared with ten degrees of freedom is that of a Poisson count of at most four.
    half = 28.9375 / 2
    assert float(got.p_value) == pytest.approx(sum(math.exp(-half) * half**k / math.factorial(k) for k in range(5)))
    raw = funnel.spread(AREAS, [16] * 10, family="ratio", winsorise=0)
    assert float(raw.dispersion) == pytest.approx((28.9375 - 4 - 6.25 + 2.75**2 + 3.5**2) / 10, rel=1e-12)


def test_widened_limits_by_hand():
    # Chance deviation √(0.2 × 0.8 / 100) = 4 points; √(4 + 9) = √13 times 1.959964 × 4 points with both.
    plain = funnel.limits(100, 20, family="share")
    factor = funnel.limits(100, 20, family="share", dispersion=4)
    added = funnel.limits(100, 20, family="share", between=3 * 0.04**2)
    both = funnel.limits(100, 20, family="share", dispersion=2, between=2 * 0.04**2)
    assert float(plain.inner_high.value) == pytest.approx(20 + 1.959963984540054 * 4, rel=1e-12)
    for wide in (factor, added, both):
        assert float(wide.inner_high.value) == pytest.approx(20 + 2 * 1.959963984540054 * 4, rel=1e-12)
    # 36 events where 25 are expected: beyond 0.025 by chance alone; not once the excess of 11 counts as 5.5.
    assert funnel.label(37, 25, family="ratio").label == "High (0.025)"
    assert funnel.label(37, 25, family="ratio", dispersion=4).label == "Not significant"
    assert funnel.label(37, 25, family="ratio", between=3 / 25).label == "Not significant"
    assert funnel.label(34, 100, 20, family="share").label == "High (0.001)"
    assert funnel.label(34, 100, 20, family="share", between=0.04**2).label == "High (0.025)"


@pytest.mark.parametrize("family", ["ratio", "share"])
def test_a_known_variance_between_areas_comes_back(family):
    rng = np.random.default_rng(5)
    size = rng.integers(200, 900, (400, 60))
    if family == "ratio":
        truth, counts = 0.02, rng.poisson(size * np.maximum(rng.normal(1, np.sqrt(0.02), size.shape), 0))
        got = funnel.spread(counts, size, family="ratio", winsorise=0)
    else:
        truth, counts = 0.002, rng.binomial(size, np.clip(rng.normal(0.4, np.sqrt(0.002), size.shape), 0, 1))
        got = funnel.spread(counts, size, 40, family="share", winsorise=0)
    assert got.between.mean() == pytest.approx(truth, rel=0.1)
    winsorised = funnel.spread(counts, size, 40 if family == "share" else None, family=family)
    assert (winsorised.between <= got.between).all()
