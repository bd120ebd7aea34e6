"""What may be told of a provider's records: nothing of few, no part of the case mix that names somebody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.core.estimate import Estimate
from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.core.status import State
from joinedup.definitions.catalogue import policies, record_measures
from joinedup.kinds.indicator import Audience
from joinedup.release.figure import Showing
from joinedup.release.records import HIDDEN, release_records

YEAR = Period.financial_year("2021/22")
PROVIDER = Place("X0001", "A service", "provider")
POLICY = policies()["provider-records"]
MIX = [slug for slug, one in record_measures().items() if one.partition]


def estimate(slug, counted, of, **more):
    value = 100 * counted / of if of else None
    about = {"numerator": float(counted), "denominator": float(of), "value": value, "low": 0.0, "high": 100.0}
    return Estimate(slug, PROVIDER, YEAR, **{**about, **more})


def released(*estimates, audience=Audience.ADULTS):
    return release_records(estimates, record_measures(), POLICY, {PROVIDER.code: audience})


@pytest.mark.parametrize(("of", "showing"), [(19, Showing.HIDDEN), (20, Showing.SHOWN)])
def test_nothing_is_told_of_fewer_than_twenty(of, showing):
    (figure,) = released(estimate("same-day", 3, of))
    assert figure.showing is showing
    assert (figure.numerator is None) == (showing is Showing.HIDDEN)


@pytest.mark.parametrize("counted", [0, 1, 20])
def test_how_records_lack_is_told_however_few(counted):
    (figure,) = released(estimate("no-start-profile", counted, 20))
    assert (figure.numerator, figure.denominator) == (counted, 20)


def test_that_there_are_none_is_hidden_and_that_nothing_is_held_is_said():
    none, absent = released(
        Estimate("same-day", PROVIDER, YEAR, state=State.NO_DENOMINATOR, note="n"),
        Estimate("same-day", PROVIDER, YEAR, state=State.NO_DATA, note="not held"),
    )
    assert (none.showing, none.note) == (Showing.HIDDEN, HIDDEN)
    assert (absent.showing, absent.note) == (Showing.ABSENT, "not held")


@pytest.mark.parametrize(("audience", "seen"), [(Audience.ADULTS, True), (Audience.YOUNG_PEOPLE, False)])
def test_young_peoples_services_have_the_higher_floor(audience, seen):
    figures = released(
        *(estimate(slug, counted, 60) for slug, counted in zip(MIX, (9, 17, 17, 17), strict=True)), audience=audience
    )
    assert figures[0].is_visible == seen


def test_a_place_that_is_no_provider_is_a_fault_of_the_program():
    wrong = Estimate("same-day", Place("X10000001", "Thornmarch"), YEAR, state=State.NO_DATA)
    with pytest.raises(ValueError, match="is not about"):
        released(wrong)


@given(st.lists(st.integers(0, 40), min_size=5, max_size=5), st.sampled_from([Audience.ADULTS, Audience.YOUNG_PEOPLE]))
def test_no_small_part_of_the_case_mix_can_be_worked_out(counts, audience):
    *parts, _ = counts
    whole = sum(counts)
    floor = POLICY.floors[audience]
    figures = released(*(estimate(slug, part, whole) for slug, part in zip(MIX, parts, strict=True)), audience=audience)
    seen = [figure for figure in figures if figure.is_visible]
    assert all(figure.numerator >= floor and whole - figure.numerator >= floor for figure in seen)
    unseen = whole - sum(int(figure.numerator) for figure in seen)
    small = [part for part, figure in zip(parts, figures, strict=True) if part < floor and not figure.is_visible]
    if seen and small:
        assert unseen >= floor, "those unseen are so few that together they would be recognised"
