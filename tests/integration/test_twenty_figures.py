"""Twenty figures of ten councils: read by eye from the publishers' rows and typed here, asked of what is released."""

import shutil
from datetime import date

import pytest

from joinedup.core.period import Period
from joinedup.definitions.areas import find
from joinedup.definitions.documents.published_assessment import DOCUMENT
from joinedup.jobs.board import board_of
from joinedup.jobs.load import load
from joinedup.jobs.measured import measure_for
from joinedup.warehouse.store import open_warehouse
from support.shared import shared_file

pytestmark = pytest.mark.slow

FILES = (
    *("nomis_population_la_single_year_of_age.csv.gz", "ons_drug_poisoning_deaths_by_la_1993_2020.csv"),
    *("fingertips_91382_alcohol_related_mortality.csv", "fingertips_91414_alcohol_admissions_narrow.csv"),
    *("imd2025_england_ltla24.csv", "british_drug_dynamics/deaths_misuse.csv", "british_drug_dynamics/primary.csv"),
)

POISONING, MISUSE = "drug-poisoning-deaths", "drug-misuse-deaths"
ADMITTED, ALCOHOL = "alcohol-related-admissions-narrow", "alcohol-related-mortality"
DISORDERS = "hospital-admissions-drug-disorders-primary"

TYPED = (
    # council, indicator, period, value, what the publisher says of it
    ("Peterborough", POISONING, "2018 to 2020", 18 + 9 + 18, ""),
    ("Peterborough", ADMITTED, "2017/18", 622, "Similar"),
    ("Peterborough", "imd-average-score", "2025", 27.799, ""),
    ("Cambridgeshire", POISONING, "2018 to 2020", 32 + 40 + 44, ""),
    ("Cambridgeshire", MISUSE, "2016 to 2018", 71, ""),
    ("Hackney", POISONING, "2018 to 2020", 24 + 23 + 9, ""),
    ("Hackney", ADMITTED, "2017/18", 548, "Better"),
    ("Rutland", POISONING, "2018 to 2020", 1 + 0 + 0, ""),
    ("Rutland", "residents", "2020", 40_476, ""),
    ("Rutland", ALCOHOL, "2017", 28.8, "Similar"),
    ("Birmingham", POISONING, "2018 to 2020", 89 + 97 + 101, ""),
    ("Birmingham", ADMITTED, "2017/18", 680, "Worse"),
    ("Kent", MISUSE, "2016 to 2018", 188, ""),
    ("Kent", DISORDERS, "2019/20", 105, ""),
    ("Cornwall", ADMITTED, "2017/18", 710, "Worse"),
    ("Leeds", "residents", "2020", 798_786, ""),
    ("Leeds", MISUSE, "2016 to 2018", 158, ""),
    ("Liverpool", ALCOHOL, "2017", 62.3, "Worse"),
    ("Liverpool", DISORDERS, "2019/20", 235, ""),
    ("Westminster", ALCOHOL, "2017", 30.8, "Better"),
)
COUNCILS = tuple(dict.fromkeys(row[0] for row in TYPED))


@pytest.fixture(scope="module")
def boards(tmp_path_factory):
    folder = tmp_path_factory.mktemp("twenty")
    copies = [shutil.copy(shared_file("data", "uk", *name.split("/")), folder) for name in FILES]
    report = load(copies, folder / "warehouse", received_on=date(2026, 4, 20))
    assert report.exit_status == 0, report.lines()
    opened = open_warehouse(folder / "warehouse")
    measured = measure_for(opened, DOCUMENT, [find(name) for name in COUNCILS], Period.financial_year("2023/24"))
    yield {name: board_of(measured, (find(name),)) for name in COUNCILS}
    opened.close()


def test_there_are_twenty_figures_of_ten_councils():
    assert (len(TYPED), len(COUNCILS)) == (20, 10)


@pytest.mark.parametrize(("council", "slug", "period", "value", "verdict"), TYPED)
def test_a_released_figure_is_what_the_publishers_row_says(boards, council, slug, period, value, verdict):
    board = boards[council]
    figure = board.figure(slug, find(council))

    assert figure is not None
    assert (figure.period.label, figure.verdict) == (period, verdict)
    assert figure.value == pytest.approx(value, abs=1e-9)
    claim = board.claims[board.value_claim(slug, find(council))]
    assert claim.evidence.files
