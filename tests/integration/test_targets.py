"""The county's 2021/22 figures, through check, load and measure, are those of the published needs assessment."""

import pytest

from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, Place
from joinedup.definitions.catalogue import indicators
from joinedup.jobs.sources import sources_of
from joinedup.measures.measure import measure
from joinedup.warehouse.store import open_warehouse

YEAR = Period.financial_year("2021/22")
COUNTY, CITY = Place("X10000001", "Thornmarch"), Place("X06000001", "Quillhaven")

EXACT = {
    "adults-in-alcohol-treatment": (889, 375),
    "adults-in-drug-treatment": (1672, 1147),
    "inpatient-drug": (28, 12),
    "young-people-in-treatment": (111, 139),
}
WITHIN = {
    "adults-in-alcohol-treatment-rate": (163, 231, 0.5),
    "adults-in-drug-treatment-rate": (306, 705, 0.5),
    "unmet-alcohol-need": (80, 76, 1),
    "unmet-alcohol-need-alcohol-only": (84.6, 83.6, 0.1),
    "opiate-share-of-new-drug-presentations": (40, 49, 1),
    "opiate-share-of-drug-treatment": (66.7, 66.7, 2),
    "self-referral-new-alcohol": (69, 73, 1),
    "self-referral-new-drug": (60, 60, 3),
    "criminal-justice-referral-new-drug": (20, 20, 2),
    "alcohol-treatment-length": (252, 171, 2),
    "alcohol-completion-of-all": (33.3, 33.3, 2),
    "non-opiate-completion-of-all": (33.3, 33.3, 2),
    "mental-health-need-new-drug": (70, 70, 2),
    "mental-health-treatment-new-drug": (75, 75, 2),
    "currently-injecting-new-opiate-or-crack": (32, 10, 1),
    "opiate-treatment-under-two-years": (41, 49, 1),
    "young-people-completion": (84, 94, 1),
}


@pytest.fixture(scope="module")
def values(county_warehouse):
    opened = open_warehouse(county_warehouse)
    places = [COUNTY, CITY, ENGLAND]
    found = measure(sources_of(opened), list(indicators().values()), places, [YEAR.previous, YEAR])
    yield {(one.indicator, one.place.code, one.period): one for one in found}
    opened.close()


@pytest.mark.parametrize("slug", EXACT)
def test_counts_are_exact(values, slug):
    told = tuple(values[slug, place.code, YEAR].value for place in (COUNTY, CITY))
    assert told == EXACT[slug]


def test_rare_settings_are_exact(values):
    assert values["residential-drug", COUNTY.code, YEAR].value == 17
    assert values["residential-alcohol", CITY.code, YEAR].value == 0


@pytest.mark.parametrize("slug", WITHIN)
def test_shares_rates_and_means_are_near(values, slug):
    county, city, tolerance = WITHIN[slug]
    assert values[slug, COUNTY.code, YEAR].value == pytest.approx(county, abs=tolerance)
    assert values[slug, CITY.code, YEAR].value == pytest.approx(city, abs=tolerance)


def test_populations_are_those_that_the_published_rates_imply(values):
    rates = [values["adults-in-alcohol-treatment-rate", place.code, YEAR] for place in (COUNTY, CITY)]
    assert 545_514 <= rates[0].denominator <= 547_076
    assert 162_580 <= rates[1].denominator <= 162_689


@pytest.mark.parametrize(("place", "change"), [(COUNTY, -17.5), (CITY, -3.5)])
def test_new_presentations_to_drug_treatment_fell(values, place, change):
    before, after = (values["new-presentations-drug", place.code, year].value for year in (YEAR.previous, YEAR))
    assert 100 * (after / before - 1) == pytest.approx(change, abs=0.5)


@pytest.mark.parametrize("place", [COUNTY, CITY])
def test_opiate_completion_is_under_one_in_twenty(values, place):
    assert values["opiate-completion-of-all", place.code, YEAR].value < 5


@pytest.mark.parametrize("place", [COUNTY, CITY])
def test_long_alcohol_waits_are_rarer_than_the_england_figure_held(values, place):
    england = values["waiting-over-three-weeks", ENGLAND.code, YEAR]
    assert england.value == pytest.approx(100 * 2859 / 154_753, abs=0.01)
    assert values["waiting-over-three-weeks-alcohol", place.code, YEAR].value < england.value


@pytest.mark.parametrize("slug", ["early-unplanned-exits-alcohol", "early-unplanned-exits-drug"])
def test_early_unplanned_exits_are_more_common_in_the_city_and_england_is_not_held(values, slug):
    assert values[slug, CITY.code, YEAR].low > values[slug, COUNTY.code, YEAR].high
    assert values[slug, ENGLAND.code, YEAR].state == "no-data"
