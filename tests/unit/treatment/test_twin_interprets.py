"""The twin reads an indicator's expressions as SQL would, and refuses what an indicator may not use."""

import ibis
import pytest
from ibis import _

from support.twin.interpret import NotPermitted, columns_of, value_of
from support.twin.measure import _Answers

COLUMNS = ("flag", "other", "days", "name")
CELLS = {"flag": [True, False, None], "other": [True, False, None], "days": [0, 21, None], "name": ["a", "b", None]}
ROWS = [
    {"flag": flag, "other": other, "days": days, "name": name}
    for flag in CELLS["flag"]
    for other in CELLS["other"]
    for days in CELLS["days"]
    for name in CELLS["name"]
]
EXPRESSIONS = [
    _.flag & _.other,
    _.flag | _.other,
    ~_.flag,
    ~(_.name == "a"),
    _.name != "a",
    (_.name == "a") | (_.days > 0),
    (_.days >= 21) & ~_.flag,
    _.days < 21,
    _.days <= 0,
    _.name.isin(["a", "c"]),
    _.name.notin(["a", "c"]),
    ~_.name.isin(["a"]),
    _.name.isnull() & _.days.notnull(),
    _.days.between(0, 20),
    _.days.fill_null(5) == 5,
    _.flag.fill_null(False) | _.other,
    (_.days + 1) - 2 == -1,
    _.name == _.name,
]


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=str)
def test_the_twin_and_duckdb_know_the_same_of_every_row(expression):
    connection = ibis.duckdb.connect()
    kinds = {"flag": "boolean", "other": "boolean", "days": "int64", "name": "string"}
    table = ibis.memtable([row | {"n": place} for place, row in enumerate(ROWS)], schema=kinds | {"n": "int64"})
    told = connection.to_pyarrow(table.select("n", answer=expression).order_by("n"))["answer"].to_pylist()
    assert told == [value_of(expression, row, COLUMNS) for row in ROWS]


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=str)
def test_rows_alike_in_what_an_expression_reads_are_asked_once_and_answered_as_each_would_be(expression):
    assert {columns_of(expression, row, COLUMNS) for row in ROWS} == {columns_of(expression, ROWS[0], COLUMNS)}
    answers = _Answers(expression, COLUMNS)
    assert [answers.holds(row) for row in ROWS] == [value_of(expression, row, COLUMNS) is True for row in ROWS]


def test_a_value_of_another_kind_is_not_taken_for_one_that_was_asked():
    answers = _Answers(_.flag, COLUMNS)
    assert answers.holds({"flag": True})
    assert not answers.holds({"flag": 1})


@pytest.mark.parametrize(
    "expression",
    [
        _.days * 2,
        _.days.abs(),
        _.name.upper() == "A",
        _.nothing == 1,
        _.name.isin(["a", None]),
        _.days & True,
        _.name + "b",
        _.days == "21",
    ],
    ids=str,
)
def test_what_an_indicator_may_not_use_raises(expression):
    with pytest.raises((NotPermitted, TypeError)):
        value_of(expression, {"days": 21, "name": "a"}, COLUMNS)


def test_a_column_that_a_row_leaves_out_is_missing():
    assert value_of(_.days.isnull(), {}, COLUMNS) is True
