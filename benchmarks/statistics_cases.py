"""What each function of the statistics room is timed on, and beside what."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats
from statsmodels.stats import proportion as shares
from statsmodels.stats.multitest import multipletests

from benchmarks import statistics_loops as loops
from joinedup.stats import (
    coincidences,
    comparison,
    comparison_with_rest,
    dispersion,
    from_intervals,
    funnel,
    inequality,
    means,
    multiple,
    newcombe,
    power,
    prevalence,
    proportions,
    quantiles,
    rates,
    recent_trend,
    rounded,
    standardisation,
    standing,
    stocks,
    trend,
    variation,
)
from joinedup.stats.interval import Compared, Interval, statuses

Arrays = tuple[Any, ...]
SEED = 20_221
BANDS, YEARS = 19, 10


@dataclass(frozen=True)
class Case:
    """One function on seeded arrays whose first axis is the rows.

    `slow` takes one row of them; without it the loop calls the function itself on one row at a time. `arithmetic` is
    numpy and scipy doing only the arithmetic, on whole arrays, with nothing checked. A case that `is_whole` is one
    family or one table, not rows: `slow`, where there is one, takes it all in one call, and no goal is set.
    """

    name: str
    draw: Callable[[np.random.Generator, int], Arrays]
    quick: Callable[..., Any]
    slow: Callable[..., Any] | None = None
    loop: str = "itself, one row at a time"
    arithmetic: Callable[..., Any] | None = None
    most_rows: int = 1_000_000
    is_whole: bool = False
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


def _compared(value: Any, low: Any, high: Any) -> Compared:
    given = _interval(value, low, high)
    return Compared(given.value, given.low, given.high, np.zeros(np.shape(value)), given.status)


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


def _places(draw: np.random.Generator, rows: int) -> Arrays:
    """Values of at most 150 places, and a p-value for every pair."""
    places = min(rows, PLACES)
    p = np.triu(draw.random((places, places)), 1)
    return draw.uniform(10, 90, places), p + p.T + np.eye(places)


def _groups(draw: np.random.Generator, rows: int) -> Arrays:
    return draw.uniform(20, 60, (rows, 10)), draw.uniform(900, 1100, (rows, 10)), draw.uniform(1, 3, (rows, 10))


SCIPY, STATSMODELS = "scipy", "statsmodels"
WHOLE = "one call of statsmodels"
PLACES = 150
TABLE = (126.0, 163.0, 40.0, 398.0, 97.0, 125.0, 40.0)
"""People by which of three lists they are on."""

INNER = (
    "checks",
    "normal",
    "interval",
    "scales",
    *(f"prevalence.{part}" for part in ("abundance", "designs", "in_time", "poisson", "profile", "selection")),
    "prevalence.histories",
)
"""Parts that only other functions call: timed within those."""

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
        "prevalence.unmet.unmet_need",
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
        "recent_trend.five_point_of_intervals",
        lambda draw, rows: tuple(
            np.stack(columns, axis=-1) for columns in zip(*(_intervals(draw, rows, 1) for _ in range(5)), strict=True)
        ),
        recent_trend.five_point_of_intervals,
        note="5 years a row",
    ),
    Case(
        "dispersion.test",
        _years,
        dispersion.test,
        lambda y, n: stats.chisquare(y, n * y.sum() / n.sum()),
        SCIPY,
        note=f"{YEARS} years a row",
    ),
    Case("newcombe.p_value", _two, newcombe.p_value),
    Case(
        "from_intervals.change_of_gap",
        _intervals,
        lambda *v: from_intervals.change_of_gap(_compared(*v[:3]), _compared(*v[3:])),
        loops.normal_alone,
        SCIPY,
    ),
    Case(
        "variation.p_about_line",
        lambda draw, rows: (draw.uniform(0.5, 4, rows), np.full(rows, 8.0)),
        variation.p_about_line,
    ),
    Case("coincidences.pairs", lambda draw, rows: (draw.integers(0, 9_000, rows),), coincidences.pairs),
    Case(
        "coincidences.expected_pairs",
        lambda draw, rows: (*draw.integers(0, 900, (3, rows)), np.full(rows, 9e5)),
        coincidences.expected_pairs,
    ),
    Case(
        "prevalence.two_lists.chapman",
        lambda draw, rows: (*draw.integers(200, 900, (2, rows)), draw.integers(10, 200, rows)),
        prevalence.chapman,
    ),
    Case(
        "prevalence.multiplier.multiplier",
        lambda draw, rows: (draw.integers(100, 900, rows), draw.uniform(0.1, 0.6, rows), draw.integers(100, 900, rows)),
        prevalence.multiplier,
    ),
    Case(
        "funnel.limits",
        lambda draw, rows: counted(draw, rows)[:1],
        lambda x: funnel.limits(x + 1, 4000, family="rate", per=100_000),
        note="rates",
    ),
    Case(
        "funnel.label",
        counted,
        lambda x, n: funnel.label(x, n, 0.03, family="rate", per=1),
        lambda x, n: (stats.poisson.sf(x - 1, 0.03 * n), stats.poisson.cdf(x, 0.03 * n)),
        SCIPY,
        note="rates",
    ),
    Case(
        "funnel.derived_population",
        lambda draw, rows: (draw.integers(1, 900, rows), draw.uniform(5, 90, rows)),
        funnel.derived_population,
    ),
    Case("power.smallest_change", counted, lambda x, n: power.smallest_change(x + 1, n)),
    Case(
        "power.smallest_difference",
        lambda draw, rows: (counted(draw, rows)[1], draw.uniform(1, 30, rows)),
        power.smallest_difference,
    ),
    Case(
        "quantiles.quantile",
        lambda draw, rows: (draw.exponential(20, (rows, 50)),),
        quantiles.quantile,
        most_rows=100_000,
        note="the median of 50 values a row",
    ),
    *(
        Case(
            f"inequality.{name}",
            _groups,
            lambda v, n, e, call=call: call(v, n, standard_errors=e, seed=1, simulations=1000),
            most_rows=10_000,
            note="ten groups a row, 1,000 simulations",
        )
        for name, call in (("slope_index", inequality.slope_index), ("relative_index", inequality.relative_index))
    ),
    *(
        Case(
            f"multiple.{name}",
            lambda draw, rows: (draw.random(rows),),
            call,
            lambda p, method=method: multipletests(p, method=method),
            WHOLE,
            is_whole=True,
            note="one family",
        )
        for name, call, method in (
            ("benjamini_hochberg", multiple.benjamini_hochberg, "fdr_bh"),
            ("holm", multiple.holm, "holm"),
        )
    ),
    *(
        Case(
            f"{call.__module__.rpartition('.')[2]}.{call.__name__}",
            draw_places,
            call,
            loop="",
            is_whole=True,
            most_rows=PLACES,
            note=f"{PLACES} places",
        )
        for call, draw_places in (
            (multiple.rank_intervals, _places),
            (multiple.rank_rates, lambda draw, rows: counted(draw, min(rows, PLACES))),
            (multiple.rank_shares, lambda draw, rows: counted(draw, min(rows, PLACES))),
            (standing.adjusted_pairs, lambda draw, rows: _places(draw, rows)[1:]),
            (standing.level_of_top, _places),
        )
    ),
    Case(
        "funnel.spread",
        counted,
        lambda x, n: funnel.spread(x, n, 0.03, family="rate", per=1),
        loop="",
        is_whole=True,
        note="one funnel",
    ),
    Case(
        "quantiles.group",
        lambda draw, rows: (draw.random(rows),),
        lambda v: quantiles.group(v, 5),
        loop="",
        is_whole=True,
        note="one family",
    ),
    *(
        Case(
            f"prevalence.several_lists.{call.__name__}",
            lambda draw, rows: TABLE,
            lambda *table, call=call: call(table),
            loop="",
            is_whole=True,
            note="one table of three lists",
        )
        for call in (prevalence.log_linear, prevalence.bias_corrected)
    ),
)
