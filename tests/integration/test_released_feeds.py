"""Feeds of the county on the shelf: each total is what was loaded adds up to, or says why there is none."""

import csv
from datetime import date

import pytest
from pyarrow import parquet

from joinedup.core.place import Place
from joinedup.definitions.feed_totals import ADDS_UP
from joinedup.jobs.county import write_county
from joinedup.jobs.feeds import feeds_report
from joinedup.jobs.load import load
from joinedup.jobs.released_feeds import BY_SENDER, MOST_YEARS, entries_of, feed_sheets
from joinedup.jobs.releasing import _told_feeds
from joinedup.shelf.plain import to_bytes
from joinedup.warehouse.folder import EXPECTED
from joinedup.warehouse.store import open_warehouse

PLACES = (Place("X10000001", "Thornmarch"), Place("X06000001", "Quillhaven"))
LACKS = "has not sent all of the year, so no total is made."


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("feeds")
    write_county(folder / "files", seed=2, scale=0.02)
    paths = [*(folder / "files").glob("*population*.csv"), *sorted((folder / "files" / "feeds").glob("*.csv"))]
    report = load(paths, folder / "warehouse", received_on=date(2026, 4, 20), key_path=folder / "key")
    assert report.exit_status == 0, report.lines()
    (folder / "warehouse" / EXPECTED).write_bytes((folder / "files" / EXPECTED).read_bytes())
    return folder


@pytest.fixture(scope="module")
def sheets(home):
    feeds = feeds_report(home / "warehouse", on=date(2026, 5, 1))
    opened = open_warehouse(home / "warehouse", threads=1)
    try:
        return feed_sheets(opened, PLACES, feeds.feeds, _told_feeds(feeds))
    finally:
        opened.close()


def by_hand(home, feed, header, council, year):
    """Add one number up from what was loaded, file by file."""
    with (home / "files" / "population.csv").open(encoding="utf-8-sig", newline="") as file:
        lies_in = {row["area"]: row["part_of"] or row["area"] for row in csv.DictReader(file)}
    total = 0.0
    for path in (home / "warehouse" / "deliveries").glob(f"*/feed_{feed.replace('-', '_')}.parquet"):
        for row in parquet.read_table(path).to_pylist():
            if lies_in[row["area"]] == council and year[0] <= row["start_on"].isoformat() < year[1]:
                total += row[header]
    return total


def test_every_total_that_is_shown_is_what_the_files_add_up_to(home, sheets):
    shown = [(slug, one) for slug, sheet in sheets.items() for one in sheet.totals if one.showing == "shown"]
    assert len({slug for slug, _ in shown}) >= 3
    for slug, one in shown:
        assert one.value == pytest.approx(
            by_hand(home, slug, one.field, one.place_code, (one.start, one.end)), abs=0.06
        )


def test_small_ones_are_hidden_and_hidden_ones_are_small_or_beside_small(home, sheets):
    hidden = [(slug, one) for slug, sheet in sheets.items() for one in sheet.totals if one.showing == "hidden"]
    assert hidden
    assert all(one.value is None for _, one in hidden)
    for slug, sheet in sheets.items():
        for one in sheet.totals:
            if one.showing == "shown" and one.field != "grams":
                assert by_hand(home, slug, one.field, one.place_code, (one.start, one.end)) >= 5


def test_a_year_that_is_not_whole_and_what_a_sender_hides_have_no_total(sheets):
    notes = {one.note for sheet in sheets.values() for one in sheet.totals if one.showing == "absent"}
    assert any(note.endswith(LACKS) for note in notes)
    assert BY_SENDER in notes


def test_only_whole_councils_and_financial_years_are_there(sheets):
    for sheet in sheets.values():
        for one in sheet.totals:
            assert one.place_code in {place.code for place in PLACES}
            assert (one.start[5:], one.end[5:]) == ("04-01", "04-01")
            assert one.field in ADDS_UP[sheet.feed]
        assert len({one.period for one in sheet.totals}) <= MOST_YEARS


def test_every_number_of_a_feed_is_named_and_the_list_says_the_same(sheets):
    listed = {one.feed: one.fields for one in entries_of(sheets)}
    for slug, sheet in sheets.items():
        assert tuple(one.name for one in sheet.fields) == listed[slug]
        assert sheet.senders
        assert b'"rows"' not in to_bytes(sheet)
