"""Rows that nobody touched are loaded still, whatever was done to others, unless the file is refused as a whole."""

import csv
import io
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.jobs.load import load
from joinedup.warehouse.store import open_warehouse
from support.extract import row, write_extract
from support.spoiling import HEADERS, refuse_poor_report, zebedee

ROWS = 8
CELLS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8),
    st.sampled_from(["", "NA", "0", "-1", "9" * 11, "20210231", "01/04/2021", "=1+1", "N", "n", "1E+9", "x,y", '"']),
)
FIELDS = st.sampled_from(["DOB", "SEX", "TRIAGED", "REFLD", "CONSENT", "DISD", "DRUG1", "AGNCY", "EPISODID"])
SPOIL = st.one_of(
    st.tuples(st.just("cell"), st.one_of(FIELDS, st.sampled_from(HEADERS)), CELLS),
    st.tuples(st.sampled_from(["longer", "shorter", "twice", "blank", "shifted", "gone"]), st.just(""), st.just("")),
)


def written(cells):
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def spoil(cells, how, field, value):
    """Return the lines that stand where a row stood."""
    if how == "cell":
        cells = [value if header == field else cell for header, cell in zip(HEADERS, cells, strict=True)]
        return written(cells)
    return {
        "longer": written([*cells, "more"]),
        "shorter": written(cells[:-3]),
        "twice": written(cells) * 2,
        "blank": "\r\n",
        "shifted": written(["", *cells[:-1]]),
        "gone": "",
    }[how]


@settings(max_examples=30, database=None, derandomize=True)
@given(touched=st.dictionaries(st.integers(0, ROWS - 1), SPOIL, min_size=1, max_size=3))
def test_rows_left_alone_are_loaded_still(touched, tmp_path_factory):
    folder = tmp_path_factory.mktemp("rows")
    make = [zebedee if n in touched else row for n in range(ROWS)]
    rows = [
        one(EPISODID=f"episode-zebedee-{n}", CLIENTID=f"client-zebedee-{n}", TRIAGED=f"202104{10 + n}")
        for n, one in enumerate(make)
    ]
    path = write_extract(folder / "a.csv", rows, headers=HEADERS)
    lines = [written(HEADERS)]
    for number, one in enumerate(rows):
        cells = [one.get(header, "") for header in HEADERS]
        lines.append(spoil(cells, *touched[number]) if number in touched else written(cells))
    path.write_text("".join(lines), encoding="utf-8", newline="")
    report = load([path], folder / "w", received_on=date(2026, 4, 20), key_path=folder / "key", threads=1)
    refuse_poor_report(report, path)
    (one,) = report.files
    if not one.is_usable:
        whole = [finding for finding in one.findings if str(finding.severity) == "reject file"]
        assert whole or "agreement" in one.verdict or "quote" in one.verdict or "ends as" in one.verdict, one.verdict
        return
    opened = open_warehouse(folder / "w", threads=1)
    try:
        held = {one["triaged"].day - 10 for one in opened.table("episode").to_pyarrow().to_pylist()}
    finally:
        opened.close()
    assert {number for number in range(ROWS) if number not in touched} <= held
