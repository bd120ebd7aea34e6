"""Every issue of a figure is kept and told apart: restated by its publisher, sent again by a partner, loaded late."""

import json
from datetime import date

import pytest

from joinedup.claims.diff import diff
from joinedup.claims.reissued import REISSUED
from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, Place
from joinedup.definitions.catalogue import feeds
from joinedup.definitions.documents.needs_assessment import DOCUMENT
from joinedup.jobs.board import lay_out
from joinedup.jobs.load import load
from joinedup.warehouse.contracts import CONTRACTS
from joinedup.warehouse.folder import manifest_path
from joinedup.warehouse.store import open_warehouse, read_manifest
from support.vault_place import Place as Vault

YEAR = Period.financial_year("2021/22")
PETERBOROUGH = Place("E06000031", "Peterborough", "upper-tier")
APRIL, MAY, JUNE = date(2026, 4, 20), date(2026, 5, 20), date(2026, 6, 20)


def issue(folder, people, released_on):
    """Write England's adults in treatment as a publisher issued them on a day."""
    folder.mkdir(exist_ok=True)
    told = {
        "measure": "adults-in-treatment",
        "area": ENGLAND.code,
        "area_name": ENGLAND.name,
        "start_on": YEAR.start,
        "end_on": YEAR.end,
        "numerator": people,
        "source": "OHID",
        "released_on": released_on,
    }
    path = folder / "england.csv"
    row = ",".join(str(told.get(column, "")) for column in CONTRACTS["published"])
    path.write_text(",".join(CONTRACTS["published"]) + f"\n{row}\n", encoding="utf-8")
    return path


def load_issue(path, house, on):
    covers = {"covers_from": YEAR.start, "covers_to": YEAR.end, "extract_on": on}
    report = load([path], house, received_on=on, options=covers | {"sender": "ohid", "feed": "published"})
    assert report.exit_status == 0, report.lines()
    return report


def ledger(house, **how):
    opened = open_warehouse(house, **how)
    try:
        return lay_out(opened, DOCUMENT, (PETERBOROUGH,), YEAR).ledger
    finally:
        opened.close()


def told(held):
    return {
        figure.numerator
        for claim in held.claims
        for figure in claim.about
        if figure.indicator == "adults-in-treatment" and figure.period == YEAR and figure.is_visible
    }


def test_a_restated_figure_takes_the_place_of_the_first_which_is_kept_and_the_difference_says_why(tmp_path):
    house = tmp_path / "house"
    load_issue(issue(tmp_path / "one", 289_215, APRIL), house, APRIL)
    before = ledger(house)
    report = load_issue(issue(tmp_path / "two", 289_300, MAY), house, MAY)
    assert "in place of england.csv, received on 2026-04-20" in report.files[0].verdict
    after = ledger(house)
    assert (told(before), told(after)) == ({289_215}, {289_300})
    assert told(ledger(house, as_of=date(2026, 5, 19))) == {289_215}
    changes = diff(before, after)
    (moved,) = [one for one in changes.moved if one.period == YEAR.label]
    assert moved.parts == ((REISSUED, 85.0),)
    assert [one.sentence for one in changes.files] == [
        "ohid: england.csv of 2026-05-20, in place of england.csv of 2026-04-20"
    ]
    assert "289,215 to 289,300 (the publisher issued it anew: +85)" in "\n".join(changes.lines())


def test_a_figure_held_before_its_release_is_not_told_as_known_by_then(tmp_path):
    house = tmp_path / "house"
    load_issue(issue(tmp_path / "one", 289_215, JUNE), house, APRIL)
    assert told(ledger(house)) == {289_215}
    assert told(ledger(house, as_of=MAY)) == set()
    assert told(ledger(house, as_of=JUNE)) == {289_215}


FEED = feeds()["police-seizures"]


def send(folder, seizures, extract_on):
    """Write January's seizures as taken on a day."""
    folder.mkdir()
    path = folder / "seizures.csv"
    path.write_text(",".join(FEED.headers) + f"\n2026-01-01,X06000001,crack,{seizures},{10 * seizures}\n")
    path.with_name("seizures.csv.toml").write_text(
        'sender = "X0103"\nsender_name = "Constabulary"\nfeed = "police-seizures"\n'
        f"extract_on = {extract_on}\ncovers_from = 2026-01-01\ncovers_to = 2026-02-01\n"
    )
    return path


def seizures(house, **how):
    opened = open_warehouse(house, **how)
    try:
        rows = opened.table(FEED.table).to_pyarrow().to_pylist()
    finally:
        opened.close()
    return [(row["seizures"], row["delivery_id"]) for row in rows]


def test_a_month_sent_three_times_is_three_issues_though_the_last_says_what_the_first_did(tmp_path):
    house = tmp_path / "house"
    days = {APRIL: 4, MAY: 9, JUNE: 4}
    for on, many in days.items():
        report = load([send(tmp_path / on.isoformat(), many, on.isoformat())], house, received_on=on)
        assert report.is_changed, report.lines()
    found = {on: seizures(house, as_of=on) for on in days}
    assert {on: [many for many, _ in rows] for on, rows in found.items()} == {APRIL: [4], MAY: [9], JUNE: [4]}
    assert len({rows[0][1] for rows in found.values()}) == 3
    assert seizures(house) == found[JUNE]
    held = [read_manifest(house, version=number).deliveries[0] for number in (1, 2, 3)]
    assert [one.received_on for one in held] == list(days)
    assert held[0].covers == held[1].covers == held[2].covers
    assert len({one.sha256 for one in held}) == 2


@pytest.mark.parametrize("day", [date(2026, 5, 1), date(2026, 5, 19)])
def test_a_file_loaded_late_under_an_earlier_day_lets_nothing_received_since_be_read(tmp_path, day):
    """Version 3 says May 1st, as an earlier program wrote it, and lies above version 2, which came on May 20th."""
    place = Vault(tmp_path / "place")
    place.load([{"DRUG1": "7000"}], on=APRIL)
    place.load([{"DRUG1": "3201"}], on=MAY, sender="X0002", name="b.csv")
    late = place.extract([{"DRUG1": "7002"}], on=date(2026, 4, 30), sender="X0003", name="c.csv")
    place.load_files(late, on=date(2026, 5, 1))
    manifest = manifest_path(place.warehouse, 3)
    said = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(said | {"received_on": "2026-05-01"}))
    assert place.drugs() == ["3201", "7000", "7002"]
    assert place.drugs(as_of=day) == ["7000"]
    assert place.drugs(as_of=MAY) == ["3201", "7000", "7002"]
