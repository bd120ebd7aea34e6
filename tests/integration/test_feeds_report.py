"""`joinedup feeds` finds what is planted late, missing and silent."""

import json
import shutil
from datetime import date
from html import escape

import pytest

from joinedup.core.refusal import Refusal
from joinedup.definitions.catalogue import feeds
from joinedup.definitions.timeliness import documents_on, resting_on, timeliness
from joinedup.intake.coverage import FEEDS
from joinedup.intake.freshness import Standing
from joinedup.jobs.county import write_county
from joinedup.jobs.feeds import feeds_report, sentences
from joinedup.jobs.feeds_page import save_feeds_page, write_feeds_page
from joinedup.jobs.load import load
from joinedup.warehouse.folder import EXPECTED

ON = date(2026, 4, 20)


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    home = tmp_path_factory.mktemp("county")
    write_county(home / "files", seed=6, scale=0.2)
    files = [*(home / "files" / "feeds").glob("*.csv"), home / "files" / "prevalence.csv"]
    assert load(sorted(files), home / "warehouse", received_on=ON).exit_status == 0
    return home, json.loads((home / "files" / "truth" / "feeds.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def report(county):
    home, _ = county
    return feeds_report(home / "warehouse", on=ON, expected=home / "files" / "expected_senders.toml")


def standing(report, which):
    return {(one.feed, one.sender) for one in report.feeds if one.standing is which}


def test_what_was_planted_late_is_too_old_and_nothing_else(county, report):
    _, truth = county
    assert standing(report, Standing.LATE) == {(one["feed"], one["sender"]) for one in truth["late"]}
    told = {(one.feed, one.sender): one.covers_to.isoformat() for one in report.feeds if one.covers_to}
    assert all(told[one["feed"], one["sender"]] == one["covers_to"] for one in truth["late"])


def test_what_was_left_out_is_told_to_the_day(county, report):
    _, truth = county
    holes = {(one.feed, one.sender): one.missing for one in report.feeds if one.standing is Standing.HOLES}
    assert {
        key: [(hole.start.isoformat(), hole.end.isoformat()) for hole in found] for key, found in holes.items()
    } == {(one["feed"], one["sender"]): [(one["from"], one["to"])] for one in truth["missing"]}


def test_senders_that_never_sent_are_seen_only_with_a_list(county, report):
    home, truth = county
    never = {(one["feed"], one["sender"]) for one in truth["never"]}
    services = {key for key in standing(report, Standing.NEVER) if key[0].startswith("ndtms")}
    assert standing(report, Standing.NEVER) == never | services, "the services' own files are not loaded here"
    assert len(services) == 6
    bare = feeds_report(home / "warehouse", on=ON)
    assert not standing(bare, Standing.NEVER)
    assert "cannot be seen" in "\n".join(bare.lines())


def test_what_is_missing_is_said_first_with_the_steward_and_the_indicators(report):
    text = "\n".join(report.lines())
    assert text.index("Missing or too old") < text.index("current")
    assert "nothing has ever come." in text
    assert "Ask: coroner's officer. No indicator rests on it yet." in text
    assert f"Touches {len(resting_on('ndtms-adult'))} indicators: " in text
    assert "In: Drug and alcohol needs assessment.\n" in text
    assert "Synthetic" in text
    assert json.loads(json.dumps(report.as_dict()))["feeds"][0]["standing"] == "never sent"


def test_the_report_is_as_of_its_day(county):
    home, _ = county
    with pytest.raises(Refusal, match="Nothing had been received"):
        feeds_report(home / "warehouse", on=date(2026, 4, 19))
    later = feeds_report(home / "warehouse", on=date(2027, 4, 20))
    assert len(later.wanting) > 15


def test_every_feed_that_can_be_loaded_has_a_title_a_steward_and_an_age_or_none():
    assert set(timeliness()) >= {*FEEDS, *feeds(), "lookup", "boundary"}


def test_what_rests_on_each_feed_is_what_reads_it():
    assert "unmet-alcohol-need" in resting_on("prevalence")
    assert "unmet-alcohol-need" in resting_on("ndtms-adult")
    assert "residents" in resting_on("population")
    assert "residents" not in resting_on("ndtms-adult")
    assert "adults-in-drug-treatment-rate" in resting_on("population")


def test_the_list_may_stay_in_the_warehouse_and_a_named_one_goes_before_it(county):
    home, _ = county
    kept = home / "warehouse" / EXPECTED
    shutil.copyfile(home / "files" / "expected_senders.toml", kept)
    try:
        own = feeds_report(home / "warehouse", on=ON)
        assert own == feeds_report(home / "warehouse", on=ON, expected=home / "files" / "expected_senders.toml")
        again = load(sorted((home / "files" / "feeds").glob("*.csv")), home / "warehouse", received_on=ON)
        assert again.exit_status == 0, "a list in the warehouse keeps nothing from being loaded"
        kept.write_text("who = 1", encoding="utf-8")
        with pytest.raises(Refusal, match="leaves out source"):
            feeds_report(home / "warehouse", on=ON)
    finally:
        kept.unlink()


def test_the_page_says_the_same_and_is_whole_in_itself(county, report, tmp_path):
    save_feeds_page(report, tmp_path / "feeds.html")
    page = (tmp_path / "feeds.html").read_text(encoding="utf-8")
    assert page == write_feeds_page(report)
    for one in report.wanting:
        for line in sentences(one):
            assert escape(line) in page
    assert page.index("nothing has ever come") < page.index("Everything held") < page.index("current")
    assert "Synthetic" in page
    assert "<script" not in page
    assert "http" not in page
    assert page.count('<th scope="row">') == len(report.feeds)
    with pytest.raises(Refusal, match=r"end it in \.html"):
        save_feeds_page(report, tmp_path / "feeds.csv")
    bare = write_feeds_page(feeds_report(county[0] / "warehouse", on=ON))
    assert "cannot be seen" in bare


def test_no_service_touches_a_document_of_published_figures_alone():
    assert documents_on("ndtms-adult") == ("Drug and alcohol needs assessment",)
    assert "Drug and alcohol needs assessment from published figures" in documents_on("published")
    assert documents_on("police-seizures") == ()
