"""Whatever is wrong with a published workbook or page, there is a sentence about it: never a traceback."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.core.refusal import Refusal
from joinedup.definitions.areas import areas
from joinedup.intake.national import recognise
from support.workbooks import drug_deaths, suspected_deaths, write_workbook

PAGE = (Path(__file__).parents[1] / "support" / "miniatures" / "treatment_monthly.html").read_bytes()
BOOKS = {"scotland": suspected_deaths(), "ons": drug_deaths()}
SPOILT = st.one_of(
    st.none(),
    st.integers(-3, 3000),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
    st.text(max_size=4),
    st.sampled_from(["x", "[c]", ":", "Total", "2020", "2019 to 2021", "April to June", "E06000031", "Source", True]),
)


def read_or_refused(path):
    """Return the tables, None where nothing recognises the file; a Refusal must be a sentence that names the file."""
    reader = recognise(path)
    if reader is None:
        return None
    try:
        return reader.read(path, areas()).tables
    except Refusal as refused:
        sentence = str(refused)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert len(sentence) < 700
    return None


@pytest.mark.parametrize("book", sorted(BOOKS))
@settings(max_examples=40, database=None, derandomize=True)
@given(data=st.data())
def test_a_spoilt_cell_is_read_or_refused_in_a_sentence(book, data, tmp_path_factory):
    sheets = {name: [list(cells) for cells in rows] for name, rows in BOOKS[book].items()}
    for _ in range(data.draw(st.integers(1, 2))):
        rows = sheets[data.draw(st.sampled_from(sorted(sheets)))]
        cells = rows[data.draw(st.integers(0, len(rows) - 1))]
        at = data.draw(st.integers(0, max(len(cells), 6)))
        cells.extend([""] * (at + 1 - len(cells)))
        cells[at] = data.draw(SPOILT)
    tables = read_or_refused(write_workbook(tmp_path_factory.mktemp("spoilt") / "book.xlsx", sheets))
    if tables is not None:
        for row in tables["published"].to_pylist():
            is_figure = row["numerator"] is not None or row["value"] is not None
            assert is_figure != (row["marker"] is not None) or row["numerator"] is not None


@pytest.mark.parametrize("book", sorted(BOOKS))
@settings(max_examples=60, database=None, derandomize=True)
@given(near=st.integers(0, 99), length=st.integers(0, 40), piece=st.binary(max_size=12))
def test_spoilt_bytes_are_read_or_refused_in_a_sentence(book, near, length, piece, tmp_path_factory):
    path = write_workbook(tmp_path_factory.mktemp("spoilt") / "book.xlsx", BOOKS[book])
    sound = path.read_bytes()
    start = len(sound) * near // 100
    path.write_bytes(sound[:start] + piece + sound[start + length :])
    read_or_refused(path)


@settings(max_examples=60, database=None, derandomize=True)
@given(near=st.integers(0, 99), length=st.integers(0, 30), piece=st.one_of(st.binary(max_size=8), st.just(b"</table>")))
def test_a_spoilt_page_is_read_or_refused_in_a_sentence(near, length, piece, tmp_path_factory):
    path = tmp_path_factory.mktemp("spoilt") / "page.html"
    start = len(PAGE) * near // 100
    path.write_bytes(PAGE[:start] + piece + PAGE[start + length :])
    read_or_refused(path)
