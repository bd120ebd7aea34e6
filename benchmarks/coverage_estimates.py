"""True states for means, trends, inequality and numbers of hidden people."""

from typing import Any

import numpy as np
from scipy import special

from benchmarks.coverage_case import Case, Draw, Limits
from joinedup.stats import inequality, means, prevalence, quantiles, trend
from joinedup.stats.interval import Interval


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


def _three_lists(people: int, *, is_corrected: bool) -> Case:
    def limits(draw: Draw, rows: int, level: float) -> Limits:
        tables = (prevalence.tabulate(draw.random((people, 3)) < (0.3, 0.25, 0.35)) for _ in range(rows))
        call = prevalence.bias_corrected if is_corrected else prevalence.log_linear
        found = [call(table, confidence=level).interval for table in tables]
        return Interval(
            *(np.array([getattr(one, name) for one in found]) for name in ("value", "low", "high", "status"))
        )

    return Case(
        f"prevalence.{'bias_corrected' if is_corrected else 'log_linear'}",
        f"{people:,} people on three independent lists{'' if is_corrected else ', model chosen by BIC'}",
        people,
        limits,
        slack=(0.05, 0.02),
        most_samples=1_500 if is_corrected else 300,
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
    *(_mean(n, is_skewed=skewed) for skewed in (False, True) for n in (5, 200)),
    *(_quantile(n, p) for n, p in ((12, 0.5), (200, 0.5), (200, 0.9))),
    *(_two_lists(people, p, q) for people, p, q in ((300, 0.3, 0.2), (5000, 0.3, 0.4))),
    _three_lists(1500, is_corrected=False),
    _three_lists(1500, is_corrected=True),
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
