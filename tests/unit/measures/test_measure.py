import pytest

from joinedup.core.estimate import Estimate
from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, Place
from joinedup.core.status import State
from joinedup.definitions.catalogue import indicator
from joinedup.measures.measure import measure
from joinedup.measures.sources import Sources
from support.sources import YEAR, people, sources

COUNTY = Place("X10000001", "Thornmarch")
CITY = Place("X06000001", "Quillhaven")
DRINKER = {"is_adult": True, "in_window": True, "is_latest": True, "substance_group": "alcohol-only"}
NEW = {"is_adult": True, "is_new": True, "substance_group": "alcohol-only"}
COMPLETED = DRINKER | {"is_exit": True, "is_completed": True, "represented_6_months": False}


def one(read: Sources, slug: str, place: Place = COUNTY, period: Period = YEAR) -> Estimate:
    (estimate,) = measure(read, [indicator(slug)], [place], [period])
    return estimate


def at(place: Place, row: dict[str, object], times: int = 1) -> list[dict[str, object]]:
    return [row | {"area": place.code}] * times


def test_places_are_counted_apart_and_people_from_elsewhere_in_neither() -> None:
    read = sources(at(COUNTY, DRINKER, 3) + at(CITY, DRINKER, 2) + [DRINKER | {"area": None}])
    slug = "adults-in-alcohol-treatment"
    assert [each.value for each in measure(read, [indicator(slug)], [COUNTY, CITY], [YEAR])] == [3, 2]


def test_estimates_come_in_the_order_asked_for() -> None:
    read = sources(at(COUNTY, DRINKER | {"sex": "male"}) + at(CITY, DRINKER | {"sex": "female"}))
    asked = [indicator("adults-in-treatment"), indicator("women-share-alcohol")]
    found = measure(read, asked, [CITY, COUNTY], [YEAR, YEAR.previous], ["sex"])
    keys = [(each.indicator, each.place.code, each.period.label, each.group) for each in found]
    assert keys[:4] == [
        ("adults-in-treatment", "X06000001", "2021/22", None),
        ("adults-in-treatment", "X06000001", "2021/22", ("sex", "female")),
        ("adults-in-treatment", "X06000001", "2020/21", None),
        ("adults-in-treatment", "X06000001", "2020/21", ("sex", "female")),
    ]
    assert ("women-share-alcohol", "X06000001", "2021/22", ("sex", "female")) not in keys


def test_a_place_with_journeys_and_none_that_count_has_none_not_no_data() -> None:
    estimate = one(sources(at(COUNTY, DRINKER)), "adults-in-treatment-for-opiates")
    assert (estimate.state, estimate.value) == (State.OK, 0.0)


def test_a_window_that_no_delivery_reaches_is_no_data() -> None:
    read = sources(at(COUNTY, DRINKER), covers=Period.financial_year("2010/11"))
    assert one(read, "adults-in-treatment").state is State.NO_DATA


def test_a_delivery_that_stops_inside_the_window_is_named() -> None:
    read = sources(at(COUNTY, DRINKER), covers=Period(YEAR.start, YEAR.end.replace(month=1)))
    estimate = one(read, "adults-in-treatment")
    assert estimate.state is State.OK
    assert not estimate.provenance.covers
    assert estimate.provenance.gaps == ("A service has not delivered the whole of 2021/22",)


def test_coming_back_needs_six_more_months_than_leaving() -> None:
    read = sources(at(COUNTY, COMPLETED, 20), covers=Period(YEAR.start, YEAR.end.replace(month=9)))
    assert one(read, "alcohol-completion-of-all").provenance.covers
    assert not one(read, "alcohol-completion-without-return").provenance.covers
    long_enough = sources(at(COUNTY, COMPLETED, 20), covers=Period(YEAR.start, YEAR.end.replace(month=10)))
    assert one(long_enough, "alcohol-completion-without-return").provenance.covers


def test_an_answer_known_for_under_four_in_five_is_poorly_recorded() -> None:
    answered, not_answered = NEW | {"wait_days": 30}, NEW | {"wait_days": None}
    enough = one(sources(at(COUNTY, answered, 8) + at(COUNTY, not_answered, 2)), "waiting-over-three-weeks")
    short = one(sources(at(COUNTY, answered, 79) + at(COUNTY, not_answered, 21)), "waiting-over-three-weeks")
    assert (enough.state, enough.known, enough.denominator) == (State.OK, 0.8, 8)
    assert (short.state, short.value, short.numerator) == (State.POORLY_RECORDED, None, None)


def test_nobody_asked_has_no_denominator() -> None:
    assert one(sources(at(COUNTY, DRINKER)), "re-presentation-drug").state is State.NO_DENOMINATOR


def test_a_share_carries_wilson_limits_and_a_rate_byar_limits() -> None:
    rows = at(COUNTY, NEW | {"wait_days": 30}, 5) + at(COUNTY, NEW | {"wait_days": 3}, 134)
    share = one(sources(rows), "waiting-over-three-weeks")
    assert (share.low, share.high) == pytest.approx((1.5461, 8.1440), abs=1e-4)
    population = people(COUNTY.code, 0, ages=range(18, 90)) + people(COUNTY.code, 100_000, ages=[90])
    rate = one(sources(at(COUNTY, DRINKER, 28), population=population), "adults-in-alcohol-treatment-rate")
    assert (rate.value, rate.low, rate.high) == pytest.approx((28, 18.6017, 40.4693), abs=1e-4)
    assert rate.provenance.deliveries == ("d1", "d2")
    assert not rate.provenance.is_published


def test_a_rate_uses_the_mid_year_in_which_the_financial_year_starts() -> None:
    population = people(COUNTY.code, 10, year=2021) + people(COUNTY.code, 20, year=2022)
    estimate = one(sources(at(COUNTY, DRINKER), population=population), "adults-in-alcohol-treatment-rate")
    assert (estimate.denominator, estimate.note) == (730, "")


def test_the_nearest_year_stands_in_and_is_named() -> None:
    population = people(COUNTY.code, 10, year=2018) + people(COUNTY.code, 20, year=2020)
    estimate = one(sources(at(COUNTY, DRINKER), population=population), "adults-in-alcohol-treatment-rate")
    assert estimate.denominator == 1460
    assert "mid-2020 stands in for mid-2021" in estimate.note


def test_a_missing_age_refuses_the_total() -> None:
    population = people(COUNTY.code, 10, ages=range(85)) + people(COUNTY.code, 10, ages=range(86, 91))
    last = {"area": COUNTY.code, "year": 2021, "sex": "all", "age": 90, "people": None}
    unpublished = [*people(COUNTY.code, 10, ages=range(90)), last]
    for held in (population, unpublished):
        estimate = one(sources(at(COUNTY, DRINKER), population=held), "adults-in-alcohol-treatment-rate")
        assert (estimate.state, estimate.value, estimate.numerator) == (State.REFUSED, None, None)
        assert "not published for every age" in estimate.note


def test_the_same_population_held_twice_is_refused_not_doubled() -> None:
    population = people(COUNTY.code, 10) + people(COUNTY.code, 10)
    estimate = one(sources(at(COUNTY, DRINKER), population=population), "adults-in-alcohol-treatment-rate")
    assert estimate.state is State.REFUSED


def test_a_county_is_the_sum_of_its_districts_and_of_its_sexes() -> None:
    population = [
        row
        for district in ("X07000001", "X07000002")
        for sex in ("male", "female")
        for row in people(district, 1, part_of=COUNTY.code, area_kind="district", sex=sex)
    ]
    estimate = one(sources(at(COUNTY, DRINKER), population=population), "adults-in-alcohol-treatment-rate")
    assert estimate.denominator == 4 * 73


def test_a_county_lacking_one_sex_of_one_district_is_refused() -> None:
    population = people("X07000001", 1, part_of=COUNTY.code) + people("X07000002", 1, part_of=COUNTY.code, sex="male")
    estimate = one(sources(at(COUNTY, DRINKER), population=population), "adults-in-alcohol-treatment-rate")
    assert estimate.state is State.REFUSED


def test_unmet_need_carries_the_bounds_of_the_estimate() -> None:
    need = {"measure": "alcohol-dependence", "area": COUNTY.code, "year": 2019, "estimate": 500.0, "confidence": 0.95}
    rows = at(COUNTY, DRINKER, 100)
    bounded = one(sources(rows, prevalence=[need | {"low": 400.0, "high": 700.0}]), "unmet-alcohol-need")
    bare = one(sources(rows, prevalence=[need]), "unmet-alcohol-need")
    assert bounded.value == bare.value == 80.0
    assert bounded.low is not None
    assert bounded.low < 75.0 < 100 * (1 - 100 / 700) < (bounded.high or 0)
    assert (bare.low, bare.high) == (None, None)
    assert "2019" in bounded.note


def test_more_in_treatment_than_estimated_to_need_it_is_refused() -> None:
    need = {"measure": "alcohol-dependence", "area": COUNTY.code, "year": 2019, "estimate": 5.0}
    estimate = one(sources(at(COUNTY, DRINKER, 6), prevalence=[need]), "unmet-alcohol-need")
    assert estimate.state is State.REFUSED


def test_one_person_has_an_average_and_no_interval() -> None:
    estimate = one(sources(at(COUNTY, COMPLETED | {"length_days": 90})), "alcohol-treatment-length")
    assert (estimate.value, estimate.low, estimate.high) == (90, None, None)


def test_england_has_only_published_figures() -> None:
    read = sources(at(ENGLAND, DRINKER, 7))
    assert one(read, "adults-in-treatment", ENGLAND).state is State.NO_DATA
