"""Any council from published files alone, one or all: found, made whole, and a run that was stopped goes on."""

import csv
import hashlib
import json
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from joinedup.claims.recheck import recheck_file
from joinedup.core.refusal import Refusal
from joinedup.definitions.areas import places, upper_tier_codes
from joinedup.definitions.documents.published_assessment import DOCUMENT
from joinedup.documents.render import NAMES
from joinedup.jobs.board import board_of, lay_out
from joinedup.jobs.council import council, latest_year
from joinedup.jobs.councils import councils
from joinedup.jobs.finding import find_council
from joinedup.jobs.load import load
from joinedup.jobs.made import TABLE
from joinedup.jobs.measured import measure_for
from joinedup.jobs.published_files import published_files
from joinedup.warehouse.store import open_warehouse

pytestmark = pytest.mark.slow

MINIATURES = Path(__file__).parents[1] / "support" / "miniatures"
RECEIVED, DATED = date(2026, 4, 20), date(2026, 5, 1)
PAIR = ("E06000031", "E10000003")
FOUR = (*PAIR, "E06000017", "E09000001")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    """Every miniature of a published file, loaded."""
    folder = tmp_path_factory.mktemp("published") / "warehouse"
    files = sorted(path for path in MINIATURES.iterdir() if path.suffix != ".md")
    assert len(files) > 20
    report = load(files, folder, received_on=RECEIVED)
    assert report.exit_status == 0, report.lines()
    return folder


@pytest.fixture
def opened(warehouse):
    held = open_warehouse(warehouse)
    yield held
    held.close()


@pytest.fixture(scope="module")
def every(warehouse, tmp_path_factory):
    """The ledgers of every authority, made in one run, and their folder."""
    out = tmp_path_factory.mktemp("every") / "all"
    return councils(warehouse, out=out, dated_on=DATED, ledgers_only=True), out


@pytest.fixture(scope="module")
def peterborough(warehouse, tmp_path_factory):
    out = tmp_path_factory.mktemp("one") / "documents"
    return council(warehouse, "Peterborough", out=out, dated_on=DATED), out


def named(*codes):
    return tuple(places()[code] for code in codes)


def digests(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file() and ".made" not in path.parts)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def rows(out):
    with (out / TABLE).open(encoding="utf-8", newline="") as table:
        return {row["code"]: row for row in csv.DictReader(table)}


# ---- one council ----------------------------------------------------------------------------------------------------


def test_a_council_gets_its_six_files_and_is_told_what_is_held_for_it(peterborough):
    report, out = peterborough
    assert {path.name for path in out.iterdir()} == set(NAMES)
    said = "\n".join(report.lines())
    assert said.startswith("Peterborough (E06000031)\n")
    assert "    Deaths related to drug poisoning, by year of registration: 2018 to 2020" in said
    assert "adjusted for age: 2016 (value only)" in said
    assert "Nothing is held for: " in said
    assert "Synthetic" not in said


def test_what_is_said_to_be_held_is_what_the_ledger_shows(peterborough):
    report, out = peterborough
    claims = json.loads((out / "claims.json").read_text(encoding="utf-8"))
    ids = {one["slug"]: one["claims"] for one in claims["sections"]}
    by_id = {one["claim_id"]: one for one in claims["claims"]}
    for holding in report.holdings:
        about = [by_id[each] for each in ids[holding.slug]]
        assert holding.asked == len(about)
        seen = [one for one in about if any(f["showing"] in ("open", "shown") for f in one["about"])]
        assert holding.told == sum(one["kind"] != "absence" for one in seen)
        shown = {(f["indicator"], f["place"]["code"]) for one in about for f in one["about"][:1] if "value" in f}
        assert len(holding.measures) == len(shown), holding.slug


def test_the_ledger_read_anew_breaks_no_rule(peterborough):
    assert recheck_file(peterborough[1] / "claims.json") == ()


@pytest.mark.parametrize("asked", ["peterborough", "E06000031", "PE1", "PE1 1AA", "Peterborough City Council"])
def test_every_way_of_naming_it_finds_it(asked, opened):
    found = find_council(opened, asked)
    assert found.place == places()["E06000031"]
    assert bool(found.notes) == (asked not in ("peterborough", "E06000031"))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("", "Say which council"),
        ("   ", "Say which council"),
        ("Atlantis", "No area is called 'Atlantis'"),
        ("Cambrigeshire", "Did you mean: Cambridgeshire (E10000003"),
        ("Durham", "County Durham (E06000047"),
        ("CB1", "Cambridgeshire (E10000003"),
        ("Northamptonshire", "North Northamptonshire (E06000061"),
        ("E10000021", "West Northamptonshire (E06000062)"),
        ("Bournemouth", "Bournemouth, Christchurch and Poole (E06000058"),
        ("E06000063", "it lay in Cumbria (E10000006)"),
        ("Cumberland", "it lay in Cumbria (E10000006"),
        ("Cambridge", "a district of Cambridgeshire (E10000003)"),
        ("E07000008", "a district of Cambridgeshire (E10000003)"),
        ("England", "is not an upper-tier council"),
        ("E23000008", "is not an upper-tier council"),
        ("E12000006", "is not an upper-tier council"),
    ],
)
def test_what_names_no_council_or_several_is_asked_back_with_candidates(asked, words, opened):
    with pytest.raises(Refusal) as said:
        find_council(opened, asked)
    assert words in str(said.value)
    assert str(said.value).endswith((".", "?"))


def test_a_council_that_has_ended_since_is_found_and_says_what_it_became(opened):
    [note] = find_council(opened, "Cumbria").notes
    assert "Cumberland" in note
    assert "Westmorland and Furness" in note
    assert "E08000038" in find_council(opened, "Barnsley").notes[0]


def test_a_council_of_which_nothing_is_held_is_refused_and_nothing_written(warehouse, tmp_path):
    with pytest.raises(Refusal, match="Nothing is held for Norfolk"):
        council(warehouse, "Norfolk", out=tmp_path / "out", dated_on=DATED)
    assert not (tmp_path / "out").exists()


def test_a_folder_with_somebodys_work_is_left_alone(warehouse, tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    for run in (
        lambda: council(warehouse, "Peterborough", out=tmp_path, dated_on=DATED),
        lambda: councils(warehouse, out=tmp_path, dated_on=DATED),
    ):
        with pytest.raises(Refusal, match=r"thesis\.txt"):
            run()
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


# ---- all of them ----------------------------------------------------------------------------------------------------


def test_a_board_laid_out_from_all_is_the_board_of_the_council_alone(opened):
    year = latest_year(opened, DOCUMENT)
    together = measure_for(opened, DOCUMENT, named(*FOUR), year)
    for place in named(*FOUR[:3]):
        alone = lay_out(opened, DOCUMENT, (place,), year)
        shared = board_of(together, (place,))
        assert shared.ledger == alone.ledger
        assert list(shared.figures.items()) == list(alone.figures.items())
        assert shared.period_of == alone.period_of


def test_the_files_of_a_run_over_many_are_those_of_one_run_each_in_one_process_or_two(
    peterborough, warehouse, tmp_path
):
    for workers in (1, 2):
        out = tmp_path / str(workers)
        report = councils(warehouse, out=out, dated_on=DATED, only=named(*FOUR), workers=workers)
        assert digests(out / "E06000031-peterborough") == digests(peterborough[1])
        assert [one.code for one in report.made] == list(FOUR)
        assert report.exit_status == 0
    assert digests(tmp_path / "1") == digests(tmp_path / "2")


def test_every_authority_has_its_ledger_or_its_reason(every):
    report, out = every
    table = rows(out)
    assert list(table) == list(upper_tier_codes())
    for code, row in table.items():
        ledger = out / (row["folder"] or "none") / "claims.json"
        assert ledger.is_file() == (row["made"] == "yes"), code
        assert bool(row["reason"]) == (row["made"] == "no"), code
        if row["made"] == "yes":
            assert [path.name for path in ledger.parent.iterdir()] == ["claims.json"]
            assert recheck_file(ledger) == ()
    assert {code for code, row in table.items() if row["made"] == "yes"} >= set(PAIR)
    assert table["E10000020"]["reason"].startswith("Nothing is held for Norfolk")
    said = "\n".join(report.lines())
    assert "Not made: Norfolk (E10000020). Nothing is held" in said
    assert "none breaks a rule of practice" in said


class Stopped(Exception):
    """A run that ends where a test wants it to."""


def stop_after(names):
    def progress(doing, share):
        if doing == names:
            raise Stopped

    return progress


def test_a_run_that_stopped_goes_on_and_the_table_is_there_only_of_a_whole_run(warehouse, tmp_path):
    asked = {"dated_on": DATED, "only": named(*FOUR), "ledgers_only": True}
    with pytest.raises(Stopped):
        councils(warehouse, out=tmp_path / "a", progress=stop_after("Cambridgeshire"), **asked)
    assert not (tmp_path / "a" / TABLE).exists()
    assert councils(warehouse, out=tmp_path / "a", **asked).kept == 2
    assert councils(warehouse, out=tmp_path / "b", **asked).kept == 0
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    assert councils(warehouse, out=tmp_path / "a", **asked).kept == 4


def test_what_was_altered_or_made_of_other_things_is_made_anew(warehouse, tmp_path):
    asked = {"only": named(*PAIR), "out": tmp_path / "a"}
    councils(warehouse, dated_on=DATED, ledgers_only=True, **asked)
    whole = digests(tmp_path / "a")
    ledger = tmp_path / "a" / "E06000031-peterborough" / "claims.json"
    ledger.write_text(ledger.read_text(encoding="utf-8").replace("Peterborough", "Petersborough"), encoding="utf-8")
    assert councils(warehouse, dated_on=DATED, ledgers_only=True, **asked).kept == 1
    assert digests(tmp_path / "a") == whole
    (tmp_path / "a" / ".made" / "E06000031.json").write_text('{"torn')
    assert councils(warehouse, dated_on=DATED, ledgers_only=True, **asked).kept == 1
    assert councils(warehouse, dated_on=date(2026, 5, 2), ledgers_only=True, **asked).kept == 2  # no date in a ledger
    assert councils(warehouse, dated_on=DATED, **asked).kept == 0
    assert {path.name for path in ledger.parent.iterdir()} == set(NAMES)
    assert councils(warehouse, dated_on=date(2026, 5, 2), **asked).kept == 0


def test_a_council_that_can_no_longer_be_made_leaves_no_stale_documents(warehouse, tmp_path):
    out = tmp_path / "a"
    councils(warehouse, out=out, dated_on=DATED, only=named(*PAIR), ledgers_only=True)
    bare = tmp_path / "bare"
    load([MINIATURES / "treatment_profile.csv"], bare, received_on=RECEIVED)
    report = councils(bare, out=out, dated_on=DATED, only=named(*PAIR), ledgers_only=True)
    assert all(one.reason for one in report.made)
    assert [path.name for path in out.iterdir() if path.is_dir() and path.name != ".made"] == []


def test_a_run_killed_outright_goes_on_and_ends_as_one_that_was_not(every, warehouse, tmp_path):
    out = tmp_path / "killed"
    command = [sys.executable, "-m", "joinedup.cli", "councils", "--warehouse", warehouse, "--out", out]
    command += ["--ledgers-only", "--dated-on", DATED.isoformat()]
    run = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while run.poll() is None and len(list((out / ".made").glob("*.json"))) < 10:
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert not (out / TABLE).exists(), "it ended before it could be killed"
    report = councils(warehouse, out=out, dated_on=DATED, ledgers_only=True)
    assert report.kept >= 10
    assert digests(out) == digests(every[1])


# ---- what to download -----------------------------------------------------------------------------------------------


def test_sources_say_what_each_file_gives_and_the_page_it_is_on():
    report = published_files()
    said = report.lines()
    assert said[0].startswith(f"{len(report.sources)} published files can be loaded")
    for one in report.sources:
        assert "http" in one.page, one.slug
        assert all((one.title, one.publisher, one.cadence, one.licence, one.gives)), one.slug
        assert one.title in said
    assert "held" not in report.as_dict()["sources"][0]


def test_sources_say_what_is_held_how_old_and_what_is_missing(warehouse):
    report = published_files(warehouse)
    held = {one.slug: one.held for one in report.sources if one.held}
    [deaths] = held["ons-drug-poisoning-deaths-by-authority"]
    assert (deaths.until, deaths.received_on) == (date(2020, 12, 31), RECEIVED)
    assert len(held["home-office-seizures-by-police-force"]) == 2
    assert report.others == ()
    missing = {one.measure: [each.slug for each in one.sources] for one in report.missing}
    assert "population" not in missing
    assert "drug-poisoning-deaths" not in missing
    assert "alcohol-related-admissions-narrow" in missing
    json.dumps(report.as_dict())


def test_an_empty_cupboard_lacks_everything_that_a_file_would_give(tmp_path):
    load([MINIATURES / "weekly_deaths.csv"], tmp_path / "w", received_on=RECEIVED)
    missing = {one.measure for one in published_files(tmp_path / "w").missing}
    assert {"population", "boundary", "imd-average-score", "drug-poisoning-deaths", "drug-misuse-deaths"} <= missing
    said = published_files(tmp_path / "w").lines()
    assert said[0] == "Missing for the published needs assessment of councils:"
    assert "  Deaths registered weekly in England and Wales: to " in "\n".join(said)
