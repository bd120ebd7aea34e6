"""What each function of the statistics room is timed on, and beside what."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats
from statsmodels.stats import proportion as shares

from benchmarks import statistics_loops as loops
from joinedup.stats import (
    comparison,
    comparison_with_rest,
    dispersion,
    from_intervals,
    means,
    prevalence,
    proportions,
    rates,
    recent_trend,
    rounded,
    standardisation,
    stocks,
    trend,
)
from joinedup.stats.interval import Interval, statuses

Arrays = tuple[Any, ...]
SEED = 20_221
BANDS, YEARS = 19, 10


@dataclass(frozen=True)
class Case:
    """One function on seeded arrays whose first axis is the rows.

    `slow` takes one row of them; without it the loop calls the function itself on one row at a time. `arithmetic` is
    numpy and scipy doing only the arithmetic, on whole arrays, with nothing checked.
    """

    name: str
    draw: Callable[[np.random.Generator, int], Arrays]
    quick: Callable[..., Any]
    slow: Callable[..., Any] | None = None
    loop: str = "itself, one row at a time"
    arithmetic: Callable[..., Any] | None = None
    most_rows: int = 1_000_000
    note: str = ""


def counted(draw: np.random.Generator, rows: int) -> Arrays:
    """Counts that are often small, as in districts, of populations of 100 to 100,000."""
    people = np.floor(10 ** draw.uniform(2, 5, rows))
    return draw.binomial(people.astype(np.int64), 0.1 * draw.random(rows) ** 2).astype(float), people


def _two(draw: np.random.Generator, rows: int) -> Arrays:
    return (*counted(draw, rows), *counted(draw, rows))


def _with_benchmark(draw: np.random.Generator, rows: int) -> Arrays:
    count, people = counted(draw, rows)
    return count, people, (count + 5) / (people + 50) * draw.uniform(0.7, 1.4, rows)


def _intervals(draw: np.random.Generator, rows: int, sides: int = 2) -> Arrays:
    numbers: list[Any] = []
    for _ in range(sides):
        value = draw.uniform(20, 60, rows)
        numbers += [value, value - draw.uniform(1, 9, rows), value + draw.uniform(1, 9, rows)]
    return tuple(numbers)


def _interval(value: Any, low: Any, high: Any) -> Interval:
    return Interval(*(np.asarray(number) for number in (value, low, high)), status=statuses(np.shape(value)))


def _banded(draw: np.random.Generator, rows: int) -> Arrays:
    people = np.floor(10 ** draw.uniform(2.5, 4, (rows, BANDS)))
    return draw.poisson(people * 0.01 * draw.random((rows, 1))).astype(float), people


def _years(draw: np.random.Generator, rows: int) -> Arrays:
    people = np.floor(10 ** draw.uniform(3.5, 5, (rows, 1))) * np.ones(YEARS)
    return draw.poisson(people * 0.02).astype(float), people


def _sums(draw: np.random.Generator, rows: int) -> Arrays:
    n = draw.integers(2, 500, rows).astype(float)
    average = draw.uniform(5, 50, rows)
    return n * average, n * average**2 * draw.uniform(1.1, 2, rows), n


SCIPY, STATSMODELS = "scipy", "statsmodels"

CASES = (
    Case(
        "proportions.proportion",
        counted,
        proportions.proportion,
        lambda x, n: shares.proportion_confint(x, n, method="wilson"),
        STATSMODELS,
        loops.arithmetic_of_a_share,
    ),
    Case(
        "proportions.against",
        _with_benchmark,
        lambda x, n, b: proportions.against(x, n, np.minimum(90, 100 * b)),
        lambda x, n, b: loops.share_against_alone(x, n, min(0.9, b)),
        STATSMODELS,
    ),
    Case(
        "proportions.wilson",
        counted,
        lambda x, n: proportions.wilson(x, n, loops.Z),
        lambda x, n: shares.proportion_confint(x, n, method="wilson"),
        STATSMODELS,
    ),
    Case("rates.rate", counted, rates.rate, loops.rate_alone, SCIPY, loops.arithmetic_of_a_rate),
    Case(
        "rates.rate_of_events",
        lambda draw, rows: (draw.poisson((9, 4, 2, 1), (rows, 4)).astype(float), counted(draw, rows)[1]),
        rates.rate_of_events,
        loops.events_alone,
        SCIPY,
    ),
    Case(
        "rates.against", _with_benchmark, lambda x, n, b: rates.against(x, n, b, per=1), loops.rate_against_alone, SCIPY
    ),
    Case(
        "rates.count_limits",
        lambda draw, rows: counted(draw, rows)[:1],
        lambda x: rates.count_limits(x, confidence=0.95),
        lambda x: loops.rate_alone(x, 1.0),
        SCIPY,
    ),
    Case(
        "standardisation.direct",
        _banded,
        standardisation.direct,
        loops.direct_alone,
        SCIPY,
        loops.arithmetic_of_direct,
        note=f"{BANDS} age bands a row",
    ),
    *(
        Case(
            f"standardisation.indirect_{what}",
            lambda draw, rows: (
                draw.poisson(draw.uniform(1, 400, rows)).astype(float),
                *_banded(draw, rows)[1:],
                np.full((rows, BANDS), 500.0),
                np.full((rows, BANDS), 1e5),
            ),
            quick,
            loops.indirect_alone,
            SCIPY,
            note=f"{BANDS} age bands a row",
        )
        for what, quick in (("ratio", standardisation.indirect_ratio), ("rate", standardisation.indirect_rate))
    ),
    Case(
        "standardisation.expected_events",
        lambda draw, rows: (*_banded(draw, rows)[1:], np.full((rows, BANDS), 500.0), np.full((rows, BANDS), 1e5)),
        standardisation.expected_events,
        note=f"{BANDS} age bands a row",
    ),
    Case("comparison.rate_ratio", _two, comparison.rate_ratio, loops.ratio_alone, SCIPY, loops.arithmetic_of_a_ratio),
    Case("comparison.share_difference", _two, comparison.share_difference, loops.share_difference_alone, STATSMODELS),
    Case("comparison.share_ratio", _two, comparison.share_ratio, loops.share_ratio_alone, STATSMODELS),
    Case(
        "comparison.share_ratio_interval",
        _two,
        comparison.share_ratio_interval,
        loops.share_ratio_limits_alone,
        STATSMODELS,
    ),
    Case("comparison.ratio_limits", _intervals, comparison.ratio_limits),
    Case(
        "comparison.difference",
        _intervals,
        lambda *v: comparison.difference(_interval(*v[:3]), _interval(*v[3:])),
        loops.normal_alone,
        SCIPY,
    ),
    Case(
        "comparison.with_benchmark",
        _intervals,
        lambda *v: comparison.with_benchmark(_interval(*v[:3]), _interval(*v[:3]), v[3]),
    ),
    Case(
        "comparison.inside_margin",
        lambda draw, rows: _intervals(draw, rows, 1),
        lambda *v: comparison.inside_margin(_interval(*v), 30, 50),
    ),
    *(
        Case(
            "comparison_with_rest.with_rest",
            lambda draw, rows: (lambda x, n: (x, n, x + 100 + np.floor(n / 50), 9 * n))(*counted(draw, rows)),
            lambda *v, family=family: comparison_with_rest.with_rest(*v, family=family),
            lambda x, n, y, m, alone=alone: alone(x, n, y - x, m - n),
            loop,
            note=f"family {family}",
        )
        for family, alone, loop in (
            ("rate", loops.ratio_alone, SCIPY),
            ("share", loops.share_difference_alone, STATSMODELS),
        )
    ),
    Case(
        "rounded.counts_ratio",
        lambda draw, rows: tuple(draw.poisson(draw.uniform(5, 900, (2, rows))).astype(float)),
        lambda x, y: rounded.counts_ratio(x, y, rounding=2),
        lambda x, y: (loops.ratio_alone(max(0, x - 2), 1, y + 2, 1), loops.ratio_alone(x + 2, 1, max(0, y - 2), 1)),
        SCIPY,
    ),
    Case(
        "stocks.change",
        lambda draw, rows: (lambda x, y: (x, y, np.floor(np.minimum(x, y) * draw.random(rows))))(
            *draw.poisson(draw.uniform(50, 900, (2, rows))).astype(float)
        ),
        stocks.change,
    ),
    Case("from_intervals.known", lambda draw, rows: _intervals(draw, rows, 1), from_intervals.known),
    Case("from_intervals.ratio", _intervals, lambda *v: from_intervals.ratio(_interval(*v[:3]), _interval(*v[3:]))),
    Case("from_intervals.ratio_to", _intervals, lambda *v: from_intervals.ratio_to(_interval(*v[:3]), v[3])),
    Case(
        "from_intervals.beside_uncertain",
        _intervals,
        lambda *v: from_intervals.beside_uncertain(_interval(*v[:3]), _interval(*v[3:])),
        loops.normal_alone,
        SCIPY,
    ),
    Case("means.mean", _sums, means.mean, loops.mean_alone, SCIPY),
    Case(
        "means.difference",
        lambda draw, rows: (*_sums(draw, rows), *_sums(draw, rows)),
        means.difference,
        loops.means_alone,
        SCIPY,
    ),
    Case(
        "means.difference_of_intervals",
        lambda draw, rows: (*_intervals(draw, rows), *draw.integers(2, 500, (2, rows)).astype(float)),
        lambda *v: means.difference_of_intervals(_interval(*v[:3]), v[6], _interval(*v[3:6]), v[7]),
    ),
    Case(
        "means.against",
        lambda draw, rows: (*_intervals(draw, rows), draw.integers(2, 500, rows).astype(float)),
        lambda *v: means.against(_interval(*v[:3]), v[6], v[3]),
    ),
    Case(
        "prevalence.unmet_need",
        lambda draw, rows: (
            draw.uniform(0, 900, rows),
            draw.uniform(1000, 2000, rows),
            draw.uniform(700, 999, rows),
            draw.uniform(2001, 4000, rows),
        ),
        prevalence.unmet_need,
    ),
    Case("trend.annual", _years, trend.annual, loops.trend_alone, STATSMODELS, note=f"{YEARS} years a row"),
    Case("recent_trend.five_point", _years, recent_trend.five_point, note=f"{YEARS} years a row"),
    Case(
        "dispersion.test",
        _years,
        dispersion.test,
        lambda y, n: stats.chisquare(y, n * y.sum() / n.sum()),
        SCIPY,
        note=f"{YEARS} years a row",
    ),
)
