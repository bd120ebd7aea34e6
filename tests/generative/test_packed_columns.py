"""Columns that hold nothing at the top of a file are packed as it is read: nobody may be able to tell."""

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from joinedup.definitions.reading import ndtms_standard
from joinedup.intake import flat_file
from joinedup.intake.flat_file import read_flat_file
from joinedup.intake.snapshot import snapshot_csv
from joinedup.kinds.standard import LEVELS
from joinedup.warehouse.engine import connect

HEADERS = (
    "AGNCY",
    "CONSENT",
    "EPISODID",
    "DOB",
    "SEX",
    "DRUG1",
    "MODID",
    "MODAL",
    "TOPID",
    "TOPDATE",
    "ALCUSE",
    "OURS",
)
CELL = st.sampled_from(("", "", "", "", "", "NA", " ", " a ", "1", "29", "20210401", "31/02/2021"))
ROWS = st.lists(st.tuples(*(CELL for _ in HEADERS)), min_size=1, max_size=8)
HASHES = tuple(f"{level}_hash" for level in LEVELS[1:])


def read(path, looked_at, monkeypatch):
    """Return the rows of `flat`, hashes by which earlier row first had the same, and the columns that hold anything."""
    monkeypatch.setattr(flat_file, "LOOKED_AT", looked_at)
    with tempfile.TemporaryDirectory() as staging, connect(Path(staging) / "spill", threads=1) as connection:
        flat = read_flat_file(snapshot_csv(path), ndtms_standard(), connection, Path(staging))
        rows = connection.execute("SELECT * FROM flat ORDER BY row").to_arrow_table().to_pylist()
        for name in HASHES:
            seen = [row[name] for row in rows]
            for row in rows:
                row[name] = seen.index(row[name])
        return rows, flat.held, flat.extra


@settings(max_examples=30)
@given(rows=ROWS)
@example(rows=[("X1", "Y", "e1", *[""] * 9), ("X1", "Y", "e1", "31/02/2021", "1", " a ", *["29"] * 6)])
@example(rows=[("",) * 12, ("X1", "N", *[""] * 10), ("X1", "N", *[""] * 9, "1")])
def test_a_file_reads_the_same_whichever_columns_are_packed(rows):
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as monkeypatch:
        path = Path(folder) / "extract.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL).writerows([HEADERS, *rows])
        assert read(path, 1, monkeypatch) == read(path, len(rows), monkeypatch)
