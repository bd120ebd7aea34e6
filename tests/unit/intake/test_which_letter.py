"""A file is taken for a letter by what is said, by its date, or by its headers, and the report says which."""

from datetime import date

import pytest

from joinedup.definitions.reading import ndtms_standard
from joinedup.definitions.standards.letters import ndtms_letters
from joinedup.intake.which_letter import which_letter

STANDARD, LETTERS = ndtms_standard(), ndtms_letters()


def written(letter):
    return next(one.written.headers for one in LETTERS if one.letter == letter)


def chosen(headers, **options):
    return which_letter(headers, STANDARD, LETTERS, **options)


def test_the_letter_that_is_said_counts_before_the_day():
    found = chosen(written("H"), said="K", on=date(2025, 1, 1))
    assert (found.letter, found.how) == ("K", "it is said to be")


@pytest.mark.parametrize(
    ("day", "letter"), [(date(2011, 3, 31), "G"), (date(2011, 4, 1), "H"), (date(2021, 6, 1), "P")]
)
def test_else_the_letter_in_force_on_the_day_the_file_was_taken(day, letter):
    found = chosen(written("H"), on=day)
    assert found.letter == letter
    assert f"in force on {day.isoformat()}" in found.how


def test_a_letter_that_is_not_held_is_told_and_the_day_decides():
    found = chosen(written("H"), said="Z", on=date(2021, 6, 1))
    assert found.letter == "P"
    assert "letter Z, which it is said to be, is not held here" in found.how


@pytest.mark.parametrize("letter", ["H", "K"])
def test_else_the_letter_whose_items_agree_best_with_the_headers(letter):
    found = chosen(written(letter))
    assert found.letter == letter
    assert found.how == "its headers agree best with it"


def test_headers_of_today_are_taken_for_the_newest_letter():
    now = [item.header for item in STANDARD.items if item.is_emitted and item.until is None]
    assert chosen(now).letter == "R"


def test_headers_that_the_letter_lacks_are_listed_and_so_are_those_that_are_missed():
    headers = [header for header in written("K") if header != "MODAL"] + ["HOUSING", "LOCALNOTE"]
    found = chosen(headers, said="K")
    assert "HOUSING" in found.beyond
    assert "LOCALNOTE" not in found.beyond
    assert found.absent == ("MODAL",)
    notes = " ".join(found.notes())
    assert "Taken for letter K: it is said to be." in notes
    assert "does not have (1)" in notes


@pytest.mark.parametrize(("dataset", "missed"), [("AD", False), ("YP", True), (None, True)])
def test_items_of_another_data_set_are_not_missed(dataset, missed):
    headers = [item.header for item in STANDARD.items if not item.header.startswith("YP")]
    assert ("YPLAC" in chosen(headers, said="K", dataset=dataset).absent) is missed
