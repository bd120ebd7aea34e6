import pytest

from joinedup.documents.wording import decimals_of, say_figure, say_number
from joinedup.kinds.indicator import Unit
from joinedup.release.figure import Showing
from support.sample_report import CITY, ENGLAND, figure


@pytest.mark.parametrize(
    ("number", "decimals", "said"),
    [(1672, 0, "1,672"), (0.04, 1, "0.0"), (-0.04, 1, "0.0"), (-17.46, 1, "−17.5"), (1234567.891, 2, "1,234,567.89")],
)
def test_numbers_are_written_for_people(number: float, decimals: int, said: str) -> None:
    assert say_number(number, decimals) == said


def test_small_fractions_keep_a_place_and_large_or_whole_numbers_do_not() -> None:
    assert decimals_of([162.8, 230.6]) == 0
    assert decimals_of([62.8, 230.6]) == 1
    assert decimals_of([3, 4.0, None]) == 0
    assert decimals_of([]) == 0


def test_a_figure_says_its_interval_counts_method_and_completeness() -> None:
    shown = figure("x", CITY, 41.25, low=38.0, high=44.55, numerator=165, denominator=400, method="Wilson", known=0.93)
    assert say_figure(shown, Unit.PERCENT) == (
        "41.2%; 95% interval 38.0 to 44.5; 165 of 400; method: Wilson; recorded for 93%"
    )


def test_a_published_whole_number_gets_no_place_it_never_had() -> None:
    published = figure("x", ENGLAND, 189.0, showing=Showing.OPEN, rounding=0.5)
    assert say_figure(published, Unit.RATE) == "189 per 100,000; already published, shown as published"


def test_hidden_and_absent_are_told_apart_and_neither_is_a_number() -> None:
    assert say_figure(figure("x", CITY, None), Unit.COUNT) == "hidden to protect people"
    absent = figure("x", CITY, None, showing=Showing.ABSENT, note="not published")
    assert say_figure(absent, Unit.COUNT) == "no figure (not published)"


def test_a_count_is_not_said_twice() -> None:
    assert say_figure(figure("x", CITY, 889, numerator=889), Unit.COUNT) == "889"
