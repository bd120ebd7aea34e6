"""Laws of reading published figures: what is printed comes back, in any order of rows, and nothing else does."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.definitions.areas import areas
from joinedup.intake.national import recognise
from joinedup.intake.national.fingertips import period_of
from joinedup.intake.national.layout import number
from joinedup.intake.national.sheet import Sheet

SHEET = Sheet("a.csv", ("value",), ())
COLUMNS = (
    "Indicator ID,Indicator Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,Time period,Value,Count"
)


@given(whole=st.integers(-(10**9), 10**9), digits=st.integers(0, 9))
def test_a_printed_number_keeps_its_value_and_its_digits(whole, digits):
    text = f"{whole / 10**digits:.{digits}f}"
    assert number(SHEET, 2, "value", text) == (float(text), digits)


@given(text=st.text(max_size=30))
def test_what_is_not_a_number_is_refused_and_never_guessed(text):
    said, found = "", None
    try:
        found = number(SHEET, 2, "value", text)
    except Refusal as refused:
        said = str(refused)
    if found is None:
        assert "row 2, column 'value'" in said
    else:
        assert found[0] == float(text.replace(",", ""))
        assert text.isascii()


@given(first=st.integers(1900, 2090), more=st.integers(0, 9), is_financial=st.booleans())
def test_a_span_of_years_is_as_long_as_its_years_and_a_whole_number_of_them(first, more, is_financial):
    last = first + more
    start = f"{first}/{(first + 1) % 100:02d}" if is_financial else f"{first}"
    end = f"{last % 100:02d}/{(last + 1) % 100:02d}" if is_financial else f"{last % 100:02d}"
    period = period_of(SHEET, 2, "value", f"{start} - {end}" if more else start)
    assert (period.start.year, period.end.year) == (first, last + 1)
    assert (period.start.month, period.start.day) == ((4, 1) if is_financial else (1, 1))
    assert period == Period(period.start, period.start.replace(year=last + 1))


@given(year=st.integers(1900, 2090), is_financial=st.booleans())
def test_quarters_make_their_year(year, is_financial):
    label = f"{year}/{(year + 1) % 100:02d}" if is_financial else f"{year}"
    quarters = [period_of(SHEET, 2, "value", f"{label} Q{quarter}") for quarter in (1, 2, 3, 4)]
    whole = period_of(SHEET, 2, "value", label)
    assert (quarters[0].start, quarters[-1].end) == (whole.start, whole.end)
    assert [one.end for one in quarters[:-1]] == [one.start for one in quarters[1:]]
    assert all(timedelta(89) < one.end - one.start < timedelta(93) for one in quarters)


figures = st.dictionaries(
    st.tuples(st.sampled_from(("E06000031", "E10000003", "E92000001")), st.integers(2000, 2020)),
    st.tuples(st.one_of(st.none(), st.integers(0, 99_999)), st.one_of(st.none(), st.integers(0, 9_999))),
    min_size=1,
    max_size=8,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("laws")


def written(folder: Path, lines: list[str]):
    path = folder / "download.csv"
    path.write_text("\n".join([COLUMNS, *lines]), encoding="utf-8")
    return recognise(path).read(path, areas())


@settings(max_examples=60)
@given(held=figures, turn=st.randoms(use_true_random=False))
def test_a_download_gives_back_what_it_prints_in_any_order_of_rows(held, turn, folder):
    lines = [
        f"7,A cause,{code},An area,A kind,Persons,All ages,,,{year},"
        f"{'' if value is None else f'{value / 100:.2f}'},{'' if count is None else count}"
        for (code, year), (value, count) in held.items()
    ]
    national = written(folder, lines)
    rows = national.tables["published"].to_pylist()
    told = {(row["area"], row["start_on"].year): (row["value"], row["numerator"]) for row in rows}
    assert len(rows) == len(held)
    assert told == {
        key: (None if value is None else float(f"{value / 100:.2f}"), None if count is None else float(count))
        for key, (value, count) in held.items()
    }
    assert all((row["marker"] is None) == (row["value"] is not None) for row in rows)
    assert all((row["low"], row["high"], row["verdict"]) == (None, None, None) for row in rows)
    turn.shuffle(lines)
    assert written(folder, lines).tables == national.tables
    assert written(folder, [*lines, lines[0]]).tables == national.tables
