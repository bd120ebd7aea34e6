"""Figures read off real published files by hand and typed here. Runs where the files are beside the repository."""

from datetime import date

import pytest

from joinedup.core.period import Period
from joinedup.definitions.areas import areas
from joinedup.intake.national import recognise
from joinedup.jobs.load import load
from joinedup.jobs.sources import sources_of
from joinedup.measures.population import Populations
from joinedup.warehouse.store import open_warehouse
from support.shared import shared_file

MORTALITY = "fingertips_91382_alcohol_related_mortality.csv"
ADMISSIONS = "fingertips_91414_alcohol_admissions_narrow.csv"
IMD_2019, IMD_2025 = "imd2019_england_lsoa11.csv.gz", "imd2025_england_lsoa21.csv.gz"
IMD_DISTRICTS = "imd2025_england_ltla24.csv"
EMERGENCY = "nhsr_ae_attendances.csv.gz"
WEEKLY = "nhsr_ons_weekly_mortality.csv.gz"
REGIONS = "nomis_population_region_single_year_1991_2020.csv"
CAUSES = "ons_cause_specific_deaths_by_age_sex_2001_.csv"
SUBSTANCE = "ons_drug_poisoning_deaths_region_substance.csv"
HEROIN = "ons_heroin_morphine_deaths_by_age.csv"
UPPER, LOWER, TOTALS = "population20_utla20.csv.gz", "population20_ltla21.csv.gz", "population21_ltla21.csv.gz"
FILES = (
    *(MORTALITY, ADMISSIONS, IMD_2019, IMD_2025, IMD_DISTRICTS, EMERGENCY, WEEKLY, REGIONS, CAUSES, SUBSTANCE),
    *(HEROIN, UPPER, LOWER, TOTALS),
)
NOMIS = "nomis_population_la_single_year_of_age.csv.gz"
AUTHORITIES = "ons_drug_poisoning_deaths_by_la_1993_2020.csv"

PETERBOROUGH, CAMBRIDGESHIRE, ENGLAND, LONDON = "E06000031", "E10000003", "E92000001", "E12000007"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    """All the files, loaded together as a council would load them."""
    folder = tmp_path_factory.mktemp("values") / "warehouse"
    paths = [shared_file("data", "uk", name) for name in (*FILES, NOMIS, AUTHORITIES)]
    report = load(paths, folder, received_on=date(2026, 4, 20))
    assert [file.verdict for file in report.files] == ["Loaded."] * len(paths)
    return open_warehouse(folder)


@pytest.fixture(scope="module")
def one(warehouse):
    """Return the one row of PUBLISHED of a measure, area, first day and group."""
    table = sources_of(warehouse).published

    def find(measure, area, start, group=None):
        found = table.filter(
            (table.measure == measure) & (table.area == area) & (table.start_on == date.fromisoformat(start))
        )
        rows = [row for row in found.to_pyarrow().to_pylist() if row["group_value"] == group]
        assert rows, f"no row for {measure}, {area}, {start}, {group}"
        assert len({row["value"] if row["value"] is not None else row["numerator"] for row in rows}) == 1
        return rows[0]

    return find


def test_every_file_is_a_delivery_of_its_own(warehouse):
    deliveries = warehouse.manifest.deliveries
    assert len(deliveries) == len(FILES) + 2
    assert not any(one.set_aside or one.is_synthetic or one.is_case_level for one in deliveries)


@pytest.mark.parametrize(
    ("measure", "area", "start", "value", "verdict"),
    [
        ("alcohol-related-mortality", PETERBOROUGH, "2017-01-01", 49.2, "Similar"),
        ("alcohol-related-mortality", PETERBOROUGH, "2015-01-01", 53.7, "Similar"),
        ("alcohol-related-mortality", ENGLAND, "2017-01-01", 46.2, None),
        ("alcohol-related-mortality", "E06000053", "2008-01-01", None, None),
        ("alcohol-related-admissions-narrow", PETERBOROUGH, "2017-04-01", 622, "Similar"),
        ("alcohol-related-admissions-narrow", "E09000033", "2017-04-01", 502, "Better"),
        ("alcohol-related-admissions-narrow", "E09000001", "2008-04-01", None, None),
    ],
)
def test_fingertips_values_and_verdicts(measure, area, start, value, verdict, one):
    row = one(measure, area, start)
    assert (row["value"], row["verdict"]) == (value, verdict)
    assert row["marker"] == ("not published" if value is None else None)
    assert {row[name] for name in ("numerator", "denominator", "low", "high")} == {None}
    if value is not None:
        assert row["decimals"] == (1 if measure == "alcohol-related-mortality" else 0)


def test_counties_that_fingertips_leaves_out_are_named():
    path = shared_file("data", "uk", MORTALITY)
    [note] = recognise(path).read(path, areas()).notes
    assert "Cambridgeshire" in note
    assert "Peterborough" not in note


@pytest.mark.parametrize(
    ("measure", "area", "year", "value", "decimals"),
    [
        ("imd-rank", "E01015610", 2019, 3983, 0),
        ("imd-housing-decile", "E01015610", 2019, 4, 0),
        ("imd-environment-rank", "E01033768", 2019, 1372, 0),
        ("imd-rank", "E01015610", 2025, 3872, 0),
        ("imd-score", "E01015610", 2025, 42.841, 3),
        ("imd-crime-score", "E01000001", 2025, -2.22, 3),
        ("imd-environment-score", "E01035762", 2025, 24.198, 3),
        ("imd-average-score", PETERBOROUGH, 2025, 27.799, 3),
        ("imd-proportion-in-most-deprived-tenth", PETERBOROUGH, 2025, 0.1322, 4),
        ("imd-income-scale", PETERBOROUGH, 2025, 67377, 0),
        ("imd-education-average-score", "E07000010", 2025, 41.526, 3),
        ("imd-education-rank-of-average-rank", "E07000010", 2025, 1, 0),
        ("imd-extent", "E07000227", 2025, 0.0009, 4),
        ("imd-health-average-score", "E06000052", 2025, -0.068, 3),
    ],
)
def test_deprivation(measure, area, year, value, decimals, one):
    row = one(measure, area, f"{year}-01-01")
    assert (row["value"], row["decimals"]) == (value, decimals)


@pytest.mark.parametrize(
    ("measure", "area", "start", "group", "deaths"),
    [
        ("drug-poisoning-deaths", "E12000001", "2020-01-01", None, 389),
        ("drug-poisoning-deaths", "J99000001", "2020-01-01", None, 25),
        ("drug-poisoning-deaths", LONDON, "1993-01-01", None, 410),
        ("heroin-or-morphine-deaths", "K04000001", "2019-01-01", "30-39", 367),
        ("heroin-or-morphine-deaths", "K04000001", "1993-01-01", "70 and over", 3),
        ("heroin-or-morphine-deaths", "K04000001", "2014-01-01", "50-69", 155),
        ("deaths-from-liver-disease", "K04000001", "2019-01-01", "male, 79", 73),
        ("deaths-from-liver-disease", "K04000001", "2019-01-01", "male, 15", 0),
        ("deaths-from-accidental-poisoning", "K04000001", "2001-01-01", "female, 17", 1),
        ("deaths-from-all-causes", "K04000001", "2001-01-01", "male, 79", 9877),
        ("deaths-registered-in-week", "K04000001", "2020-03-28", None, 16387),
        ("deaths-registered-in-week", LONDON, "2020-03-28", None, 2511),
        ("deaths-registered-in-week", "W92000004", "2010-01-02", None, 879),
        ("deaths-registered-in-week", "K04000001", "2015-01-03", "female, 85+", 4791),
        ("deaths-registered-in-week", "K04000001", "2020-03-28", "under 1 year", 51),
        ("deaths-registered-in-week-covid-19", "K04000001", "2020-03-28", None, 3475),
        ("deaths-registered-in-week-respiratory", "K04000001", "2014-01-04", "v 2013 (IRIS)", 1783),
        ("deaths-registered-in-week-respiratory", "K04000001", "2013-12-28", "v 2013 (IRIS)", None),
    ],
)
def test_deaths(measure, area, start, group, deaths, one):
    row = one(measure, area, start, group)
    assert row["numerator"] == deaths
    assert row["marker"] == ("not published" if deaths is None else None)


def test_the_two_files_of_poisoning_deaths_say_the_same_wherever_both_speak(warehouse):
    table = sources_of(warehouse).published
    rows = table.filter((table.measure == "drug-poisoning-deaths") & table.group_kind.isnull()).to_pyarrow().to_pylist()
    printed = {}
    for row in rows:
        printed.setdefault((row["area"], row["start_on"]), []).append(row["numerator"])
    both = [counts for counts in printed.values() if len(counts) == 2]
    assert len(both) == 12 * 28
    assert all(first == second for first, second in both)


def test_opiates_of_a_region_and_the_five_year_average(one):
    opiate = "Any opiate (includes unspecified opiates, excludes paracetamol compounds)"
    assert one("drug-poisoning-deaths", "E12000001", "2020-01-01", opiate)["numerator"] == 191
    assert one("drug-poisoning-deaths", LONDON, "1993-01-01", opiate)["numerator"] == 120
    assert one("deaths-registered-in-week-five-year-average", "K04000001", "2020-03-28")["value"] == 10305


@pytest.mark.parametrize(
    ("organisation", "month", "kind", "came", "late", "admitted"),
    [
        ("RGN", "2018-10-01", "type 1", 12219, 968, 3690),
        ("RTX", "2018-10-01", "type 2", 74, 0, 92),
        ("RGT", "2017-03-01", "other types", 3439, 2, 16),
    ],
)
def test_emergency_attendances(organisation, month, kind, came, late, admitted, one):
    assert one("emergency-department-attendances", organisation, month, kind)["numerator"] == came
    over = one("emergency-department-over-four-hours", organisation, month, kind)
    assert (over["numerator"], over["denominator"]) == (late, came)
    assert one("emergency-department-admissions", organisation, month, kind)["numerator"] == admitted


@pytest.mark.parametrize(
    ("name", "area", "year", "age", "people"),
    [
        (UPPER, CAMBRIDGESHIRE, 2020, 0, 6605),
        (UPPER, CAMBRIDGESHIRE, 2020, 90, 6847),
        (UPPER, "W06000001", 2020, 2, 686),
        (LOWER, "E07000010", 2020, 1, 998),
        (LOWER, "E06000061", 2020, 0, 3845),
        (LOWER, PETERBOROUGH, 2020, 2, 3062),
        (REGIONS, "E12000006", 2020, 40, 83033),
        (REGIONS, LONDON, 2001, 85, 18449),
        (REGIONS, LONDON, 2000, 85, None),
        (REGIONS, "E12000009", 2020, 90, 67043),
    ],
)
def test_people_of_an_age(name, area, year, age, people):
    path = shared_file("data", "uk", name)
    table = recognise(path).read(path, areas()).tables["population"]
    found = [row for row in table.to_pylist() if (row["area"], row["year"], row["age"]) == (area, year, age)]
    assert [row["people"] for row in found] == [people]


@pytest.mark.parametrize(
    ("area", "year", "people"), [("S12000033", 2021, 221240), ("S12000040", 2021, 180860), (LONDON, 1991, 6829314)]
)
def test_people_of_all_ages_where_ages_are_missing(area, year, people, one):
    assert one("resident-population", area, f"{year}-01-01")["numerator"] == people


@pytest.mark.parametrize(
    ("area", "year", "people"),
    [
        (PETERBOROUGH, 2020, 202626),
        (CAMBRIDGESHIRE, 2020, 657204),
        ("E07000010", 2020, 102080),
        ("E06000061", 2020, 350448),
        (LONDON, 2020, 9002488),
        (ENGLAND, 2020, 56550138),
        (LONDON, 2000, None),
    ],
)
def test_three_files_that_hold_a_year_make_one_population_and_never_twice_as_many(area, year, people, warehouse):
    held = Populations(sources_of(warehouse).population, [area], [(0, 90)])
    assert held.of((0, 90), area, Period.years(year)).people == people


def test_a_county_with_one_year_of_its_own_keeps_its_districts_earlier_years(warehouse):
    held = Populations(sources_of(warehouse).population, [CAMBRIDGESHIRE], [(18, 90)])
    assert held.of((18, 90), CAMBRIDGESHIRE, Period.years(2020)).people == 519_629
    assert held.of((18, 90), CAMBRIDGESHIRE, Period.years(2010), years_away=0).people


def test_what_a_file_lacks_is_said():
    path = shared_file("data", "uk", UPPER)
    assert recognise(path).read(path, areas()).notes == (
        "No row for these upper-tier councils of 2020: Northamptonshire.",
    )
    path = shared_file("data", "uk", WEEKLY)
    assert recognise(path).read(path, areas()).notes[0].startswith("52 rows say neither what nor whom they count")
