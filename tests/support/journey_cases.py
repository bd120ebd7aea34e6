"""Episodes written by hand or by Hypothesis, as the twin's dicts and as the warehouse's tables, and the comparison."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from joinedup.core.period import Period
from joinedup.definitions.reading import treatment_rules
from joinedup.treatment.reads import READS
from joinedup.treatment.window import journeys_in
from joinedup.warehouse.contracts import JOURNEY
from support.twin.journeys import journey_rows
from support.twin.rules import Rules, age_on

ARROW = {"string": pa.string(), "date": pa.date32(), "int64": pa.int64()}
YEAR = Period.financial_year("2021/22")


def plain_rules() -> Rules:
    """Return the declared rules as the plain data that the twin takes."""
    declared = treatment_rules()
    return Rules(
        numbers={slug: rule.value for slug, rule in declared.numbers.items()},
        groups={slug: dict(code_list.groups) for slug, code_list in declared.code_lists.items()},
        residence=dict(declared.residence),
    )


def episode(
    key: str,
    triaged: date | None,
    disd: date | None = None,
    *,
    person: str = "p1",
    born: date = date(1980, 5, 5),
    interventions: Sequence[Mapping[str, Any]] = (),
    forms: Sequence[Mapping[str, Any]] = (),
    reviews: Sequence[Mapping[str, Any]] = (),
    **items: Any,
) -> dict[str, Any]:
    """Return one episode with its children; items that are not given are blank."""
    blank = {name: None for table in ("client", "episode") for name in READS[table]}
    return (
        blank
        | {"delivery_id": "d1", "dataset": "AD", "residence": "X10000001", "drug1": "7000", "disrsn": disd and "80"}
        | items
        | {
            "episode_key": key,
            "client_key": items.get("client_key", f"c-{key}"),
            "client": items.get("client_key", f"c-{key}"),
            "person": person,
            "person_id": person,
            "triaged": triaged,
            "disd": disd,
            "age_at_triage": triaged and age_on(triaged, born),
            "interventions": _children("intervention", key, interventions),
            "forms": _children("outcomes_profile", key, forms),
            "reviews": _children("client_information_review", key, reviews),
        }
    )


def _children(table: str, episode_key: str, children: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    blank = dict.fromkeys(READS[table])
    return [blank | {"key": f"{episode_key}-{place}"} | dict(child) for place, child in enumerate(children)]


def arrow_tables(episodes: Iterable[Mapping[str, Any]]) -> dict[str, pa.Table]:
    """Return the case-level tables that hold these episodes."""
    rows: dict[str, list[dict[str, Any]]] = {table: [] for table in READS}
    for one in episodes:
        rows["episode"].append({name: one[name] for name in READS["episode"]})
        rows["client"].append({name: one[name] for name in READS["client"]})
        for table, children in (
            ("intervention", "interventions"),
            ("outcomes_profile", "forms"),
            ("client_information_review", "reviews"),
        ):
            for child in one[children]:
                held = dict(child) | {name: one[name] for name in ("delivery_id", "episode_key")}
                held[f"{table}_key"] = child["key"]
                rows[table].append({name: held[name] for name in READS[table]})
    return {table: pa.Table.from_pylist(rows[table], schema=_schema(READS[table])) for table in READS}


def fast_rows(episodes: Iterable[Mapping[str, Any]], window: Period = YEAR) -> list[dict[str, Any]]:
    """Return the journeys that the product finds, on DuckDB."""
    with duckdb.connect() as connection:
        for table, rows in arrow_tables(episodes).items():
            connection.register(table, rows)
        found = connection.execute(_sql(window))
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def slow_rows(episodes: Iterable[Mapping[str, Any]], window: Period = YEAR) -> list[dict[str, Any]]:
    """Return the journeys that the twin finds."""
    return journey_rows([dict(one) for one in episodes], window, plain_rules())


def assert_agree(episodes: Sequence[Mapping[str, Any]], window: Period = YEAR) -> list[dict[str, Any]]:
    """Return the journeys, in order of person and number, after holding every column equal to the twin's."""
    fast, slow = ordered(fast_rows(episodes, window)), ordered(slow_rows(episodes, window))
    assert [key(row) for row in fast] == [key(row) for row in slow]
    for one, other in zip(fast, slow, strict=True):
        differing = {name: (one[name], other[name]) for name in JOURNEY if one[name] != other[name]}
        assert not differing, f"{key(one)}: product and twin differ in {differing}"
        assert set(other) == set(JOURNEY)
    return fast


def key(row: Mapping[str, Any]) -> tuple[str, int]:
    return (row["person_id"], row["journey_number"])


def ordered(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=key)


@cache
def _sql(window: Period) -> str:
    unbound = {table: ibis.table(dict(columns), name=table) for table, columns in READS.items()}
    return str(ibis.to_sql(journeys_in(unbound, window, treatment_rules()), dialect="duckdb"))


def _schema(columns: Mapping[str, str]) -> pa.Schema:
    return pa.schema([(name, ARROW[kind]) for name, kind in columns.items()])
