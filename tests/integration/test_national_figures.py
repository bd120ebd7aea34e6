"""Figures read off the real published files by hand and typed here. Runs where the files are beside the repository."""

from datetime import date

import ibis
import pytest

from joinedup.core.period import Period
from joinedup.definitions.areas import areas, upper_tier_codes
from joinedup.intake.national import recognise
from joinedup.measures.population import Populations
from support.shared import shared_file

POPULATION = "nomis_population_la_single_year_of_age.csv.gz"
DEATHS = "ons_drug_poisoning_deaths_by_la_1993_2020.csv"
PROFILE = "ndtms_adults_england_2009_.csv"
OPIATE_PROFILE = "ndtms_adult_opiate_england_2009_.csv"

ADULTS, EVERYONE = (18, 90), (0, 90)
CAMBRIDGESHIRE, PETERBOROUGH, DARLINGTON, ENGLAND = "E10000003", "E06000031", "E06000005", "E92000001"


def read(name):
    path = shared_file("data", "uk", name)
    return recognise(path).read(path, areas())


@pytest.fixture(scope="module")
def populations():
    table = ibis.memtable(read(POPULATION).tables["population"])
    wanted = (CAMBRIDGESHIRE, PETERBOROUGH, DARLINGTON, ENGLAND, "E10000021")
    return Populations(table, wanted, (ADULTS, EVERYONE))


@pytest.mark.parametrize(
    ("area", "kind", "year", "people"),
    [
        (PETERBOROUGH, ADULTS, 2020, 150_098),
        (CAMBRIDGESHIRE, ADULTS, 2020, 519_629),
        (DARLINGTON, ADULTS, 2001, 75_648),
        (ENGLAND, EVERYONE, 2020, 56_550_138),
    ],
)
def test_populations_added_up_by_hand(area, kind, year, people, populations):
    assert populations.of(kind, area, Period.years(year)).people == people


@pytest.mark.parametrize("year", [1997, 1998, 1999, 2000])
def test_no_total_is_given_over_the_ages_that_were_not_published(year, populations):
    for area in (PETERBOROUGH, CAMBRIDGESHIRE, ENGLAND):
        assert populations.of(ADULTS, area, Period.years(year)).people is None
    assert populations.of(ADULTS, PETERBOROUGH, Period.years(2001)).people is not None


def test_ages_85_and_over_are_missing_and_not_nought_in_every_english_area_to_2000():
    table = read(POPULATION).tables["population"]
    rows = zip(*(table.column(name).to_pylist() for name in ("area", "year", "age", "people")), strict=True)
    missing = {(year, age) for area, year, age, people in rows if people is None and area.startswith("E")}
    assert missing == {(year, age) for year in range(1997, 2001) for age in range(85, 91)}


def test_a_county_that_ended_before_the_file_has_no_population_of_its_own(populations):
    assert populations.of(ADULTS, "E10000021", Period.years(2020)).people is None


@pytest.fixture(scope="module")
def deaths():
    table = read(DEATHS).tables["published"]
    return {(row["area"], row["start_on"].year): row for row in table.to_pylist()}


@pytest.mark.parametrize(
    ("area", "year", "registered"),
    [
        (PETERBOROUGH, 2020, 18),
        (PETERBOROUGH, 2013, 4),
        (CAMBRIDGESHIRE, 2018, 44),
        (CAMBRIDGESHIRE, 2020, 32),
        ("E06000047", 2020, 72),
        ("W06000001", 2019, 13),
        (ENGLAND, 2020, 4312),
    ],
)
def test_deaths_registered_in_a_year(area, year, registered, deaths):
    assert deaths[area, year]["numerator"] == registered


def test_a_printed_nought_is_a_real_nought(deaths):
    assert deaths[DARLINGTON, 2003]["numerator"] == 0


def test_names_of_the_real_file_survive(deaths):
    assert deaths["W06000001", 2020]["area_name"] == "Isle of Anglesey / Ynys Môn"
    assert deaths["E07000146", 2020]["area_name"] == "King’s Lynn and West Norfolk"


def test_every_english_council_has_deaths_and_a_population_that_can_be_had(deaths):
    table = read(POPULATION).tables["population"]
    people = Populations(ibis.memtable(table), upper_tier_codes(), (EVERYONE,))
    for code in upper_tier_codes():
        assert (code, 2020) in deaths
        assert people.of(EVERYONE, code, Period.years(2020)).people


@pytest.mark.parametrize(
    ("name", "measure", "year", "above", "below"),
    [
        (PROFILE, "adults-in-treatment", 2021, 289_215, None),
        (PROFILE, "adults-in-treatment", 2009, 311_668, None),
        (PROFILE, "adults-new-presentations", 2021, 133_704, None),
        (PROFILE, "waiting-over-three-weeks", 2021, 2_859, 154_753),
        (PROFILE, "adults-completion-of-all", 2023, 64_490, 310_863),
        (PROFILE, "adults-in-inpatient-units", 2012, 6_579, None),
        (PROFILE, "adults-in-inpatient-units", 2011, None, None),
        (PROFILE, "adults-urgent-housing-share-new", 2023, None, None),
        (OPIATE_PROFILE, "adults-in-treatment-for-opiates", 2021, 140_558, None),
        (OPIATE_PROFILE, "opiate-treatment-under-two-years", 2021, 58_986, 140_558),
    ],
)
def test_the_treatment_profile_of_england(name, measure, year, above, below):
    rows = read(name).tables["published"].to_pylist()
    [row] = [row for row in rows if row["measure"] == measure and row["start_on"] == date(year, 4, 1)]
    assert (row["numerator"], row["denominator"]) == (above, below)
    assert row["marker"] == ("not collected" if above is None else None)
