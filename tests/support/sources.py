"""Sources drawn small: tables from a few rows, the rest of each contract's columns missing."""

from collections.abc import Mapping, Sequence
from typing import Any

import ibis
import pyarrow as pa
from ibis.formats.pyarrow import PyArrowSchema

from joinedup.core.period import Period
from joinedup.measures.sources import Holding, Sources
from joinedup.warehouse.contracts import CONTRACTS

YEAR = Period.financial_year("2021/22")
EVERY_YEAR = Period(YEAR.start.replace(year=2000), YEAR.end.replace(year=2030))


def table(contract: str, rows: Sequence[Mapping[str, Any]]) -> Any:
    """Return an Ibis table of the contract with `rows`, columns not given being missing."""
    columns = CONTRACTS[contract]
    unknown = sorted({name for row in rows for name in row} - set(columns))
    if unknown:
        raise ValueError(f"The {contract} contract has no column {unknown}.")
    schema = PyArrowSchema.from_ibis(ibis.schema(dict(columns)))
    full = [{name: row.get(name) for name in columns} for row in rows]
    return ibis.memtable(pa.Table.from_pylist(full, schema=schema))


def people(
    area: str, each: int, *, year: int = 2021, ages: Sequence[int] = range(91), **more: Any
) -> list[dict[str, Any]]:
    """Return population rows with `each` people of every age."""
    row = {"area": area, "area_kind": "upper-tier", "year": year, "sex": "all", "people": each}
    return [row | {"age": age} | more for age in ages]


def sources(
    journeys: Sequence[Mapping[str, Any]] = (),
    *,
    population: Sequence[Mapping[str, Any]] = (),
    published: Sequence[Mapping[str, Any]] = (),
    prevalence: Sequence[Mapping[str, Any]] = (),
    covers: Period | None = EVERY_YEAR,
) -> Sources:
    """Return sources whose journeys are the same rows in every window."""
    return Sources(
        journeys=lambda window: table("journey", journeys),
        population=table("population", population),
        published=table("published", published),
        prevalence=table("prevalence", prevalence),
        case_level=Holding(("d1",), source="case-level records", covers=(("A service", covers),)),
        populations=Holding(("d2",), source="population"),
        publications=Holding(("d3",), source="published"),
        prevalences=Holding(("d4",), source="prevalence"),
    )
