from dataclasses import replace

import pytest

from joinedup.core.estimate import Estimate, Provenance
from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, Place
from joinedup.core.status import State
from joinedup.definitions.catalogue import indicators, policies
from joinedup.release.figure import Figure, Showing
from joinedup.release.release import HIDDEN, release
from support.figures import CITY, YEAR, count, daily, share

POLICY = policies()["whole-council"]


def released(*estimates: Estimate) -> list[Figure]:
    return list(release(estimates, indicators(), POLICY))


def showings(*estimates: Estimate) -> list[str]:
    return [str(figure.showing) for figure in released(*estimates)]


def test_enough_people_are_shown_with_every_number() -> None:
    (figure,) = released(share("women-share-drug", 30, 100))
    assert figure.showing is Showing.SHOWN
    assert (figure.value, figure.numerator, figure.denominator) == (30.0, 30.0, 100.0)


@pytest.mark.parametrize(("counted", "of"), [(4, 100), (96, 100), (0, 100), (100, 100)])
def test_a_small_count_or_complement_is_hidden_without_any_number(counted: int, of: int) -> None:
    (figure,) = released(share("women-share-drug", counted, of))
    assert figure.showing is Showing.HIDDEN
    assert figure.note == HIDDEN


def test_five_and_five_left_over_are_shown() -> None:
    assert showings(share("women-share-drug", 5, 100), share("self-referral-new-drug", 95, 100)) == ["shown"] * 2


def test_under_18s_need_ten() -> None:
    assert showings(share("young-people-completion", 9, 60)) == ["hidden"]
    assert showings(share("young-people-completion", 50, 60)) == ["shown"]
    assert showings(share("young-people-completion", 51, 60)) == ["hidden"]
    assert showings(count("young-people-in-treatment", 9)) == ["hidden"]


def test_under_twenty_asked_gives_counts_and_no_percentage() -> None:
    (figure,) = released(share("women-share-drug", 6, 19))
    assert figure.showing is Showing.SHOWN
    assert (figure.value, figure.low, figure.high) == (None, None, None)
    assert (figure.numerator, figure.denominator) == (6.0, 19.0)


def test_an_average_of_few_carries_neither_value_nor_total() -> None:
    (figure,) = released(daily("alcohol-treatment-length", 1900, 19))
    assert (figure.value, figure.numerator) == (None, None)
    assert showings(daily("alcohol-treatment-length", 400, 4)) == ["hidden"]


def test_a_rate_is_hidden_with_its_count() -> None:
    rate = Estimate(
        "adults-in-alcohol-treatment-rate", CITY, YEAR, value=2.0, low=1.0, high=4.0, numerator=4, denominator=200_000
    )
    assert showings(rate) == ["hidden"]


def test_one_small_substance_group_takes_the_next_smallest_with_it() -> None:
    parts = [
        count("adults-in-drug-treatment", 104),
        count("adults-in-treatment-for-opiates", 70),
        count("adults-in-treatment-for-non-opiates-only", 30),
        count("adults-in-treatment-for-non-opiates-and-alcohol", 4),
    ]
    assert showings(*parts) == ["shown", "shown", "hidden", "hidden"]


def test_a_share_cannot_tell_a_count_hidden_elsewhere() -> None:
    """The opiate count is fine alone, but the share would leave three others over."""
    both = [
        count("adults-in-drug-treatment", 100),
        count("adults-in-treatment-for-opiates", 97),
        share("opiate-share-of-drug-treatment", 97, 100),
    ]
    assert showings(*both) == ["shown", "hidden", "hidden"]


def test_a_denominator_cannot_tell_a_hidden_count() -> None:
    mixed = [
        count("adults-in-drug-treatment", 64),
        count("adults-in-treatment-for-opiates", 30),
        count("adults-in-treatment-for-non-opiates-only", 30),
        count("adults-in-treatment-for-non-opiates-and-alcohol", 4),
        share("opiate-treatment-under-two-years", 15, 30),
    ]
    shown = showings(*mixed)
    assert shown[3] == "hidden"
    assert shown[1] == shown[4]


def test_unmet_need_cannot_tell_a_group_hidden_elsewhere() -> None:
    wide = Estimate("unmet-alcohol-need", CITY, YEAR, value=80.0, numerator=104, denominator=520.0)
    figures = showings(
        count("adults-in-alcohol-treatment", 100), count("adults-in-treatment-for-non-opiates-and-alcohol", 4), wide
    )
    assert figures[1] == "hidden"
    assert "hidden" in (figures[0], figures[2])


def test_two_look_alike_completions_cannot_tell_how_many_came_back() -> None:
    pair = [share("alcohol-completion-of-all", 53, 150), share("alcohol-completion-without-return", 50, 150)]
    assert showings(*pair) == ["shown", "hidden"]


def test_groups_of_one_breakdown_protect_each_other() -> None:
    whole = count("adults-in-alcohol-treatment", 100)
    split = [
        count("adults-in-alcohol-treatment", n, ("age_band", band))
        for band, n in (("18-29", 3), ("30-39", 40), ("40-49", 57))
    ]
    assert showings(whole, *split) == ["shown", "hidden", "hidden", "shown"]


def test_a_breakdown_cannot_undo_a_hidden_share() -> None:
    """Men and women as counts would give back a share of women hidden for too few men."""
    figures = showings(
        count("adults-in-alcohol-treatment", 100),
        count("adults-in-alcohol-treatment", 97, ("sex", "female")),
        count("adults-in-alcohol-treatment", 3, ("sex", "male")),
        share("women-share-alcohol", 97, 100),
    )
    assert figures[1:] == ["hidden"] * 3


def test_places_and_years_are_judged_apart() -> None:
    other = replace(count("adults-in-alcohol-treatment", 50), place=Place("X10000001", "Thornmarch"))
    before = replace(count("adults-in-alcohol-treatment", 50), period=YEAR.previous)
    assert showings(count("adults-in-alcohol-treatment", 3), other, before) == ["hidden", "shown", "shown"]


def test_districts_rolling_windows_and_splits_of_young_people_never_leave() -> None:
    district = replace(count("adults-in-treatment", 500), place=Place("X07000001", "Ashwold", "district"))
    rolling = replace(
        count("adults-in-treatment", 500), period=Period(YEAR.start.replace(month=7), YEAR.end.replace(month=7))
    )
    pooled = replace(count("adults-in-treatment", 500), period=Period(YEAR.start.replace(year=2019), YEAR.end))
    split = count("young-people-in-treatment", 50, ("sex", "female"))
    assert showings(district, rolling, pooled, split) == ["hidden"] * 4


def test_open_figures_are_shown_as_published_however_small() -> None:
    england = Estimate(
        "drug-poisoning-deaths",
        ENGLAND,
        Period.years(2020),
        value=3,
        numerator=3,
        provenance=Provenance(is_published=True),
    )
    (figure,) = released(england)
    assert figure.showing is Showing.OPEN
    assert figure.numerator == 3


def test_states_without_a_number_are_absent_with_their_reason() -> None:
    none = Estimate("adults-in-treatment", CITY, YEAR, state=State.NO_DATA, note="No records are held.")
    poor = replace(share("women-share-drug", 6, 19), state=State.POORLY_RECORDED, note="recorded for 33%", known=1 / 3)
    figures = released(none, poor)
    assert [figure.showing for figure in figures] == [Showing.ABSENT, Showing.ABSENT]
    assert figures[0].note == "No records are held."
    assert "33" not in figures[1].note


def test_nobody_asked_about_is_hidden_since_it_is_a_count_of_none() -> None:
    nobody = Estimate("women-share-drug", CITY, YEAR, state=State.NO_DENOMINATOR, note="Nobody is asked about.")
    (figure,) = released(nobody)
    assert figure.showing is Showing.HIDDEN
    assert figure.note == HIDDEN


def test_answers_known_for_some_carry_a_caveat() -> None:
    (figure,) = released(replace(share("women-share-drug", 30, 85), known=0.85))
    assert "85%" in figure.note


def test_a_count_that_is_nearly_all_of_another_is_hidden() -> None:
    """Opiates or crack less opiates are those with crack alone; in alcohol treatment less inpatient, the rest of it."""
    or_crack = Estimate("unmet-opiate-and-crack-need", CITY, YEAR, value=40.0, numerator=304.0, denominator=500.0)
    assert showings(or_crack, count("adults-in-treatment-for-opiates", 300)) == ["shown", "hidden"]
    assert showings(or_crack, count("adults-in-treatment-for-opiates", 299)) == ["shown", "shown"]
    assert showings(count("adults-in-alcohol-treatment", 100), count("inpatient-alcohol", 96)) == ["shown", "hidden"]


def test_those_few_who_gave_no_answer_hide_nothing() -> None:
    assert showings(count("adults-in-alcohol-treatment", 100), share("women-share-alcohol", 40, 98)) == ["shown"] * 2


def test_averages_of_nearly_the_same_people_are_not_told_beside_each_other() -> None:
    """Who drank at the start and gave an answer at the end, beside all who gave one: the rest did not drink."""
    assert showings(daily("drinking-days-at-exit-alcohol", 900, 126), share("abstinent-at-exit-alcohol", 56, 122)) == [
        "shown",
        "hidden",
    ]
