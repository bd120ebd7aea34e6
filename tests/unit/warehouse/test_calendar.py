"""Calendar arithmetic on DuckDB against answers known beforehand."""

from datetime import date

import ibis
import pytest

from joinedup.warehouse.calendar import add_days, add_months, days_between, first_known, is_first, rank_in


def run(expression):
    return ibis.duckdb.connect().to_pyarrow(expression).to_pylist()


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2021, 8, 31), 6, date(2022, 2, 28)),
        (date(2019, 8, 31), 6, date(2020, 2, 29)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2021, 1, 15), 6, date(2021, 7, 15)),
    ],
)
def test_adding_months_stops_at_the_months_end(day, months, then):
    table = ibis.memtable([{"day": day}], schema={"day": "date"})
    assert run(table.select(is_then=add_months(table.day, months) == ibis.literal(then))) == [{"is_then": True}]


def test_days_are_counted_across_leap_days_and_null_stays_null():
    table = ibis.memtable(
        [{"one": date(2020, 2, 28), "other": date(2020, 3, 1)}, {"one": None, "other": date(2020, 3, 1)}],
        schema={"one": "date", "other": "date"},
    )
    gone = run(table.select(there=days_between(table.one, table.other), back=days_between(table.other, table.one)))
    assert gone == [{"there": 2, "back": -2}, {"there": None, "back": None}]
    later = add_days(table.one, 2) == table.other
    assert [row["is_it"] for row in run(table.select(is_it=later))] == [True, None]


def test_the_first_known_answer_passes_over_missing_ones_and_ties_go_to_the_lowest():
    rows = [("a", 2, 7), ("a", 0, None), ("a", 1, 9), ("a", 1, 8), ("b", 0, None), ("c", 5, 0)]
    table = ibis.memtable(
        [{"who": who, "at": at, "answer": answer} for who, at, answer in rows],
        schema={"who": "string", "at": "int64", "answer": "int64"},
    )
    told = table.group_by("who").aggregate(first=first_known(table["at"], table.answer)).order_by("who")
    assert run(told) == [{"who": "a", "first": 8}, {"who": "b", "first": None}, {"who": "c", "first": 0}]


def test_equal_rows_share_a_rank_and_one_row_is_first():
    table = ibis.memtable(
        [{"who": "a", "at": at, "key": key} for at, key in [(1, "y"), (1, "x"), (2, "z")]],
        schema={"who": "string", "at": "int64", "key": "string"},
    )
    ranked = table.select(
        "key",
        rank=rank_in([table.who], [table["at"]]),
        is_first=is_first([table.who], [table["at"], table.key]),
    ).order_by("key")
    assert [(row["rank"], row["is_first"]) for row in run(ranked)] == [(0, True), (0, False), (2, False)]
