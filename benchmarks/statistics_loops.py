"""The plain loops that the statistics room is timed against, a row at a time, and the bare arithmetic on arrays."""

import math
from typing import Any

import numpy as np
from scipy import special, stats
from statsmodels.api import GLM, add_constant, families
from statsmodels.stats import proportion as shares

from joinedup.stats.standardisation import ESP2013

Arrays = tuple[Any, ...]
Z = 1.959963984540054


def rate_alone(count: float, people: float) -> tuple[float, float, float]:
    """The limits of one rate with scipy's quantiles, as a person would write them for one row."""
    z = stats.norm.ppf(0.975)
    if count < 10:
        low = stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
        high = stats.chi2.ppf(0.975, 2 * count + 2) / 2
    else:
        low = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3
        above = count + 1
        high = above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3
    return count / people * 1e5, low / people * 1e5, high / people * 1e5


def rate_against_alone(count: float, people: float, benchmark: float) -> tuple[float, ...]:
    """The same with a p-value."""
    expected = benchmark * people
    if count < 10:
        p = 2 * min(stats.poisson.sf(count - 1, expected), stats.poisson.cdf(count, expected))
    else:
        p = 2 * stats.norm.sf(abs(3 * math.sqrt(count) * (1 - 1 / (9 * count) - (expected / count) ** (1 / 3))))
    return (*rate_alone(count, people), min(1.0, p))


def events_alone(persons: Any, people: float) -> tuple[float, float, float]:
    """The limits of one rate of events that fall on the same people."""
    times = np.arange(1, len(persons) + 1)
    events = float(persons @ times)
    value, low, high = rate_alone(events, people)
    stretch = math.sqrt(float(persons @ times**2) / events) if events else 1.0
    return value, value - stretch * (value - low), value + stretch * (high - value)


def direct_alone(counts: Any, people: Any) -> tuple[float, float, float]:
    """One directly standardised rate, with numpy on its bands."""
    weights = np.array(ESP2013)
    share = weights / weights.sum()
    value, error = 1e5 * np.sum(share * counts / people), 1e5 * np.sqrt(np.sum(share**2 * counts / people**2))
    events = counts.sum()
    _, low, high = rate_alone(events, 1e5)
    return value, *(value + error / math.sqrt(events) * (limit - events) for limit in (low, high))


def indirect_alone(observed: float, people: Any, counts: Any, populations: Any) -> tuple[float, float, float]:
    """One standardised ratio, with numpy on its bands."""
    expected = np.sum(people * counts / populations)
    return rate_alone(observed, expected * 1000)


def ratio_alone(x: float, n: float, y: float, m: float) -> tuple[float, ...]:
    """One rate ratio through scipy's exact test of a share."""
    if not x + y:
        return ()
    null = n / (n + m)
    limits = stats.binomtest(int(x), int(x + y), null).proportion_ci(method="exact")
    tails = [stats.binomtest(int(x), int(x + y), null, side).pvalue for side in ("less", "greater")]
    odds = [share / (1 - share) * m / n if share < 1 else math.inf for share in (limits.low, limits.high)]
    return (*odds, 2 * min(tails))


def share_against_alone(x: float, n: float, benchmark: float) -> tuple[Any, ...]:
    """One share against a benchmark, with statsmodels."""
    limits = shares.proportion_confint(x, n, method="wilson")
    return (*limits, shares.proportions_ztest(x, n, value=benchmark, prop_var=benchmark)[1])


def share_difference_alone(x: float, n: float, y: float, m: float) -> tuple[Any, ...]:
    """Two shares, with statsmodels: Newcombe's limits, and a p-value by the nearest method it has."""
    limits = shares.confint_proportions_2indep(x, n, y, m, method="newcomb", compare="diff")
    return (*limits, shares.test_proportions_2indep(x, n, y, m, method="agresti-caffo").pvalue)


def share_ratio_limits_alone(x: float, n: float, y: float, m: float) -> tuple[Any, ...]:
    """Limits of the ratio of two shares, with statsmodels, by the nearest method it has."""
    return tuple(shares.confint_proportions_2indep(x, n, y, m, method="log-adjusted", compare="ratio"))


def share_ratio_alone(x: float, n: float, y: float, m: float) -> tuple[Any, ...]:
    """The same with a p-value."""
    test = shares.test_proportions_2indep(x, n, y, m, method="log-adjusted", compare="ratio")
    return (*share_ratio_limits_alone(x, n, y, m), test.pvalue)


def mean_alone(total: float, squares: float, n: float) -> tuple[float, float]:
    """One mean, with scipy."""
    error = math.sqrt((squares - total**2 / n) / (n - 1) / n)
    return tuple(stats.t.interval(0.95, n - 1, loc=total / n, scale=error))


def means_alone(*sums: float) -> tuple[Any, ...]:
    """Two means, with scipy's test from their summaries."""
    sides = [(t / n, math.sqrt((s - t**2 / n) / (n - 1)), n) for t, s, n in (sums[:3], sums[3:])]
    (a, sa, na), (b, sb, nb) = sides
    variance = (sa**2 / na, sb**2 / nb)
    freedom = sum(variance) ** 2 / (variance[0] ** 2 / (na - 1) + variance[1] ** 2 / (nb - 1))
    p = stats.ttest_ind_from_stats(a, sa, na, b, sb, nb, equal_var=False).pvalue
    return (*stats.t.interval(0.95, freedom, loc=a - b, scale=math.sqrt(sum(variance))), p)


def normal_alone(a: float, low_a: float, high_a: float, b: float, low_b: float, high_b: float) -> tuple[float, ...]:
    """The difference of two estimates, with scipy's normal tail."""
    below, above = math.hypot(a - low_a, high_b - b), math.hypot(high_a - a, b - low_b)
    z = stats.norm.ppf(0.975) * abs(a - b) / (below if a > b else above)
    return a - b - below, a - b + above, 2 * stats.norm.sf(z)


def trend_alone(counts: Any, people: Any) -> tuple[float, ...]:
    """One over-dispersed log-linear trend, with statsmodels."""
    design = add_constant(np.arange(len(counts), dtype=float))
    fit = GLM(counts, design, family=families.Poisson(), offset=np.log(people)).fit(scale="X2")
    return (*fit.conf_int()[1], 2 * stats.t.sf(abs(fit.params[1] / fit.bse[1]), len(counts) - 2))


def arithmetic_of_a_share(x: Any, n: Any) -> Arrays:
    """Wilson's formula and nothing else."""
    spread, under = Z * np.sqrt(Z**2 + 4 * x * (1 - x / n)), 2 * (n + Z**2)
    return 100 * (x / n), 100 * ((2 * x + Z**2 - spread) / under), 100 * ((2 * x + Z**2 + spread) / under)


def arithmetic_of_a_count(x: Any) -> Arrays:
    """Byar's formula and nothing else, not even exact limits under ten."""
    y = x + 1
    return (
        x * (1 - 1 / (9 * x) - Z / (3 * np.sqrt(x))) ** 3,
        y * (1 - 1 / (9 * y) + Z / (3 * np.sqrt(y))) ** 3,
    )


def arithmetic_of_a_rate(x: Any, n: Any) -> Arrays:
    """The same as a rate."""
    low, high = arithmetic_of_a_count(x)
    return x / n * 1e5, low / n * 1e5, high / n * 1e5


def arithmetic_of_direct(x: Any, n: Any) -> Arrays:
    """Dobson's formula and nothing else."""
    weights = np.array(ESP2013)
    total = weights.sum()
    value = 1e5 * np.sum(weights * x / n, axis=-1) / total
    variance = 1e10 * np.sum(weights**2 * x / n**2, axis=-1) / total**2
    events = np.sum(x, axis=-1)
    low, high = arithmetic_of_a_count(events)
    stretch = np.sqrt(variance / events)
    return value, value + stretch * (low - events), value + stretch * (high - events)


def arithmetic_of_a_ratio(x: Any, n: Any, y: Any, m: Any) -> Arrays:
    """Two beta quantiles and two tails, and nothing else."""
    low, high = special.betaincinv(x, y + 1, 0.025), special.betaincinv(x + 1, y, 0.975)
    null = n / (n + m)
    tails = np.minimum(special.betainc(x, y + 1, null), special.betainc(y, x + 1, 1 - null))
    return (x / n) / (y / m), low / (1 - low) * (m / n), high / (1 - high) * (m / n), 2 * tails
