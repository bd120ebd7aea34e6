from datetime import date

import pytest

from joinedup.core.estimate import Estimate
from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, Place
from joinedup.core.status import State
from joinedup.definitions.catalogue import indicator
from joinedup.measures.measure import measure
from joinedup.measures.sources import Sources
from support.sources import YEAR, people, sources

COUNCIL = Place("X10000001", "Thornmarch")
IN_YEAR = {"start_on": YEAR.start, "end_on": YEAR.end, "source": "A publisher, table 1"}


def one(read: Sources, slug: str, place: Place = ENGLAND, period: Period = YEAR) -> Estimate:
    (estimate,) = measure(read, [indicator(slug)], [place], [period])
    return estimate


def printed(slug: str, place: Place = ENGLAND, **columns: object) -> dict[str, object]:
    return IN_YEAR | {"measure": slug, "area": place.code} | columns


def deaths(year: int, number: float | None, place: Place = COUNCIL, **columns: object) -> dict[str, object]:
    dates = {"start_on": date(year, 1, 1), "end_on": date(year + 1, 1, 1)}
    return printed("drug-poisoning-deaths", place, numerator=number) | dates | columns


def test_a_value_without_counts_has_its_rounding_and_no_interval() -> None:
    row = printed("adults-in-drug-treatment-rate", value=457.0, decimals=0)
    estimate = one(sources(published=[row]), "adults-in-drug-treatment-rate")
    assert (estimate.value, estimate.low, estimate.high, estimate.rounding) == (457.0, None, None, 0.5)
    assert estimate.method == "as published"
    assert estimate.provenance.is_published
    assert estimate.provenance.source == "A publisher, table 1"


def test_digits_not_stated_are_read_off_the_number() -> None:
    row = printed("alcohol-treatment-length", value=194.2)
    assert one(sources(published=[row]), "alcohol-treatment-length").rounding == pytest.approx(0.05)


def test_published_counts_give_the_share_and_its_interval() -> None:
    row = printed("waiting-over-three-weeks", numerator=2859.0, denominator=154753.0)
    estimate = one(sources(published=[row]), "waiting-over-three-weeks")
    assert estimate.value == pytest.approx(1.8475, abs=1e-4)
    assert estimate.low is not None
    assert estimate.low < 1.8475 < (estimate.high or 0)
    assert estimate.rounding == 0


def test_the_publishers_own_interval_and_verdict_stay_theirs() -> None:
    row = printed("young-people-completion", value=85.0, decimals=0, low=83.0, high=87.0, verdict="Similar")
    estimate = one(sources(published=[row]), "young-people-completion")
    assert (estimate.low, estimate.high) == (83.0, 87.0)
    assert (estimate.verdict, estimate.note, estimate.state) == ("Similar", "", State.OK)


def test_a_value_with_neither_counts_nor_interval_says_so_in_its_state() -> None:
    row = printed("young-people-completion", value=85.0, decimals=0, verdict="Worse")
    estimate = one(sources(published=[row]), "young-people-completion")
    assert (estimate.state, estimate.value, estimate.verdict) == (State.VALUE_ONLY, 85.0, "Worse")


def test_two_publications_that_differ_both_stand_in_the_estimate() -> None:
    rows = [
        printed("adults-in-treatment", numerator=289215.0, source="A publisher"),
        printed("adults-in-treatment", numerator=289000.0, source="Another"),
        printed("adults-in-treatment", numerator=289215.0, source="A third that agrees"),
    ]
    estimate = one(sources(published=rows), "adults-in-treatment")
    assert estimate.value == 289000.0
    assert [(other.source, other.value) for other in estimate.beside] == [
        ("A publisher", 289215.0),
        ("A third that agrees", 289215.0),
    ]


def test_counts_are_used_before_a_bare_value_of_the_same_day() -> None:
    rows = [
        printed("waiting-over-three-weeks", numerator=2859.0, denominator=154753.0, source="A"),
        printed("waiting-over-three-weeks", value=2.0, decimals=0, source="Z"),
    ]
    estimate = one(sources(published=rows), "waiting-over-three-weeks")
    assert estimate.numerator == 2859.0
    assert [other.value for other in estimate.beside] == [2.0]


def test_our_own_figure_carries_the_published_one_beside_it() -> None:
    journey = {"area": COUNCIL.code, "is_adult": True, "in_window": True, "is_latest": True}
    row = printed("adults-in-treatment", COUNCIL, numerator=999.0)
    own = one(sources([journey], published=[row]), "adults-in-treatment", COUNCIL)
    assert [(other.source, other.value) for other in own.beside] == [("A publisher, table 1", 999.0)]


def test_the_figure_released_last_wins() -> None:
    rows = [
        printed("adults-in-treatment", numerator=289215.0, released_on=date(2022, 12, 1)),
        printed("adults-in-treatment", numerator=290000.0, released_on=date(2024, 12, 1)),
        printed("adults-in-treatment", numerator=280000.0),
    ]
    assert one(sources(published=rows), "adults-in-treatment").value == 290000.0


def test_our_own_figure_wins_over_a_published_one_of_the_same_place() -> None:
    journey = {"area": COUNCIL.code, "is_adult": True, "in_window": True, "is_latest": True}
    row = printed("adults-in-treatment", COUNCIL, numerator=999.0)
    own = one(sources([journey], published=[row]), "adults-in-treatment", COUNCIL)
    theirs = one(sources(published=[row]), "adults-in-treatment", COUNCIL)
    assert (own.value, own.provenance.is_published) == (1.0, False)
    assert (theirs.value, theirs.provenance.is_published) == (999.0, True)


def test_another_period_of_a_published_figure_is_not_used() -> None:
    row = printed("adults-in-treatment", numerator=5.0)
    assert one(sources(published=[row]), "adults-in-treatment", period=YEAR.previous).state is State.NO_DATA


def test_a_marker_in_place_of_a_number_is_no_data_and_never_zero() -> None:
    row = printed("adults-in-treatment", COUNCIL, marker="suppressed")
    estimate = one(sources(published=[row]), "adults-in-treatment", COUNCIL)
    assert (estimate.state, estimate.value) == (State.NO_DATA, None)
    assert "suppressed" in estimate.note


def test_years_of_deaths_are_pooled_only_if_every_year_is_held() -> None:
    years = [deaths(2018, 10.0), deaths(2019, 12.0), deaths(2020, 8.0)]
    period = Period.years(2018, 2020)
    assert one(sources(published=years), "drug-poisoning-deaths", COUNCIL, period).value == 30.0
    for short in (years[:2], [*years[:2], deaths(2020, None, marker="not published")]):
        estimate = one(sources(published=short), "drug-poisoning-deaths", COUNCIL, period)
        assert (estimate.state, estimate.value) == (State.NO_DATA, None)
        assert "2020" in estimate.note


def test_a_pooled_rate_divides_by_the_people_of_every_year() -> None:
    years = [deaths(2018, 10.0), deaths(2019, 12.0), deaths(2020, 8.0)]
    population = [row for year in (2018, 2019, 2020) for row in people(COUNCIL.code, 1000, year=year)]
    read = sources(published=years, population=population)
    estimate = one(read, "drug-poisoning-death-rate", COUNCIL, Period.years(2018, 2020))
    assert (estimate.numerator, estimate.denominator) == (30.0, 273_000.0)
    assert estimate.value == pytest.approx(30 / 2.73)
    assert estimate.provenance.is_published


def test_a_death_rate_is_refused_where_an_age_is_not_published() -> None:
    population = people(COUNCIL.code, 1000, year=1998, ages=range(85))
    read = sources(published=[deaths(1998, 10.0)], population=population)
    estimate = one(read, "drug-poisoning-death-rate", COUNCIL, Period.years(1998))
    assert (estimate.state, estimate.value) == (State.REFUSED, None)


def test_counts_printed_rounded_say_how_far_the_true_ones_may_be() -> None:
    row = printed("adults-in-treatment", numerator=1235.0, rounded_to=5)
    estimate = one(sources(published=[row]), "adults-in-treatment")
    assert (estimate.state, estimate.value, estimate.rounding) == (State.OK, 1235.0, 2.5)
    assert estimate.note == "Published rounded: the count itself may be up to 2 either side."


def test_a_share_of_rounded_counts_is_a_bare_value_whose_rounding_holds_every_true_one() -> None:
    row = printed("waiting-over-three-weeks", numerator=45.0, denominator=250.0, rounded_to=5)
    estimate = one(sources(published=[row]), "waiting-over-three-weeks")
    assert (estimate.state, estimate.low, estimate.numerator) == (State.VALUE_ONLY, None, None)
    assert estimate.value == pytest.approx(18.0)
    for above in (43, 45, 47):
        for below in (248, 250, 252):
            assert abs(100 * above / below - 18.0) <= estimate.rounding
    assert "rounded" in estimate.note


def test_rounded_counts_of_several_years_add_their_rounding_and_make_no_interval() -> None:
    rows = [deaths(year, number, rounded_to=5) for year, number in ((2018, 10.0), (2019, 0.0), (2020, 15.0))]
    period = Period.years(2018, 2020)
    count = one(sources(published=rows), "drug-poisoning-deaths", COUNCIL, period)
    assert (count.value, count.rounding) == (25.0, 7.5)
    residents = [row for year in (2018, 2019, 2020) for row in people(COUNCIL.code, 100, year=year)]
    rate = one(sources(published=rows, population=residents), "drug-poisoning-death-rate", COUNCIL, period)
    assert (rate.state, rate.low, rate.high, rate.numerator) == (State.VALUE_ONLY, None, None, None)
    assert rate.value == pytest.approx(100_000 * 25 / (3 * 9100))
    assert rate.rounding == pytest.approx(100_000 * 7.5 / (3 * 9100))


def test_no_rounded_count_at_all_is_a_rate_of_nought_with_its_rounding() -> None:
    row = printed("waiting-over-three-weeks", numerator=0.0, denominator=250.0, rounded_to=5)
    estimate = one(sources(published=[row]), "waiting-over-three-weeks")
    assert (estimate.state, estimate.value) == (State.VALUE_ONLY, 0.0)
    assert estimate.rounding >= 100 * 2 / 248
