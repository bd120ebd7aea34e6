import pytest

from joinedup.claims import numbers
from joinedup.kinds.indicator import Unit
from support.claiming import CITY, COUNTY, counted, published, rated, shared

WRITTEN = [
    (shared("a", COUNTY, 266, 665), Unit.PERCENT, "40%"),
    (shared("a", COUNTY, 5, 600), Unit.PERCENT, "0.8%"),
    (shared("a", COUNTY, 0, 600), Unit.PERCENT, "0%"),
    (shared("a", COUNTY, 51, 512), Unit.PERCENT, "10%"),  # 9.96, which would read 10.0%
    (rated("a", COUNTY, 67, 1_861_000), Unit.RATE, "3.6"),
    (rated("a", COUNTY, 11_472, 1_000_000), Unit.RATE, "1,147"),
    (counted("a", COUNTY, 1672), Unit.COUNT, "1,672"),
    (published("a", 5.0), Unit.RATE, "5"),
    (published("a", 5.04, rounding=0.005), Unit.RATE, "5.0"),
    (published("a", 189.0), Unit.RATE, "189"),
]


@pytest.mark.parametrize(("figure", "unit", "text"), WRITTEN)
def test_how_values_are_written(figure, unit, text):
    assert numbers.figure_value(figure, unit) == text


def test_a_decimal_is_added_only_where_it_tells_two_values_apart():
    def pair(a, b):
        return numbers.pair_of_values(shared("a", COUNTY, *a), shared("a", CITY, *b), Unit.PERCENT)

    assert pair((300, 889), (127, 375)) == ("33.7%", "33.9%")
    assert pair((600, 1000), (6001, 10_000)) == ("60%", "60%")
    assert pair((48, 1115), (33, 765)) == ("4.3%", "4.3%")
    # What is published without decimals is not given any.
    mine, theirs = shared("a", COUNTY, 103, 1000), published("a", 10.0)
    assert numbers.pair_of_values(mine, theirs, Unit.PERCENT) == ("10%", "10%")


def test_a_value_that_is_not_there_is_not_written():
    with pytest.raises(ValueError, match="has no value to write"):
        numbers.figure_value(published("a", None), Unit.RATE)


def test_a_score_has_one_decimal_as_its_publisher_prints_it_and_no_more_than_printed():
    assert numbers.figure_value(published("a-score", 27.821, rounding=0.0005), Unit.SCORE) == "27.8"
    assert numbers.figure_value(published("a-score", 8.0, rounding=0.5), Unit.SCORE) == "8"


def test_a_row_with_a_value_known_only_to_tens_is_written_in_whole_numbers():
    row = [published("a-share", 34.0, rounding=12.0), published("a-share", 31.26, rounding=0.05)]
    assert numbers.row_of_values(row, Unit.PERCENT) == ["34%", "31%"]
