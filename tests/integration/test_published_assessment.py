"""The published assessment of real councils from the real files, where this machine has them: typed by hand."""

import shutil
from datetime import date

import pytest

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.definitions.areas import find
from joinedup.definitions.documents.published_assessment import DOCUMENT
from joinedup.documents.compose.report import compose
from joinedup.documents.report import Bullets, Chart, Paragraph
from joinedup.jobs.board import board_of
from joinedup.jobs.load import load
from joinedup.jobs.measured import measure_for
from joinedup.warehouse.store import open_warehouse
from support.shared import shared_file

pytestmark = pytest.mark.slow

FILES = (
    *("nomis_population_la_single_year_of_age.csv.gz", "nomis_population_region_single_year_1991_2020.csv"),
    *("ons_drug_poisoning_deaths_by_la_1993_2020.csv", "ons_drug_poisoning_deaths_region_substance.csv"),
    *("fingertips_91382_alcohol_related_mortality.csv", "fingertips_91414_alcohol_admissions_narrow.csv"),
    *("imd2025_england_ltla24.csv", "ndtms_adults_england_2009_.csv"),
    *(f"british_drug_dynamics/{name}.csv" for name in ("deaths_misuse", "misuse", "primary", "deprivation_score_la")),
    "british_drug_dynamics/Seizures18-19.csv",
)
COUNCILS = ("Peterborough", "Cambridgeshire", "Hackney", "Cumbria", "Isles of Scilly")


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    folder = tmp_path_factory.mktemp("real")
    copies = [shutil.copy(shared_file("data", "uk", *name.split("/")), folder) for name in FILES]
    copies.append(shutil.copy(shared_file("data", "geo", "ctyua_dec2023_uk_bsc.geojson.gz"), folder))
    report = load(copies, folder / "warehouse", received_on=date(2026, 4, 20))
    assert report.exit_status == 0, report.lines()
    opened = open_warehouse(folder / "warehouse")
    yield measure_for(opened, DOCUMENT, [find(name) for name in COUNCILS], Period.financial_year("2023/24"))
    opened.close()


@pytest.fixture(scope="module")
def reports(measured):
    return {
        name: compose(board_of(measured, (find(name),)), dated_on=date(2026, 5, 1), next_update="", contact="")
        for name in COUNCILS
    }


def said(report):
    lines = ["".join(run.text for run in runs) for runs in report.headlines]
    for block in (block for section in report.sections for block in section.blocks):
        if isinstance(block, Paragraph):
            lines.append("".join(run.text for run in block.runs))
        elif isinstance(block, Bullets):
            lines += ["".join(run.text for run in runs) for runs in block.items]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("council", "sentence"),
    [
        ("Peterborough", "from 2016 to 2020 was 9, 10, 18, 9 and 18. No trend is told: there are fewer than 10 events"),
        (
            "Peterborough",
            "in Peterborough was 38 in 2015 to 2017 and 45 in 2018 to 2020; the numbers are too few to say",
        ),
        ("Peterborough", "was 622 per 100,000 people, adjusted for age. Fingertips rates it “Similar”."),
        ("Peterborough", "In Peterborough in 2025 the average deprivation score was 27.8."),
        ("Peterborough", "In Peterborough there were 25 deaths related to drug misuse, registered in 2016 to 2018."),
        ("Peterborough", "there were about 20 hospital admissions with a drug-related mental or behavioural disorder"),
        ("Peterborough", "In the Cambridgeshire police force area in 2018/19 there were 2,332 seizures of drugs"),
        ("Peterborough", "cannot be told apart, on these numbers, from that in England (7.4), not adjusted for age."),
        ("Cambridgeshire", "from 2016 to 2020 was 36, 35, 44, 40 and 32: no clear trend"),
        (
            "Cambridgeshire",
            "in Cambridgeshire was 98 in 2015 to 2017 and 116 in 2018 to 2020; the numbers are too few to say",
        ),
        ("Cambridgeshire", "In the Cambridgeshire police force area in 2018/19 there were 2,332 seizures of drugs"),
        (
            "Hackney",
            "In City of London and Hackney together there were 45 deaths related to drug misuse, registered in 2016",
        ),
        (
            "Hackney",
            "none is published for Hackney alone. The publisher gives one figure for City of London and Hackney",
        ),
        ("Cumbria", "Cumbria ended as a council on 1 April 2023 and became Cumberland and Westmorland and Furness."),
        ("Isles of Scilly", "No statistical neighbours are told for Isles of Scilly"),
    ],
)
def test_it_says_what_the_files_print(reports, council, sentence):
    assert sentence in said(reports[council])


def test_a_countys_deprivation_is_of_its_districts_and_the_edition_before_its_own(reports):
    sections = {section.slug: section for section in reports["Cambridgeshire"].sections}
    table = sections["deprivation-districts"].blocks[-1]
    assert {row[0].text: row[1].text for row in table.rows} == {
        "Cambridge": "11.5",
        "East Cambridgeshire": "12.2",
        "Fenland": "26.1",
        "Huntingdonshire": "11.8",
        "South Cambridgeshire": "9.3",
    }
    assert "In Cambridgeshire in 2019 the average deprivation score was 13.9." in said(reports["Cambridgeshire"])
    assert "2019 the average deprivation score" not in said(reports["Peterborough"])


def test_each_council_has_the_map_and_the_funnel_and_names_what_is_missing(reports):
    for report in reports.values():
        kinds = {block.kind for section in report.sections for block in section.blocks if isinstance(block, Chart)}
        assert {"tiles", "funnel"} <= kinds
        assert "Suspected drug deaths, by the day they happened:" in said(report)


def test_nothing_bare_modelled_or_of_mid_year_carries_an_interval_or_a_word(measured):
    for name in COUNCILS:
        for claim in board_of(measured, (find(name),)).ledger.claims:
            if any(figure.is_value_only for figure in claim.about[:1]):
                assert claim.word is None, claim.sentence
                assert claim.about[0].low is None, claim.sentence
                assert claim.test is None, claim.sentence


def test_it_is_about_one_council_at_a_time(measured):
    with pytest.raises(Refusal, match="about one council at a time; asked for 2"):
        board_of(measured, [find("Peterborough"), find("Hackney")])
