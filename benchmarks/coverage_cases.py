"""True states of the world, samples drawn from them, and the intervals that the statistics room gives for each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from scipy import special

from joinedup.stats import (
    comparison,
    comparison_with_rest,
    from_intervals,
    inequality,
    means,
    prevalence,
    proportions,
    quantiles,
    rates,
    rounded,
    standardisation,
    stocks,
    trend,
)
from joinedup.stats.interval import Interval

Draw = np.random.Generator
BANDS = np.arange(19)
AGES = 9000 * np.exp(-(((BANDS - 7) / 7) ** 2))
"""A district's people by age band, and below how its rate falls about the fifth of them."""
RISK = 0.001 * np.exp(-(((BANDS - 8) / 4) ** 2))
WEIGHTS = np.array(standardisation.ESP2013)


class Limits(Protocol):
    """Anything with limits and a status."""

    low: Any
    high: Any
    status: Any


@dataclass(frozen=True)
class Case:
    """One true state. `slack` is by how much an approximation may cover less than it says, at 95% and at 99.8%."""

    function: str
    says: str
    truth: float
    limits: Callable[[Draw, int, float], Limits]
    slack: tuple[float, float] = (0.01, 0.002)
    is_exact: bool = False
    most_samples: int = 100_000


def _share(n: int, p: float) -> Case:
    return Case(
        "proportions.proportion",
        f"{100 * p:g}% of {n:,}",
        100 * p,
        lambda draw, rows, level: proportions.proportion(draw.binomial(n, p, rows), n, confidence=level),
        slack=(0.04, 0.02) if n * p < 10 else (0.01, 0.002),
    )


def _rate(events: float) -> Case:
    return Case(
        "rates.rate",
        f"{events:g} events expected",
        events,
        lambda draw, rows, level: rates.rate(draw.poisson(events, rows), 1, per=1, confidence=level),
        is_exact=events < 4,
    )


def _repeated(people: float) -> Case:
    times = np.array([1, 2, 3, 4])
    expected = people * np.array([0.6, 0.2, 0.15, 0.05])
    return Case(
        "rates.rate_of_events",
        f"{people:g} people with 1.65 events each on average",
        float(expected @ times),
        lambda draw, rows, level: rates.rate_of_events(draw.poisson(expected, (rows, 4)), 1, per=1, confidence=level),
        slack=(0.03, 0.01) if people < 50 else (0.01, 0.002),
    )


def _direct(scale: float) -> Case:
    people = AGES * scale
    return Case(
        "standardisation.direct",
        f"{np.sum(people * RISK):.0f} events expected in 19 ages",
        float(1e5 * np.sum(WEIGHTS * RISK) / WEIGHTS.sum()),
        lambda draw, rows, level: standardisation.direct(
            draw.poisson(people * RISK, (rows, 19)).astype(float), people, confidence=level
        ),
        slack=(0.02, 0.005),
    )


def _indirect(events: float) -> Case:
    people = AGES * events / np.sum(AGES * RISK)
    return Case(
        "standardisation.indirect_ratio",
        f"{events:g} events expected",
        130.0,
        lambda draw, rows, level: standardisation.indirect_ratio(
            draw.poisson(1.3 * events, rows), people, RISK * 1e6, np.full(19, 1e6), confidence=level
        ),
        is_exact=events < 4,
    )


def _rate_ratio(one: float, other: float) -> Case:
    return Case(
        "comparison.rate_ratio",
        f"{one:g} and {other:g} events expected",
        one / other,
        lambda draw, rows, level: comparison.rate_ratio(
            draw.poisson(one, rows), 1, draw.poisson(other, rows), 1, confidence=level
        ),
        is_exact=True,
        most_samples=30_000,
    )


def _two_shares(n: int, p: float, m: int, q: float) -> tuple[Case, ...]:
    def counts(draw: Draw, rows: int) -> tuple[Any, ...]:
        return draw.binomial(n, p, rows), n, draw.binomial(m, q, rows), m

    says = f"{100 * p:g}% of {n:,} and {100 * q:g}% of {m:,}"
    slack = (0.02, 0.01) if n < 100 else (0.01, 0.002)
    return (
        Case(
            "comparison.share_difference",
            says,
            100 * (p - q),
            lambda draw, rows, level: comparison.share_difference(*counts(draw, rows), confidence=level),
            slack,
            most_samples=30_000,
        ),
        Case(
            "comparison.share_ratio",
            says,
            p / q,
            lambda draw, rows, level: comparison.share_ratio_interval(*counts(draw, rows), confidence=level),
            slack,
        ),
        Case(
            "comparison.difference",
            f"{says}, as two intervals",
            100 * (p - q),
            lambda draw, rows, level: comparison.difference(
                *(proportions.proportion(draw.binomial(k, r, rows), k, confidence=level) for k, r in ((n, p), (m, q))),
                confidence=level,
            ),
            slack,
        ),
        Case(
            "from_intervals.ratio",
            f"{says}, as two intervals",
            p / q,
            lambda draw, rows, level: from_intervals.ratio(
                *(proportions.proportion(draw.binomial(k, r, rows), k, confidence=level) for k, r in ((n, p), (m, q))),
                confidence=level,
            ),
            slack,
        ),
    )


def _mean(n: int, *, is_skewed: bool) -> Case:
    def sums(draw: Draw, rows: int) -> tuple[Any, Any]:
        values = draw.exponential(20, (rows, n)) if is_skewed else draw.normal(20, 6, (rows, n))
        return values.sum(axis=1), (values**2).sum(axis=1)

    return Case(
        "means.mean",
        f"{n} values, {'exponential' if is_skewed else 'normal'}",
        20.0,
        lambda draw, rows, level: means.mean(*sums(draw, rows), n, confidence=level),
        slack=(0.1, 0.08) if is_skewed else (0.0, 0.0),
        is_exact=not is_skewed,
        most_samples=30_000,
    )


def _means(n: int, m: int) -> Case:
    def sums(draw: Draw, rows: int) -> tuple[Any, ...]:
        sides = draw.normal(20, 6, (rows, n)), draw.normal(15, 2, (rows, m))
        return tuple(number for v in sides for number in (v.sum(axis=1), (v**2).sum(axis=1), float(v.shape[1])))

    return Case(
        "means.difference",
        f"{n} and {m} normal values of unequal spread",
        5.0,
        lambda draw, rows, level: means.difference(*sums(draw, rows), confidence=level),
        most_samples=30_000,
    )


def _trend(events: float, years: int, dispersion: float, family: str) -> Case:
    people = np.full(years, 10_000.0)
    steps = (np.arange(years) - (years - 1) / 2) * 0.05
    if family == "rate":
        level = events * np.exp(steps)
        truth = float(level[-1] / level[0])
    else:
        odds = events / (people - events) * np.exp(steps)
        level = people * odds / (1 + odds)
        truth = float(100 * (level[-1] - level[0]) / people[0])

    def counts(draw: Draw, rows: int) -> Any:
        if dispersion == 1:
            return (
                draw.poisson(level, (rows, years))
                if family == "rate"
                else draw.binomial(10_000, level / 1e4, (rows, years))
            )
        # A gamma mixture whose variance is `dispersion` times that of chance alone.
        shape = level / (dispersion - 1)
        return draw.poisson(draw.gamma(shape, level / shape, (rows, years)))

    more = "" if dispersion == 1 else f", {dispersion:g} times as varied as chance"
    return Case(
        "trend.annual",
        f"{family}, {years} years of about {events:g} events{more}",
        truth,
        lambda draw, rows, level: _trend_limits(counts(draw, rows), people, family, level),
        slack=(0.02, 0.005) if dispersion > 1 else (0.01, 0.002),
        most_samples=20_000,
    )


def _trend_limits(counts: Any, people: Any, family: str, level: float) -> Limits:
    return trend.annual(counts.astype(float), people, family=family, confidence=level)


def _rest(family: str, n: int, p: float) -> Case:
    whole, q = 20 * n, 0.8 * p

    def counts(draw: Draw, rows: int) -> tuple[Any, ...]:
        here, there = draw.binomial(n, p, rows), draw.binomial(whole - n, q, rows)
        return here, n, here + there, whole

    return Case(
        "comparison_with_rest.with_rest",
        f"{family}, {100 * p:g}% of {n:,} in a whole of {whole:,}",
        1.25 if family == "rate" else 100 * (p - q),
        lambda draw, rows, level: comparison_with_rest.with_rest(*counts(draw, rows), family=family, confidence=level),
        is_exact=family == "rate",
        most_samples=30_000,
    )


def _stocks(now: float, before: float, both: float) -> Case:
    def counts(draw: Draw, rows: int) -> tuple[Any, ...]:
        stay = draw.poisson(both, rows)
        return stay + draw.poisson(now - both, rows), stay + draw.poisson(before - both, rows), stay

    return Case(
        "stocks.change",
        f"{now:g} and {before:g} people expected, {both:g} of them in both",
        now / before,
        lambda draw, rows, level: stocks.change(*counts(draw, rows), confidence=level),
        slack=(0.02, 0.005),
    )


def _rounded(now: float, before: float) -> Case:
    def five(draw: Draw, expected: float, rows: int) -> Any:
        return 5 * np.round(draw.poisson(expected, rows) / 5)

    return Case(
        "rounded.counts_ratio",
        f"{now:g} and {before:g} events expected, counts to the nearest 5",
        now / before,
        lambda draw, rows, level: rounded.counts_ratio(
            five(draw, now, rows), five(draw, before, rows), rounding=2, confidence=level
        ),
        is_exact=True,
        most_samples=20_000,
    )


def _slope(error: float, *, is_relative: bool, is_simulated: bool) -> Case:
    people = np.linspace(9000, 11_000, 10)
    share = people / people.sum()
    true = 60 - 25 * (np.cumsum(share) - share / 2)
    call = inequality.relative_index if is_relative else inequality.slope_index

    def index(draw: Draw, rows: int, level: float) -> Limits:
        values = draw.normal(true, error, (rows, 10))
        got = call(values, people, standard_errors=np.full(10, error), seed=5, confidence=level, simulations=2000)
        return got.simulated if is_simulated else got.closed

    return Case(
        f"inequality.{call.__name__}",
        f"ten groups with standard errors of {error:g}, {'2,000 simulations' if is_simulated else 'closed form'}",
        35 / 60 if is_relative else -25.0,
        index,
        slack=(0.01, 0.004) if is_simulated else (0.005, 0.002),
        most_samples=3_000 if is_simulated else 10_000,
    )


def _unmet(people: float, treated: float, error: float) -> Case:
    def limits(draw: Draw, rows: int, level: float) -> Limits:
        z = float(special.ndtri(0.5 + level / 2))
        estimate = people * np.exp(draw.normal(0, error, rows))
        away = np.exp(z * error)
        return prevalence.unmet_need(
            draw.poisson(treated, rows), estimate, estimate / away, estimate * away, confidence=level
        )

    return Case(
        "prevalence.unmet_need",
        f"{treated:g} treated of {people:,.0f}, known to within {100 * error:g}%",
        100 * (1 - treated / people),
        limits,
        slack=(0.02, 0.005),
    )


def _quantile(n: int, probability: float) -> Case:
    return Case(
        "quantiles.quantile",
        f"{probability:g} quantile of {n} waits, exponential",
        float(-20 * np.log(1 - probability)),
        lambda draw, rows, level: quantiles.quantile(draw.exponential(20, (rows, n)), probability, confidence=level),
        is_exact=True,
        most_samples=20_000,
    )


def _two_lists(people: int, p: float, q: float) -> Case:
    def lists(draw: Draw, rows: int) -> tuple[Any, ...]:
        both, first, second, _ = draw.multinomial(people, (p * q, p * (1 - q), q * (1 - p), (1 - p) * (1 - q)), rows).T
        return first + both, second + both, both

    return Case(
        "prevalence.chapman",
        f"{people:,} people on independent lists of {100 * p:g}% and {100 * q:g}%",
        people,
        lambda draw, rows, level: prevalence.chapman(*lists(draw, rows), confidence=level).interval,
        slack=(0.03, 0.015),
    )


def _three_lists(people: int) -> Case:
    def limits(draw: Draw, rows: int, level: float) -> Limits:
        chances = np.array([0.3, 0.25, 0.35])
        tables = (prevalence.tabulate(draw.random((people, 3)) < chances) for _ in range(rows))
        found = [prevalence.log_linear(table, confidence=level).interval for table in tables]
        return Interval(
            *(np.array([getattr(one, name) for one in found]) for name in ("value", "low", "high", "status"))
        )

    return Case(
        "prevalence.log_linear",
        f"{people:,} people on three independent lists, model chosen by BIC",
        people,
        limits,
        slack=(0.1, 0.1),
        most_samples=300,
    )


def _multiplier(people: float, p: float, n: int) -> Case:
    return Case(
        "prevalence.multiplier",
        f"{people:,} people, {100 * p:g}% of {n} asked are on the list",
        people,
        lambda draw, rows, level: prevalence.multiplier(
            people * p, np.maximum(1, draw.binomial(n, p, rows)) / n, n, confidence=level
        ),
        slack=(0.02, 0.01),
    )


CASES = (
    *(_share(n, p) for n, p in ((20, 0.05), (20, 0.5), (50, 0.3), (200, 0.02), (2000, 0.3), (50_000, 0.01))),
    *(_rate(events) for events in (0.5, 3, 9.5, 20, 100, 5000)),
    *(_repeated(people) for people in (8, 60, 2000)),
    *(_direct(scale) for scale in (0.5, 2, 50)),
    *(_indirect(events) for events in (2, 30, 1000)),
    *(_rate_ratio(*both) for both in ((3, 2), (30, 20), (900, 1000), (400, 4))),
    *(one for both in ((30, 0.3, 40, 0.2), (500, 0.12, 2000, 0.1)) for one in _two_shares(*both)),
    *(_rest(family, n, p) for family in ("rate", "share") for n, p in ((60, 0.2), (3000, 0.05))),
    *(_stocks(*three) for three in ((60, 50, 30), (1200, 1100, 900))),
    *(_rounded(*both) for both in ((30, 25), (600, 500))),
    *(_mean(n, is_skewed=skewed) for skewed in (False, True) for n in (5, 200)),
    *(_quantile(n, p) for n, p in ((12, 0.5), (200, 0.5), (200, 0.9))),
    *(_two_lists(people, p, q) for people, p, q in ((300, 0.3, 0.2), (5000, 0.3, 0.4))),
    _three_lists(1500),
    *(_multiplier(3000, 0.35, n) for n in (60, 1000)),
    *(_means(n, m) for n, m in ((6, 9), (100, 300))),
    *(
        _trend(events, years, spread, family)
        for events, years, spread, family in (
            (30, 5, 1, "rate"),
            (30, 5, 3, "rate"),
            (800, 10, 1, "rate"),
            (800, 10, 5, "rate"),
            (30, 5, 1, "share"),
            (800, 10, 1, "share"),
        )
    ),
    *(_unmet(*three) for three in ((300.0, 15, 0.15), (5000.0, 900, 0.08))),
    *(
        _slope(error, is_relative=relative, is_simulated=simulated)
        for simulated in (False, True)
        for error, relative in ((1, False), (3, True))
    ),
)
