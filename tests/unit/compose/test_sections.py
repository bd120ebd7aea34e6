"""Sections, what is missing, pictures, and the whole report, from boards laid out by hand."""

from datetime import date

import pytest

from joinedup.core.place import ENGLAND, Place
from joinedup.documents.compose.missing import missing_blocks
from joinedup.documents.compose.picture import draw, years_back
from joinedup.documents.compose.report import compose
from joinedup.documents.compose.section import compose_section
from joinedup.documents.report import Chart, Table
from joinedup.kinds.document import Ask, ClaimKind, Picture, Section, Versus
from joinedup.kinds.indicator import Unit
from support.boards import board_of, words_of
from support.claiming import CITY, COUNTY, YEAR, counted, hidden, indicator, published, rated, shared

RATE = indicator("treatment-rate", Unit.RATE, title="People in treatment per 100,000")
SHARE = indicator("women-share", Unit.PERCENT, title="Share who are women")
COUNT = indicator("starts", Unit.COUNT, title="People starting treatment")
ALL = (RATE, SHARE, COUNT)
RATES = Section(
    "rates", "Rates", (Ask(ClaimKind.LEVEL, RATE.slug), Ask(ClaimKind.COMPARISON, RATE.slug, Versus.OTHER_PLACE))
)
OTHERS = Section("others", "Others", (Ask(ClaimKind.SHARE, SHARE.slug), Ask(ClaimKind.COUNT, COUNT.slug)))
CHAPTER = Section("chapter", "Alcohol", level=1)
EMPTY_CHAPTER = Section("second", "Drugs", level=1)
BOTH_RATES = (rated(RATE.slug, COUNTY, 889, 546_000), rated(RATE.slug, CITY, 600, 162_600))


def drawn(picture, figures, **more):
    return draw(picture, board_of([Section("one", "One", OTHERS.asks)], figures, ALL, **more), (COUNTY, CITY))


def test_a_section_of_which_nothing_is_held_is_left_out():
    assert compose_section(OTHERS, board_of([RATES, OTHERS], BOTH_RATES, ALL)) is None
    assert compose_section(RATES, board_of([RATES, OTHERS], BOTH_RATES, ALL)) is not None


def test_a_section_whose_figures_are_all_hidden_is_left_out():
    figures = [hidden(slug, place) for slug in (SHARE.slug, COUNT.slug) for place in (COUNTY, CITY)]
    assert compose_section(OTHERS, board_of([OTHERS], figures, ALL)) is None


def test_a_section_tells_its_difference_once_and_has_a_table_row_for_each_indicator():
    section = compose_section(RATES, board_of([RATES], BOTH_RATES, ALL))
    said = words_of(section.blocks)
    assert said.count("higher") + said.count("double") + said.count("times") == 1
    [table] = [block for block in section.blocks if isinstance(block, Table)]
    assert table.columns == ("Indicator", "Thornmarch", "Quillhaven")
    assert [row[0].text for row in table.rows] == ["People in treatment per 100,000, 2021/22"]
    assert [cell.number for cell in table.rows[0][1:]] == [figure.value for figure in BOTH_RATES]


def test_england_has_a_column_only_where_a_figure_of_it_is_held():
    figures = (*BOTH_RATES, published(RATE.slug, 189.0, place=ENGLAND))
    [table] = [one for one in compose_section(RATES, board_of([RATES], figures, ALL)).blocks if isinstance(one, Table)]
    assert table.columns == ("Indicator", "Thornmarch", "Quillhaven", "England")


def test_a_hidden_figure_beside_a_shown_one_is_named_and_leaves_no_number():
    board = board_of([RATES], (BOTH_RATES[0], hidden(RATE.slug, CITY)), ALL)
    section = compose_section(RATES, board)
    assert "Hidden for Quillhaven, to protect people: People in treatment per 100,000." in words_of(section.blocks)
    [table] = [block for block in section.blocks if isinstance(block, Table)]
    assert (table.rows[0][2].text, table.rows[0][2].number) == ("hidden", None)


def hidden_lines(section, figures, **more):
    said = words_of(compose_section(section, board_of([section], figures, ALL, **more)).blocks)
    return [line for line in said.splitlines() if line.startswith("Hidden for")]


def test_what_is_hidden_is_hidden_for_its_own_place_and_not_for_the_one_compared_with_it():
    only = "Hidden for {}, to protect people: People in treatment per 100,000."
    assert hidden_lines(RATES, (BOTH_RATES[0], hidden(RATE.slug, CITY))) == [only.format("Quillhaven")]
    assert hidden_lines(RATES, (hidden(RATE.slug, COUNTY), BOTH_RATES[1])) == [only.format("Thornmarch")]


def test_a_figure_hidden_where_no_column_stands_is_named_after_the_sections_places():
    asks = (Ask(ClaimKind.LEVEL, RATE.slug), Ask(ClaimKind.COMPARISON, RATE.slug, Versus.ENGLAND))
    figures = (BOTH_RATES[0], hidden(RATE.slug, CITY), hidden(RATE.slug, ENGLAND))
    said = hidden_lines(Section("rates", "Rates", asks), figures)
    assert [line.split(",")[0] for line in said] == ["Hidden for Quillhaven", "Hidden for England"]


def test_a_year_or_group_hidden_beside_a_figure_that_is_shown_is_named_as_that():
    asks = (Ask(ClaimKind.COUNT, COUNT.slug), Ask(ClaimKind.CHANGE, COUNT.slug, Versus.PREVIOUS))
    figures = (counted(COUNT.slug, COUNTY, 600), hidden(COUNT.slug, COUNTY, period=YEAR.previous))
    assert hidden_lines(Section("starts", "Starts", asks), figures, places=(COUNTY,)) == [
        "Hidden for Thornmarch, to protect people: People starting treatment (2020/21)."
    ]
    asks = (Ask(ClaimKind.SHARE, SHARE.slug), Ask(ClaimKind.GAP, SHARE.slug, by="sex", groups=("female", "male")))
    figures = [shared(SHARE.slug, COUNTY, 266, 665)]
    figures += [hidden(SHARE.slug, COUNTY, group=("sex", group)) for group in ("female", "male")]
    assert hidden_lines(Section("gaps", "Gaps", asks), figures, places=(COUNTY,)) == [
        "Hidden for Thornmarch, to protect people: Share who are women (female, 2021/22 and male, 2021/22)."
    ]


def test_places_with_the_same_gaps_are_named_together():
    same = missing_blocks(board_of([CHAPTER, RATES, OTHERS], BOTH_RATES, ALL))
    said = words_of(same)
    assert said.count("Thornmarch and Quillhaven, no figure held for") == 1
    assert "all of ‘Others’ (alcohol)" in said


def test_places_with_different_gaps_are_named_apart_and_single_figures_by_title():
    figures = (*BOTH_RATES, shared(SHARE.slug, COUNTY, 266, 665), hidden(COUNT.slug, COUNTY))
    said = words_of(missing_blocks(board_of([CHAPTER, RATES, OTHERS], figures, ALL)))
    assert "Thornmarch, hidden, to protect people: people starting treatment." in said
    assert "Quillhaven, no figure held for all of ‘Others’ (alcohol)." in said
    assert "Thornmarch, no figure held" not in said


def test_nothing_is_said_to_be_missing_where_all_is_told():
    assert missing_blocks(board_of([RATES], BOTH_RATES, ALL)) == ()


@pytest.mark.parametrize(("held", "is_drawn"), [(0, False), (1, False), (2, True), (3, True)])
def test_a_picture_of_years_needs_two_marks_in_one_line(held, is_drawn):
    periods = years_back(YEAR, 3)
    figures = [counted(COUNT.slug, COUNTY, 600 + n, period=periods[n]) for n in range(held)]
    chart = drawn(Picture("years", "Starts", (COUNT.slug,), years=3), figures)
    assert (chart is not None) == is_drawn
    if chart:
        assert chart.categories == ("2019/20", "2020/21", "2021/22")
        assert [value is not None for value in chart.series[0].values] == [n < held for n in range(3)]


def test_two_lines_of_one_mark_each_are_no_picture():
    figures = [counted(COUNT.slug, place, 600) for place in (COUNTY, CITY)]
    assert drawn(Picture("years", "Starts", (COUNT.slug,), years=3), figures) is None


def test_one_bar_is_a_picture_and_none_is_not():
    picture = Picture("bars", "Starts", (COUNT.slug,))
    assert drawn(picture, [hidden(COUNT.slug, COUNTY)]) is None
    chart = drawn(picture, [counted(COUNT.slug, COUNTY, 600), hidden(COUNT.slug, CITY)])
    assert isinstance(chart, Chart)
    assert chart.series[0].values == (600, None)
    assert chart.series[0].why == ("", "hidden")
    assert chart.alt == "Starts. Thornmarch 600, Quillhaven hidden."


def test_the_report_drops_a_chapter_with_nothing_in_it_and_names_what_is_missing():
    board = board_of([CHAPTER, RATES, EMPTY_CHAPTER, OTHERS], BOTH_RATES, ALL)
    report = compose(board, dated_on=date(2026, 5, 1), next_update="later", contact="A team")
    headings = [section.heading for section in report.sections]
    assert headings[:2] == ["Alcohol", "Rates"]
    assert "Drugs" not in headings
    assert "Others" not in headings
    assert "What is missing, and where to ask" in headings
    assert report.is_synthetic
    assert report.dated_on == date(2026, 5, 1)


def test_without_a_difference_among_headlines_the_first_figures_open_the_report():
    board = board_of([CHAPTER, RATES], BOTH_RATES, ALL)
    report = compose(board, dated_on=date(2026, 5, 1), next_update="later", contact="A team")
    said = ["".join(run.text for run in headline) for headline in report.headlines]
    assert said
    assert all("compares" not in one for one in said)
    asks = (Ask(ClaimKind.COMPARISON, RATE.slug, Versus.OTHER_PLACE, is_headline=True),)
    board = board_of([CHAPTER, Section("rates", "Rates", asks)], BOTH_RATES, ALL)
    [headline] = compose(board, dated_on=date(2026, 5, 1), next_update="later", contact="A team").headlines
    assert "in Quillhaven" in "".join(run.text for run in headline)


YEARS = YEAR.single_years(5)
STOCK = indicator(
    "people-in-treatment", Unit.COUNT, title="People in treatment", noun="people in treatment", is_stock=True
)
TOWN = Place("X06000002", "Marlow Cross")


def of_years(slug, values, place=COUNTY):
    return [counted(slug, place, value, period=year) for value, year in zip(values, YEARS, strict=True)]


def test_a_run_of_years_is_told_where_it_rises_and_named_where_it_shows_nothing():
    section = Section("runs", "Runs", (Ask(ClaimKind.COUNT, COUNT.slug), Ask(ClaimKind.TREND, COUNT.slug)))
    figures = [*of_years(COUNT.slug, (500, 560, 640, 700, 790)), *of_years(COUNT.slug, (50, 44, 61, 47, 55), CITY)]
    said = words_of(compose_section(section, board_of([section], figures, ALL)).blocks)
    assert "in Thornmarch from 2017/18 to 2021/22 was 500, 560, 640, 700 and 790: rising." in said
    assert "People starting treatment, Quillhaven, 2017/18 to 2021/22." in said
    assert "50, 44" not in said


def test_how_many_more_are_in_treatment_is_told_though_no_more_may_be():
    section = Section(
        "people", "People", (Ask(ClaimKind.COUNT, STOCK.slug), Ask(ClaimKind.CHANGE, STOCK.slug, Versus.PREVIOUS))
    )
    figures = [counted(STOCK.slug, COUNTY, 889), counted(STOCK.slug, COUNTY, 883, period=YEAR.previous)]
    said = words_of(compose_section(section, board_of([section], figures, (STOCK,), places=(COUNTY,))).blocks)
    assert "was 883 in 2020/21 and 889 in 2021/22, 6 more. No more is said: many of the same people" in said


def test_every_place_keeps_its_own_rank():
    section = Section("ranks", "Ranks", (Ask(ClaimKind.LEVEL, RATE.slug), Ask(ClaimKind.RANK, RATE.slug)))
    places = (COUNTY, CITY, TOWN)
    figures = [rated(RATE.slug, place, n, 200_000) for place, n in zip(places, (600, 900, 300), strict=True)]
    said = words_of(compose_section(section, board_of([section], figures, ALL, places=places)).blocks)
    assert "was the highest of 3 places in Quillhaven" in said
    assert "was the lowest of 3 places in Marlow Cross" in said
    assert "People in treatment per 100,000, Thornmarch among the 3 places." in said


def test_a_gap_that_did_not_change_and_one_that_did():
    change = Ask(ClaimKind.GAP_CHANGE, SHARE.slug, by="sex", groups=("female", "male"))
    section = Section("gaps", "Gaps", (Ask(ClaimKind.SHARE, SHARE.slug), change))
    counts = {COUNTY: ((300, 200), (260, 220)), CITY: ((280, 210), (260, 220))}
    figures = [
        shared(SHARE.slug, place, count, 500, period=period, group=("sex", group))
        for place, both in counts.items()
        for period, pair in zip((YEAR, YEAR.previous), both, strict=True)
        for group, count in zip(("female", "male"), pair, strict=True)
    ]
    figures += [shared(SHARE.slug, place, 500, 1000) for place in counts]
    said = words_of(compose_section(section, board_of([section], figures, ALL)).blocks)
    assert "was wider in 2021/22 (20 points) than in 2020/21 (8.0 points)" in said
    assert "Quillhaven, the gap between female and male, 2021/22 and 2020/21." in said
