"""Every indicator's own worked example, run through the code that measures real people."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import ibis
import pytest

from joinedup.core.estimate import Estimate
from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.core.status import State
from joinedup.definitions.catalogue import indicators
from joinedup.kinds.indicator import Base, Indicator
from joinedup.measures.expressions import SHAPE, check_operations, expressions
from joinedup.measures.measure import measure
from joinedup.measures.population import mid_years
from joinedup.measures.sources import Sources
from joinedup.measures.tally import count
from joinedup.warehouse.contracts import JOURNEY
from support.sources import YEAR, sources, table
from support.twin import measure as twin

HERE = Place("X10000001", "Thornmarch")
ALL = list(indicators().values())
JOURNEYS = [each for each in ALL if each.base is Base.JOURNEY]
NOT_JOURNEYS = [each for each in ALL if each.base is not Base.JOURNEY]


def named(indicator: Indicator) -> str:
    return indicator.slug


def drawn(indicator: Indicator, rows: Sequence[Mapping[str, Any]] | None = None) -> tuple[Sources, Period]:
    """Return the example's rows (or those given) as sources, and the period they are about."""
    example = indicator.example
    period = example.period or YEAR
    at_home = [{"area": HERE.code} | dict(row) for row in (example.rows if rows is None else rows)]
    if indicator.base is Base.POPULATION:
        return sources(population=at_home), period
    first_age = {"population-18-plus": 18, "population": 0}.get(indicator.of or "")
    population = []
    if example.population is not None and first_age is not None:
        for year in mid_years(period):
            ages = [{"age": age, "people": 0} for age in range(first_age + 1, 91)]
            ages.append({"age": first_age, "people": example.population})
            population += [{"area": HERE.code, "year": year, "sex": "all"} | row for row in ages]
    if indicator.base is Base.PUBLISHED:
        return sources(published=at_home, population=population), period
    prevalence = []
    if example.prevalence is not None:
        estimate, low, high = example.prevalence
        row = {"measure": indicator.of, "area": HERE.code, "year": 2021, "confidence": 0.95}
        prevalence = [row | {"estimate": estimate, "low": low, "high": high}]
    return sources(at_home, population=population, prevalence=prevalence), period


def answer(indicator: Indicator, rows: Sequence[Mapping[str, Any]] | None = None) -> Estimate:
    read, period = drawn(indicator, rows)
    (estimate,) = measure(read, [indicator], [HERE], [period])
    return estimate


def check(indicator: Indicator) -> None:
    example, estimate = indicator.example, answer(indicator)
    assert estimate.state is example.state, estimate.note
    assert (estimate.numerator, estimate.denominator) == (example.numerator, example.denominator)
    assert estimate.value == pytest.approx(example.value, abs=1e-9)
    assert estimate.known == pytest.approx(example.known)


@pytest.mark.parametrize("indicator", ALL, ids=named)
def test_example_gives_the_answers_typed_by_hand(indicator: Indicator) -> None:
    check(indicator)


@pytest.mark.parametrize("indicator", ALL, ids=named)
def test_a_wrong_example_fails(indicator: Indicator) -> None:
    example = indicator.example
    state = State.OK if example.state is State.VALUE_ONLY else State.VALUE_ONLY
    wrong = [replace(example, state=state), replace(example, value=(example.value or 0) + 0.01)]
    wrong.append(replace(example, numerator=1 if example.numerator is None else example.numerator + 1))
    for one in wrong:
        with pytest.raises(AssertionError):
            check(replace(indicator, example=one))


@pytest.mark.parametrize("indicator", NOT_JOURNEYS, ids=named)
def test_of_published_rows_one_is_the_figure_and_another_is_not(indicator: Indicator) -> None:
    """An example whose every row is read could not tell whether the right one is."""
    whole, rows = answer(indicator), indicator.example.rows
    ends = {*range(3), *range(len(rows) - 3, len(rows))} & {*range(len(rows))}
    without = [answer(indicator, [*rows[:at], *rows[at + 1 :]]) for at in sorted(ends)]

    assert any(one == whole for one in without)
    assert any(one.value != whole.value for one in without)


@pytest.mark.parametrize("indicator", JOURNEYS, ids=named)
def test_the_twin_gives_the_same_answers(indicator: Indicator) -> None:
    example = indicator.example

    rows = [dict.fromkeys(JOURNEY) | dict(row) for row in example.rows]
    counted = twin.measure(indicator, rows, list(JOURNEY), population=example.population, prevalence=example.prevalence)

    assert (counted.numerator, counted.denominator) == (example.numerator, example.denominator)
    assert counted.value == pytest.approx(example.value, abs=1e-9)
    assert counted.known == pytest.approx(example.known)


@pytest.mark.parametrize("indicator", JOURNEYS, ids=named)
def test_expressions_use_only_permitted_operations_and_compile_for_spark(indicator: Indicator) -> None:
    check_operations(indicator)
    resolved = {name: expression.resolve(SHAPE) for name, expression in expressions(indicator).items()}

    sql = ibis.to_sql(SHAPE.select(**resolved), dialect="pyspark")

    assert all(f"AS `{name}`" in sql for name in resolved)


@pytest.mark.parametrize("indicator", JOURNEYS, ids=named)
def test_somebody_in_the_example_does_not_count(indicator: Indicator) -> None:
    """An example in which every row counts could not tell a right expression from `True`."""
    rows = [{"area": HERE.code} | dict(row) for row in indicator.example.rows]
    tally = count(table("journey", rows), [indicator], [HERE.code])[HERE.code, None][indicator.slug]

    assert 0 < tally.counted < len(rows)
    if indicator.known is not None:
        assert tally.answered < tally.asked
