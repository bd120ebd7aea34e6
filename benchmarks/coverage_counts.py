"""True states for counts: shares, rates, their comparisons, and what is made of their intervals."""

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.coverage_case import Case, Draw, Limits
from joinedup.stats import (
    comparison,
    comparison_with_rest,
    from_intervals,
    means,
    proportions,
    rates,
    rounded,
    standardisation,
    stocks,
)
from joinedup.stats.interval import Interval

BANDS = np.arange(19)
AGES = 9000 * np.exp(-(((BANDS - 7) / 7) ** 2))
RISK = 0.001 * np.exp(-(((BANDS - 8) / 4) ** 2))
"""A district's people by five-year band, and their rate, highest at 40 to 44."""
WEIGHTS = np.array(standardisation.ESP2013)


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
            lambda draw, rows, level: comparison.share_ratio(*counts(draw, rows), confidence=level),
            slack,
            most_samples=30_000,
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


def _turned(n: int) -> tuple[Case, ...]:
    """Return intervals turned into other ones: against benchmarks, as means of intervals, as gaps of gaps."""

    def gap(draw: Draw, rows: int, level: float, p: float, q: float) -> Any:
        return comparison.share_difference(draw.binomial(n, p, rows), n, draw.binomial(n, q, rows), n, confidence=level)

    def mean(draw: Draw, rows: int, level: float, average: float, spread: float) -> Interval:
        values = draw.normal(average, spread, (rows, n // 10))
        return means.mean(values.sum(axis=1), (values**2).sum(axis=1), n // 10, confidence=level)

    def share(draw: Draw, rows: int, level: float, p: float) -> Interval:
        return proportions.proportion(draw.binomial(n, p, rows), n, confidence=level)

    told: tuple[tuple[str, str, float, Callable[[Draw, int, float], Limits]], ...] = (
        (
            "proportions.against",
            f"30% of {n} against 42%",
            -12.0,
            lambda draw, rows, level: proportions.against(draw.binomial(n, 0.3, rows), n, 42, confidence=level),
        ),
        (
            "rates.against",
            f"{n} events expected against a rate of {n - 20}",
            n / (n - 20),
            lambda draw, rows, level: rates.against(draw.poisson(n, rows), 1, n - 20, per=1, confidence=level),
        ),
        (
            "standardisation.indirect_rate",
            f"{n} events expected, 1.3 times as many come",
            float(1.3e5 * np.sum(RISK) / 19),
            lambda draw, rows, level: standardisation.indirect_rate(
                draw.poisson(1.3 * n, rows),
                AGES * n / np.sum(AGES * RISK),
                RISK * 1e6,
                np.full(19, 1e6),
                confidence=level,
            ),
        ),
        (
            "means.against",
            f"{n // 10} normal values against 18",
            2.0,
            lambda draw, rows, level: means.against(mean(draw, rows, level, 20, 6), n // 10, 18, confidence=level),
        ),
        (
            "means.difference_of_intervals",
            f"{n // 10} and {n // 10} normal values of unequal spread",
            5.0,
            lambda draw, rows, level: means.difference_of_intervals(
                mean(draw, rows, level, 20, 6), n // 10, mean(draw, rows, level, 15, 2), n // 10, confidence=level
            ),
        ),
        (
            "from_intervals.ratio_to",
            f"30% of {n} to 42%",
            30 / 42,
            lambda draw, rows, level: from_intervals.ratio_to(share(draw, rows, level, 0.3), 42),
        ),
        (
            "from_intervals.beside_uncertain",
            f"30% of {n} beside a survey's 35% of {n}",
            -5.0,
            lambda draw, rows, level: from_intervals.beside_uncertain(
                share(draw, rows, level, 0.3), share(draw, rows, level, 0.35), confidence=level
            ),
        ),
        (
            "from_intervals.change_of_gap",
            f"gaps of 40 and 30 points, four groups of {n}",
            10.0,
            lambda draw, rows, level: from_intervals.change_of_gap(
                gap(draw, rows, level, 0.7, 0.3), gap(draw, rows, level, 0.65, 0.35), confidence=level
            ),
        ),
    )
    return tuple(Case(*one, most_samples=20_000) for one in told)


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
    *_turned(200),
)
