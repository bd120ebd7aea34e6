"""Indicators of published figures measured from the real files, against figures typed by hand from their rows.

Runs where the files are beside the repository.
"""

from datetime import date

import pytest

from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, Place
from joinedup.core.status import State
from joinedup.definitions.catalogue import indicator
from joinedup.jobs.load import load
from joinedup.jobs.sources import sources_of
from joinedup.measures.measure import measure
from joinedup.warehouse.store import open_warehouse
from support.shared import shared_file

PETERBOROUGH = Place("E06000031", "Peterborough")
HARTLEPOOL = Place("E06000001", "Hartlepool")
FORCE = Place("E23000023", "Cambridgeshire", "police-force")
FILES = (
    ("nomis_population_la_single_year_of_age.csv.gz",),
    ("ons_drug_poisoning_deaths_by_la_1993_2020.csv",),
    ("fingertips_91382_alcohol_related_mortality.csv",),
    ("fingertips_91414_alcohol_admissions_narrow.csv",),
    ("imd2025_england_ltla24.csv",),
    ("ndtms_adults_england_2009_.csv",),
    *(("british_drug_dynamics", f"{name}.csv") for name in ("deaths_misuse", "misuse", "primary")),
    *(("british_drug_dynamics", f"{name}.csv") for name in ("deprivation_score_la", "Seizures18-19")),
)


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("indicators") / "warehouse"
    files = [shared_file("data", "uk", *parts) for parts in FILES]
    report = load(files, folder, received_on=date(2026, 4, 20))
    assert report.is_changed
    return sources_of(open_warehouse(folder))


def year(label):
    return Period.financial_year(label)


@pytest.mark.parametrize(
    ("slug", "place", "period", "state", "value", "rounding"),
    [
        ("residents", PETERBOROUGH, Period.years(2020), State.OK, 202_626, 0),
        ("residents-65-plus", PETERBOROUGH, Period.years(2020), State.OK, 30_493, 0),
        ("residents-65-plus-share", PETERBOROUGH, Period.years(2020), State.VALUE_ONLY, 100 * 30_493 / 202_626, 0),
        ("residents-18-29-share", PETERBOROUGH, Period.years(2020), State.VALUE_ONLY, 100 * 26_520 / 202_626, 0),
        ("deprivation-average-score", PETERBOROUGH, Period.years(2019), State.VALUE_ONLY, 27.821, 0.0005),
        ("imd-average-score", PETERBOROUGH, Period.years(2025), State.VALUE_ONLY, 27.799, 0.0005),
        ("alcohol-related-mortality", PETERBOROUGH, Period.years(2017), State.VALUE_ONLY, 49.2, 0.05),
        ("alcohol-related-admissions-narrow", PETERBOROUGH, year("2017/18"), State.VALUE_ONLY, 622, 0.5),
        ("drug-misuse-deaths", PETERBOROUGH, Period.years(2016, 2018), State.OK, 25, 0),
        ("drug-poisoning-deaths-each-year", HARTLEPOOL, Period.years(2020), State.OK, 32, 0),
        ("hospital-admissions-drug-poisoning", PETERBOROUGH, year("2018/19"), State.OK, 70, 2.5),
        ("hospital-admissions-drug-poisoning", PETERBOROUGH, year("2008/09"), State.OK, 59, 0),
        ("drug-seizures", FORCE, year("2018/19"), State.OK, 2332, 0),
        ("adults-new-presentations", ENGLAND, year("2023/24"), State.OK, 158_991, 0),
        ("adults-deaths-in-treatment", ENGLAND, year("2023/24"), State.OK, 4022, 0),
        ("adults-self-referral", ENGLAND, year("2023/24"), State.OK, 100 * 90_108 / 158_446, 0),
        ("adults-urgent-housing-share-new", ENGLAND, year("2023/24"), State.NO_DATA, None, 0),
    ],
)
def test_figures_are_those_of_the_files(slug, place, period, state, value, rounding, sources):
    (estimate,) = measure(sources, [indicator(slug)], [place], [period])
    assert estimate.state is state, estimate.note
    assert estimate.value == (None if value is None else pytest.approx(value))
    assert estimate.rounding == pytest.approx(rounding)
    assert estimate.provenance.is_published


@pytest.mark.parametrize(
    ("slug", "period"),
    [("alcohol-related-mortality", Period.years(2017)), ("alcohol-related-admissions-narrow", year("2017/18"))],
)
def test_the_publishers_verdict_is_theirs_and_no_interval_is_made(slug, period, sources):
    (estimate,) = measure(sources, [indicator(slug)], [PETERBOROUGH], [period])
    assert (estimate.verdict, estimate.low, estimate.high, estimate.numerator) == ("Similar", None, None, None)


def test_three_years_of_misuse_deaths_are_divided_by_the_residents_of_the_three_years(sources):
    (rate,) = measure(sources, [indicator("drug-misuse-death-rate")], [PETERBOROUGH], [Period.years(2016, 2018)])
    assert (rate.numerator, rate.denominator) == (25, 196_735 + 198_914 + 201_041)
    assert rate.value == pytest.approx(4.190, abs=0.001)
    assert rate.low < rate.value < rate.high


def test_a_county_with_districts_has_no_score_of_2025(sources):
    county = Place("E10000003", "Cambridgeshire")
    (score,) = measure(sources, [indicator("imd-average-score")], [county], [Period.years(2025)])
    assert score.state is State.NO_DATA


def test_the_profile_of_england_has_an_indicator_for_every_measure(sources):
    slugs = sources.published.filter(sources.published.area == ENGLAND.code).measure.to_pyarrow().to_pylist()
    profile = sorted({slug for slug in slugs if slug.startswith("adults-")})
    estimates = measure(sources, [indicator(slug) for slug in profile], [ENGLAND], [year("2021/22")])
    assert len(profile) >= 16
    assert {one.indicator: one.note for one in estimates if one.state is not State.OK} == {}
