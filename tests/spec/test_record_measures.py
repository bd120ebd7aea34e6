"""Every measure of records: its own worked example, run through the code that counts real records."""

from dataclasses import replace

import ibis
import pyarrow as pa
import pytest
from ibis.formats.pyarrow import PyArrowSchema

from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.definitions.catalogue import record_measures
from joinedup.kinds.indicator import Polarity
from joinedup.measures.expressions import EPISODES, check_operations, expressions
from joinedup.measures.records import measure_records
from joinedup.measures.sources import Holding
from joinedup.warehouse.contracts import EPISODE

YEAR = Period.financial_year("2021/22")
PROVIDER = Place("X0001", "A service", "provider")
ALL = list(record_measures().values())


def named(measure):
    return measure.slug


def answer(measure, rows=None):
    given = [dict.fromkeys(EPISODE) | {"provider": "X0001"} | dict(row) for row in rows or measure.example.rows]
    table = ibis.memtable(pa.Table.from_pylist(given, schema=PyArrowSchema.from_ibis(ibis.schema(dict(EPISODE)))))
    held = {PROVIDER: Holding(("d1",), covers=(("A service", YEAR),))}
    (estimate,) = measure_records(lambda _: table, [measure], held, [YEAR], follow_up_days={})
    return estimate


def check(measure):
    example, estimate = measure.example, answer(measure)
    assert (estimate.numerator, estimate.denominator) == (example.numerator, example.denominator)
    assert estimate.value == pytest.approx(example.value, abs=1e-9)


@pytest.mark.parametrize("measure", ALL, ids=named)
def test_example_gives_the_answers_typed_by_hand(measure):
    check(measure)
    for wrong in (replace(measure.example, numerator=9), replace(measure.example, value=measure.example.value + 0.01)):
        with pytest.raises(AssertionError):
            check(replace(measure, example=wrong))


@pytest.mark.parametrize("measure", ALL, ids=named)
def test_some_rows_count_some_are_left_over_and_some_are_not_asked_of(measure):
    estimate = answer(measure)
    assert 0 < estimate.numerator < estimate.denominator < len(measure.example.rows)


@pytest.mark.parametrize("measure", ALL, ids=named)
def test_expressions_use_only_permitted_operations_and_compile_for_spark(measure):
    check_operations(measure, EPISODES)
    resolved = {name: expression.resolve(EPISODES) for name, expression in expressions(measure).items()}
    sql = ibis.to_sql(EPISODES.select(**resolved), dialect="pyspark")
    assert all(f"AS `{name}`" in sql for name in resolved)


def test_the_case_mix_is_about_people_and_is_neither_good_nor_bad():
    mix = [one for one in ALL if one.partition is not None]
    assert {one.polarity for one in mix} == {Polarity.NONE}
    assert {one.slug for one in mix} == {one.slug for one in ALL if one.slug.startswith("case-mix")}
    groups = {"opiate", "non-opiate-only", "non-opiate-and-alcohol", "alcohol-only"}
    row = {"is_started": True}
    for group in groups:
        rows = [row | {"substance_group": group}, row | {"substance_group": None}]
        assert sum(answer(one, rows).numerator for one in mix) == 1, "each group is in one part of the case mix"
