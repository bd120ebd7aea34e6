"""A table that gained a column: files made before it load and are read beside files that have it."""

import csv
from datetime import date

import pytest

from joinedup.core.period import Period
from joinedup.core.place import ENGLAND
from joinedup.core.status import State
from joinedup.definitions.catalogue import indicator
from joinedup.jobs.load import load
from joinedup.jobs.sources import sources_of
from joinedup.measures.measure import measure
from joinedup.warehouse.contracts import ADDED, CONTRACTS
from joinedup.warehouse.store import open_warehouse

MEASURE = "adults-in-treatment"
COLUMNS = tuple(CONTRACTS["published"])
BEFORE = tuple(column for column in COLUMNS if column not in ADDED["published"])
RECEIVED = date(2026, 4, 20)
YEARS = (Period.financial_year("2020/21"), Period.financial_year("2021/22"))


def file_of(folder, name, columns, year, **more):
    row = {
        "measure": MEASURE,
        "area": ENGLAND.code,
        "area_name": ENGLAND.name,
        "start_on": year.start.isoformat(),
        "end_on": year.end.isoformat(),
        "numerator": "1235",
        "source": name,
    } | more
    with (folder / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerow(row)
    return folder / name


def load_one(file, warehouse, sender="a-publisher"):
    told = {"covers_from": YEARS[0].start, "covers_to": YEARS[1].end, "extract_on": RECEIVED}
    load([file], warehouse, received_on=RECEIVED, options=told | {"sender": sender, "feed": "published"})


def figures(warehouse):
    found = measure(sources_of(open_warehouse(warehouse)), [indicator(MEASURE)], [ENGLAND], YEARS)
    return [(one.state, one.value, one.rounding) for one in found]


@pytest.mark.parametrize("first_is_older", [True, False])
def test_a_file_made_before_the_column_loads_and_its_counts_are_exact(tmp_path, first_is_older):
    older = file_of(tmp_path, "older.csv", BEFORE, YEARS[0])
    newer = file_of(tmp_path, "newer.csv", COLUMNS, YEARS[1], rounded_to="5")
    files = [older, newer] if first_is_older else [newer, older]
    for number, file in enumerate(files):
        load_one(file, tmp_path / "warehouse", f"publisher-{number}")
    assert figures(tmp_path / "warehouse") == [(State.OK, 1235.0, 0.0), (State.OK, 1235.0, 2.5)]


def test_a_warehouse_in_which_no_file_has_the_column_is_read(tmp_path):
    load_one(file_of(tmp_path, "older.csv", BEFORE, YEARS[0]), tmp_path / "warehouse")
    opened = open_warehouse(tmp_path / "warehouse")
    delivery = opened.manifest.deliveries[0]
    path = tmp_path / "warehouse" / "deliveries" / delivery.id / "published.parquet"
    opened.connection.raw_sql(
        f"COPY (SELECT * EXCLUDE (rounded_to) FROM read_parquet('{path}')) TO '{tmp_path / 'bare.parquet'}'"
    )
    (tmp_path / "bare.parquet").replace(path)
    assert figures(tmp_path / "warehouse")[0] == (State.OK, 1235.0, 0.0)
