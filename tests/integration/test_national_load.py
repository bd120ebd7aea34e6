"""Published files through the whole of intake: loaded like any file, measured without knowing which door they took."""

from datetime import date
from pathlib import Path

import pytest

from joinedup.core.period import Period
from joinedup.core.place import ENGLAND
from joinedup.core.status import State
from joinedup.definitions.areas import places
from joinedup.definitions.catalogue import indicator
from joinedup.jobs.load import load
from joinedup.jobs.sources import sources_of
from joinedup.measures.measure import measure
from joinedup.warehouse.store import open_warehouse

MINIATURES = Path(__file__).parents[1] / "support" / "miniatures"
FILES = ("population_by_age", "drug_poisoning_deaths", "treatment_profile", "treatment_profile_opiate")
CAMBRIDGESHIRE, PETERBOROUGH = (places()[code] for code in ("E10000003", "E06000031"))
RECEIVED = date(2026, 4, 20)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("national") / "warehouse"
    load([MINIATURES / f"{name}.csv" for name in FILES], folder, received_on=RECEIVED)
    return folder


@pytest.fixture(scope="module")
def estimate(warehouse):
    sources = sources_of(open_warehouse(warehouse))

    def one(slug, place, period):
        [found] = measure(sources, [indicator(slug)], [place], [period])
        return found

    return one


def lines_of(name, encoding):
    return (MINIATURES / name).read_text(encoding=encoding).splitlines()


def deaths(code):
    [line] = [line for line in lines_of("drug_poisoning_deaths.csv", "cp1252") if line.startswith(code)]
    return [int(cell) for cell in line.split(",")[2:]]


def people(year, *codes):
    rows = [line.split(",") for line in lines_of("population_by_age.csv", "utf-8")[1:]]
    return sum(sum(map(int, cells[3:])) for cells in rows if cells[1] in codes and cells[2] == str(year))


def test_all_are_held_side_by_side_and_none_is_taken_for_synthetic_or_case_level(warehouse):
    deliveries = open_warehouse(warehouse).manifest.deliveries
    assert len({one.sender for one in deliveries}) == len(FILES)
    assert not any(one.is_synthetic or one.is_case_level for one in deliveries)


def test_loading_the_same_files_again_changes_nothing(warehouse):
    report = load([MINIATURES / f"{name}.csv" for name in FILES], warehouse, received_on=RECEIVED)
    assert not report.is_changed


def test_deaths_of_a_council_are_the_publishers_counts_by_year_of_registration(estimate):
    found = estimate("drug-poisoning-deaths", PETERBOROUGH, Period.years(2020))
    assert (found.state, found.value) == (State.OK, deaths("E06000031")[0])
    assert found.provenance.is_published
    assert "registered in" in found.provenance.source


def test_a_countys_rate_is_its_deaths_over_the_people_of_all_its_districts(estimate):
    found = estimate("drug-poisoning-death-rate", CAMBRIDGESHIRE, Period.years(2018, 2020))
    districts = [f"E070000{n:02d}" for n in range(8, 13)]
    lived = sum(people(year, *districts) for year in (2018, 2019, 2020))
    assert found.numerator == sum(deaths("E10000003")[:3])
    assert found.denominator == lived
    assert found.value == pytest.approx(100_000 * found.numerator / lived, rel=1e-12)
    assert found.low < found.value < found.high


def test_england_has_no_rate_where_the_population_file_holds_only_part_of_it(estimate):
    found = estimate("drug-poisoning-death-rate", ENGLAND, Period.years(2018, 2020))
    assert found.state is not State.OK
    assert found.value is None


def test_no_rate_is_given_over_years_whose_oldest_ages_were_not_published(tmp_path):
    early = tmp_path / "poisoning.csv"
    early.write_text("code,name,2000\nE06000031,Peterborough,17\nE10000003,Cambridgeshire,23\n", encoding="utf-8")
    folder = tmp_path / "warehouse"
    load([MINIATURES / "population_by_age.csv", early], folder, received_on=RECEIVED)
    sources = sources_of(open_warehouse(folder))
    rates = measure(
        sources, [indicator("drug-poisoning-death-rate")], [PETERBOROUGH, CAMBRIDGESHIRE], [Period.years(2000)]
    )
    assert [(rate.state is State.OK, rate.value) for rate in rates] == [(False, None), (False, None)]
    assert all("not published" in rate.note for rate in rates)


def test_englands_waits_come_from_the_profile(estimate):
    found = estimate("waiting-over-three-weeks", ENGLAND, Period.financial_year("2021/22"))
    assert found.state is State.OK
    assert found.value == pytest.approx(100 * found.numerator / found.denominator)
    assert "NDTMS" in found.provenance.source


def test_a_file_of_another_layout_is_reported_in_a_sentence_and_the_others_are_loaded(tmp_path):
    wrong = tmp_path / "population.csv"
    text = (MINIATURES / "population_by_age.csv").read_text(encoding="utf-8")
    wrong.write_text(text.replace("Aged 90+", "Aged 95+", 1), encoding="utf-8")
    folder = tmp_path / "warehouse"
    report = load([wrong, MINIATURES / "drug_poisoning_deaths.csv"], folder, received_on=RECEIVED)
    said = " ".join(report.lines())
    assert "missing: Aged 90+; not expected: Aged 95+" in said
    assert [one.sender for one in open_warehouse(folder).manifest.deliveries] == ["ons-drug-poisoning"]
