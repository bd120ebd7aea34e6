from dataclasses import replace

import pytest

from joinedup.documents.reading import column_shares, data_behind, grouped, notes_under, row_runs, say_date
from joinedup.documents.report import Cell, Run, Table
from support import sample_report as sample


def test_a_claim_is_marked_once_in_a_line_after_its_last_number() -> None:
    runs = (Run("In "), Run("889", "a"), Run(" of "), Run("900", "a"), Run(", "), Run("7", "b"))
    assert [run.text for run, is_marked in grouped(runs) if is_marked] == ["900", "7"]


def test_a_claim_is_marked_once_in_a_row_and_never_at_an_empty_cell() -> None:
    row = (Cell("Women"), Cell("", None, "b"), Cell("41%", 41.0, "a"), Cell("38 to 45", None, "a"), Cell("9", 9, "b"))
    assert [run.claim_id for run in row_runs(row)] == [None, None, "a", None, "b"]


def test_columns_share_the_page_and_none_is_too_narrow_for_its_longest_word() -> None:
    columns = ("Indicator", "Thornmarch", "95% interval", "Counts", "Quillhaven", "95% interval", "Counts", "England")
    texts = ("Share of all adults in treatment who completed it", "33.7%", "31% to 37%", "300 of 889", *["9%"] * 4)
    shares = column_shares(Table("t", columns, (tuple(Cell(text) for text in texts),)))
    assert sum(shares) == pytest.approx(1)
    assert shares[0] == max(shares)
    assert shares[1] * 95 >= len("Thornmarch")


def test_a_line_with_one_year_is_said_not_drawn() -> None:
    chart = sample.lines_by_year()
    lonely = replace(chart.series[0], values=(None,) * 8 + (162.8,), why=("no figure",) * 9)
    (note,) = notes_under(replace(chart, series=(lonely,)))
    assert note == "Too few years are held for a line (no figure for 2013/14 to 2020/21). Held: 2021/22: 163."


def test_the_numbers_behind_a_chart_hold_intervals_and_the_reference() -> None:
    table = data_behind(sample.bars_by_place())
    assert [cell.text for cell in table.rows[0]] == ["Thornmarch", "163 (152 to 174)"]
    assert [cell.text for cell in table.rows[2]] == ["England", "189"]


def test_a_hidden_point_is_a_word_without_a_number_in_the_table_behind() -> None:
    women = data_behind(sample.bars_grouped()).rows[0]
    assert women[2] == Cell("hidden")


def test_dates_are_written_in_english_everywhere() -> None:
    assert say_date(sample.sample_report()) == "30 April 2026"
