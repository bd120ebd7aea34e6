"""Totals over providers: only where each thing counted is with one provider alone (rules of practice 6)."""

from dataclasses import replace
from datetime import date

import pytest

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.jobs.provider_counts import OwnFigure, added
from joinedup.kinds.provider_counts import What

YEAR = Period.financial_year("2021/22")


def own(sender, number, *, what=What.PEOPLE, about="adults-in-alcohol-treatment", area="X10000001"):
    day = date(2026, 4, 15)
    return OwnFigure(sender, sender, about, area, YEAR, what, number, None, None, True, day, "ndtms-adult")


@pytest.mark.parametrize(
    ("what", "words"),
    [(What.PEOPLE, "one person can be with two"), (What.JOURNEYS, "can go on with another"), (What.DAYS, "days of")],
)
def test_what_two_providers_may_both_count_is_not_added_and_the_sentence_says_why(what, words):
    with pytest.raises(Refusal, match=words):
        added([own("X0001", 40, what=what), own("X0002", 30, what=what)])


def test_rows_of_files_add_up():
    assert added([own("X0001", 900, what=What.ROWS), own("X0002", 30, what=What.ROWS)]) == 930


def test_one_providers_own_number_is_its_own():
    assert added([own("X0001", 40)]) == 40


def test_a_sum_with_something_hidden_in_it_is_not_told():
    with pytest.raises(Refusal, match="is hidden"):
        added([own("X0001", 900, what=What.ROWS), own("X0002", None, what=What.ROWS)])


def test_different_things_and_one_provider_twice_are_not_added():
    rows = own("X0001", 900, what=What.ROWS)
    with pytest.raises(Refusal, match="different things"):
        added([rows, own("X0002", 30, what=What.ROWS, area="X06000001")])
    with pytest.raises(Refusal, match="twice"):
        added([rows, replace(rows, numerator=901)])
    with pytest.raises(Refusal, match="nothing to add"):
        added([])


def test_a_line_says_hidden_and_never_nought():
    assert "hidden" in own("X0001", None).line()
    assert " 0" not in own("X0001", None).line()
    assert "another definition" in replace(own("X0001", 40), is_ours=False).line()
