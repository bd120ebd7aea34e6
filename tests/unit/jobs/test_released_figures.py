import csv
import io

from joinedup.jobs.released_charts import charts_of
from joinedup.jobs.released_figures import figures_of, groups_of, shelf_figure, table_bytes
from joinedup.kinds.document import Section
from joinedup.kinds.indicator import Unit
from joinedup.release.figure import Figure, Showing
from support.boards import board_of
from support.claiming import CITY, COUNTY, YEAR, indicator, shared

WOMEN = indicator("women-share", Unit.PERCENT)
GONE = Figure("women-share", CITY, YEAR, None, Showing.HIDDEN, known=0.9, note="Hidden.")


def board(figures):
    return board_of([Section("s", "S")], figures, [WOMEN])


def rows(content):
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_completeness_stands_beside_each_figure_in_whole_percents():
    figure = shared("women-share", COUNTY, 300, 889, known=0.956)
    assert shelf_figure(figure, board([figure])).recorded == "96%"


def test_a_hidden_figure_does_not_say_how_well_it_is_recorded():
    told = shelf_figure(GONE, board([GONE]))
    assert (told.text, told.recorded, told.counts, told.interval) == ("hidden", "", "", "")


def test_groups_and_everyone_are_kept_apart():
    whole, part = (
        shared("women-share", COUNTY, 300, 889),
        shared("women-share", COUNTY, 30, 89, group=("sex", "female")),
    )
    held = board([whole])
    assert [one.group for one in figures_of("women-share", [whole, part], held)] == [None]
    assert [one.group for one in groups_of("women-share", [whole, part], held)] == [("sex", "female")]


def test_a_cell_that_could_run_is_words():
    figure = shared("women-share", COUNTY, 300, 889, note="=HYPERLINK(1)")
    (row,) = rows(table_bytes("+cmd|' /C calc'!A0", [shelf_figure(figure, board([figure]), "@SUM(1)")]))
    assert row["title"].startswith("'+cmd")
    assert row["note"] == "'=HYPERLINK(1)"
    assert row["claim"] == "'@SUM(1)"
    assert float(row["value"]) == 33.7458


def test_a_hidden_figure_has_no_mark_no_length_and_no_number_in_words():
    seen = shared("women-share", COUNTY, 300, 889)
    charts, files = charts_of("women-share", board([seen, GONE]))
    (chart,) = charts
    assert "Quillhaven hidden" in chart.alt
    assert ("Quillhaven", "hidden") in chart.behind.rows
    assert {chart.wide, chart.narrow} == set(files)
    without, _ = charts_of("women-share", board_of([Section("s", "S")], [seen, GONE], [WOMEN]))
    assert without == charts


def test_nothing_is_drawn_where_all_is_hidden():
    assert charts_of("women-share", board([GONE])) == ((), {})


def test_an_average_says_of_how_many_it_is():
    wait = indicator("wait", Unit.DAYS)
    seen = Figure("wait", COUNTY, YEAR, None, Showing.SHOWN, 4.6, 4.2, 5.0, 4100.0, 889.0)
    gone = Figure("wait", CITY, YEAR, None, Showing.HIDDEN, note="Hidden.")
    held = board_of([Section("s", "S")], [seen, gone], [wait])
    assert shelf_figure(seen, held).counts == "of 889"
    assert shelf_figure(gone, held).counts == ""
