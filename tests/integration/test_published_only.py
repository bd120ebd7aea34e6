"""The council's first door: published files alone give any English council a document, and name what is missing."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.definitions.areas import pick, places
from joinedup.definitions.documents.needs_assessment import DOCUMENT
from joinedup.documents.render import NAMES
from joinedup.documents.wording import ABSENT, SYNTHETIC_BANNER
from joinedup.jobs.assess import PICKED, assess, places_of
from joinedup.jobs.board import lay_out
from joinedup.jobs.load import load
from joinedup.warehouse.store import open_warehouse
from support.opened import page_tables, texts
from support.shared import shared_file

pytestmark = pytest.mark.slow

MINIATURES = Path(__file__).parents[1] / "support" / "miniatures"
MADE = ("population_by_age", "drug_poisoning_deaths", "treatment_profile", "treatment_profile_opiate")
REAL = (
    "nomis_population_la_single_year_of_age.csv.gz",
    "ons_drug_poisoning_deaths_by_la_1993_2020.csv",
    "ndtms_adults_england_2009_.csv",
    "ndtms_adult_opiate_england_2009_.csv",
)
SEED = 20261121
RECEIVED, DATED = date(2026, 4, 20), date(2026, 5, 1)
TREND = re.compile(
    r"\b(ris(e|es|en|ing)|rose|fall(s|en|ing)?|fell|increas\w+|decreas\w+|grow\w*|grew|upward|downward|trend)\b", re.I
)
NO_TREND = re.compile(r"\b(no clear trend|no trend is told|a trend needs that many every year)\b", re.I)
"""What says that there is none, or that none may be told."""


class Run:
    """What assessing some councils on published files wrote, and what it says."""

    def __init__(self, warehouse, out, **asked):
        self.done = assess(warehouse, year="2021/22", out=out, dated_on=DATED, **({"areas": ()} | asked))
        self.folder = out
        self.ledger = json.loads((out / "claims.json").read_text(encoding="utf-8"))
        self.read = [found for path in sorted(out.iterdir()) for found in texts(path)]

    def said(self, suffix):
        return " ".join(" ".join(text.split()) for where, text in self.read if suffix in where)

    def claims(self, *slugs):
        return [one for one in self.ledger["claims"] if {figure["indicator"] for figure in one["about"]} & set(slugs)]


@pytest.fixture(scope="module")
def miniature(tmp_path_factory):
    folder = tmp_path_factory.mktemp("miniature")
    report = load([MINIATURES / f"{name}.csv" for name in MADE], folder / "warehouse", received_on=RECEIVED)
    assert report.exit_status == 0, report.lines()
    return Run(folder / "warehouse", folder / "out", areas=("Peterborough", "E10000003"))


@pytest.fixture(scope="module")
def real_warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("real")
    for name in REAL:
        shutil.copy(shared_file("data", "uk", name), folder / name)
    report = load([folder / name for name in REAL], folder / "warehouse", received_on=RECEIVED)
    assert report.exit_status == 0, report.lines()
    return folder / "warehouse"


@pytest.fixture(scope="module")
def real(real_warehouse, tmp_path_factory):
    return Run(real_warehouse, tmp_path_factory.mktemp("pair") / "out", areas=("Cambridgeshire", "Peterborough"))


def test_six_documents_of_councils_asked_for_by_name_and_code(miniature):
    assert [path.name for path in miniature.done.paths] == list(NAMES)
    assert [place.name for place in miniature.done.places] == ["Peterborough", "Cambridgeshire"]
    assert not miniature.done.is_synthetic


def test_nothing_says_synthetic_where_nothing_is(miniature):
    assert miniature.ledger["is_synthetic"] is False
    for where, text in miniature.read:
        assert SYNTHETIC_BANNER.lower() not in text.lower(), where


def test_what_is_missing_is_named_and_where_to_ask_is_said(miniature):
    page = miniature.said(".html")
    assert "What is missing, and where to ask" in page
    assert "no figure held for" in page
    for heading in ("Treatment figures for a council come from its providers' NDTMS extracts", "Estimated need"):
        assert heading.replace("'", "&#x27;") in page or heading in page.replace("’", "'"), heading
    assert miniature.done.absent > 10


def test_sections_without_a_figure_are_left_out_and_none_is_empty(miniature):
    for table in page_tables(miniature.folder / "needs-assessment.html"):
        assert table
        if table[0][0] == "Indicator":
            assert any(cell != ABSENT for row in table[1:] for cell in row[1:]), table


def test_deaths_are_the_publishers_for_every_window_told(miniature):
    head, *lines = (MINIATURES / "drug_poisoning_deaths.csv").read_text(encoding="cp1252").splitlines()
    counts = next(line for line in lines if line.startswith("E06000031")).split(",")[2:]
    registered = dict(zip((cell.strip('" ') for cell in head.split(",")[2:]), map(int, counts), strict=True))
    told = [one for one in miniature.claims("drug-poisoning-deaths") if one["kind"] == "count" and is_about(one)]
    assert told
    for claim in told:
        [figure] = claim["about"]
        years = range(int(figure["start"][:4]), int(figure["end"][:4]))
        assert figure["showing"] == "open"
        assert figure["value"] == sum(registered[str(year)] for year in years), claim["claim_id"]
    assert "registered" in miniature.said(".html")


def changes_of_deaths(run):
    """Claims of deaths that set one place's windows side by side."""
    about = run.claims("drug-poisoning-deaths", "drug-poisoning-death-rate")
    pairs = [one for one in about if len(one["about"]) == 2]
    return [one for one in pairs if one["about"][0]["place"] == one["about"][1]["place"]]


def are_apart(first, second):
    return first["start"] >= second["end"] or second["start"] >= first["end"]


def is_about(claim, code="E06000031"):
    return claim["about"][0]["place"]["code"] == code


def test_a_folder_that_holds_something_else_is_refused_before_the_work(miniature, tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    asked = []
    with pytest.raises(Refusal, match=r"thesis\.txt"):
        assess(
            miniature.folder.with_name("warehouse"),
            areas=("Peterborough",),
            year="2021/22",
            out=tmp_path,
            dated_on=DATED,
            progress=lambda doing, share: asked.append(doing),
        )
    assert asked == []


def test_cambridgeshire_and_peterborough_have_documents_from_the_real_files(real):
    assert [place.code for place in real.done.places] == ["E10000003", "E06000031"]
    assert {path.name for path in real.folder.iterdir()} == set(NAMES)
    assert real.claims("drug-poisoning-death-rate")
    assert SYNTHETIC_BANNER not in real.said(".html")


def test_no_trend_in_deaths_is_claimed(real):
    about = real.claims("drug-poisoning-deaths", "drug-poisoning-death-rate")
    assert len(about) >= 4
    for claim in about:
        assert not TREND.search(NO_TREND.sub("", claim["sentence"])), claim["sentence"]
        assert not TREND.search(NO_TREND.sub("", claim["word"] or "")), claim["claim_id"]


def test_deaths_of_single_years_are_told_side_by_side_and_pooled_ones_are_not(real):
    told = [one for one in real.claims("drug-poisoning-deaths") if ":trend@" in one["claim_id"]]
    assert len(told) == 2
    for claim in told:
        years = [(figure["start"][:4], figure["end"][:4]) for figure in claim["about"]]
        assert years == [(str(year), str(year + 1)) for year in range(2020, 2015, -1)]
        few = [figure for figure in claim["about"] if figure["numerator"] < 10]
        assert ("No trend is told: there are fewer than 10 events" in claim["sentence"]) == bool(few)
        assert (claim["test"] is None) == bool(few)


def test_windows_of_deaths_that_are_compared_share_no_time(real):
    changes = changes_of_deaths(real)
    assert changes
    for claim in changes:
        assert are_apart(*claim["about"]), claim["claim_id"]


def test_the_three_councils_that_the_seed_picks_have_documents_too(real_warehouse, tmp_path):
    run = Run(real_warehouse, tmp_path / "out", pick=SEED)
    codes = [place.code for place in run.done.places]
    assert codes == list(pick(SEED, PICKED))
    assert all(place == places()[place.code] for place in run.done.places)
    page = run.said(".html")
    told = {claim["about"][0]["place"]["code"] for claim in run.ledger["claims"] if claim["kind"] != "absence"}
    assert set(codes) <= told
    assert all(place.name in page for place in run.done.places)
    changes = changes_of_deaths(run)
    assert len(changes) >= PICKED
    for claim in changes:
        assert are_apart(*claim["about"]), claim["claim_id"]
        if TREND.search(claim["sentence"]):
            assert claim["test"]["p_value"] < 0.05, claim["sentence"]
            assert claim["test"]["holds"], claim["sentence"]
            assert claim["is_headline"] or claim["test"]["survives_family"], claim["sentence"]


def test_every_visible_figure_has_a_claim_that_numbers_can_point_at(miniature):
    opened = open_warehouse(miniature.folder.parent / "warehouse")
    asked = places_of(opened, ("Peterborough", "E10000003"))
    board = lay_out(opened, DOCUMENT, asked, Period.financial_year("2021/22"))
    opened.close()
    visible = [figure for figure in board.figures.values() if figure.is_visible]
    assert any(" to " in figure.period.label for figure in visible)
    for figure in visible:
        assert board.value_claim(figure.indicator, figure.place, figure.period), figure


def test_a_count_of_pooled_years_in_a_table_opens_to_its_claim(miniature):
    page = (miniature.folder / "needs-assessment.html").read_text(encoding="utf-8")
    tables = re.findall(r"<table.*?</table>", page, flags=re.DOTALL)
    assert any('href="#claim-e10000003-drug-poisoning-deaths-count-' in table for table in tables)
