import io

from python_calamine import CalamineWorkbook

from support.rendered import workbook
from support.sample_report import claims


def _sheet(name: str) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(workbook())).get_sheet_by_name(name).to_python()


def test_sheets_stand_in_the_order_a_reader_needs() -> None:
    names = CalamineWorkbook.from_filelike(io.BytesIO(workbook())).sheet_names
    assert names == ["Read me", "Figures", "Tables", "Definitions", "Claims", "Files"]


def test_hidden_and_absent_figures_have_words_in_every_number_cell() -> None:
    head, *rows = _sheet("Figures")
    numbers = [head.index(name) for name in ("Value", "Low (95%)", "High (95%)", "Numerator", "Denominator")]
    states = {row[head.index("State")]: [row[at] for at in numbers] for row in rows}
    assert states["hidden"] == ["hidden"] * 5
    assert states["absent"] == ["no figure"] * 5


def test_each_figure_stands_once_with_the_claims_that_rest_on_it() -> None:
    head, *rows = _sheet("Figures")
    keys = [(row[0], row[head.index("Place code")], row[head.index("Period")]) for row in rows]
    assert len(keys) == len(set(keys)) == 7
    rate = next(row for row in rows if row[:1] + row[3:4] == ["adults-in-alcohol-treatment-rate", "X10000001"])
    assert rate[head.index("Value")] == 162.8
    assert rate[head.index("Numerator")] == 889
    assert rate[head.index("Claims")] == claims()[0].claim_id


def test_claims_are_listed_with_test_and_what_was_not_permitted() -> None:
    head, *rows = _sheet("Claims")
    assert [row[head.index("Claim")] for row in rows] == [claim.claim_id for claim in claims()]
    assert "much higher" in str(rows[1][head.index("Words not permitted")])


def test_a_table_cell_said_to_be_hidden_never_gets_a_number() -> None:
    rows = _sheet("Tables")
    women = next(row for row in rows if row and str(row[0]).startswith("Women"))
    assert women[1:4] == [41.2, "hidden", "no figure"]


def test_the_first_line_says_synthetic() -> None:
    assert _sheet("Read me")[0][0] == "Synthetic data"
