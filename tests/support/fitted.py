"""A slow, obvious twin of the yearly trend: one series, plain Python, Newton's method, bisection."""

import math

from scipy import stats


def newton_line(counts, sizes, family, confidence):
    """Return change, low, high and dispersion of one series."""
    years = range(len(counts))
    a, b = _start(counts, sizes, family), 0.0
    for _ in range(200):
        score_a = score_b = info_aa = info_ab = info_bb = 0.0
        for t, y, n in zip(years, counts, sizes, strict=True):
            mean, weight = _mean(a + b * t, n, family)
            score_a += y - mean
            score_b += (y - mean) * t
            info_aa += weight
            info_ab += weight * t
            info_bb += weight * t * t
        spread = info_aa * info_bb - info_ab**2
        a += (info_bb * score_a - info_ab * score_b) / spread
        b += (info_aa * score_b - info_ab * score_a) / spread
    pearson = 0.0
    for t, y, n in zip(years, counts, sizes, strict=True):
        mean, weight = _mean(a + b * t, n, family)
        pearson += (y - mean) ** 2 / weight
    freedom = len(counts) - 2
    dispersion = max(1.0, pearson / freedom)
    error = math.sqrt(dispersion * info_aa / spread)
    reach = stats.t.ppf(0.5 + confidence / 2, freedom) * error
    ends = (_change(slope, counts, sizes, family) for slope in (b, b - reach, b + reach))
    return (*ends, dispersion)


def _start(counts, sizes, family):
    pooled = sum(counts) / sum(sizes)
    return math.log(pooled) if family == "rate" else math.log(pooled / (1 - pooled))


def _mean(eta, n, family):
    if family == "rate":
        return n * math.exp(eta), n * math.exp(eta)
    share = 1 / (1 + math.exp(-eta))
    return n * share, n * share * (1 - share)


def _change(slope, counts, sizes, family):
    last = len(counts) - 1
    if family == "rate":
        return math.exp(slope * last)
    low, high = -60.0, 60.0
    for _ in range(200):
        level = (low + high) / 2
        fitted = sum(n / (1 + math.exp(-level - slope * (t - last / 2))) for t, n in enumerate(sizes))
        low, high = (level, high) if fitted < sum(counts) else (low, level)
    return 100 * (1 / (1 + math.exp(-level - slope * last / 2)) - 1 / (1 + math.exp(-level + slope * last / 2)))
