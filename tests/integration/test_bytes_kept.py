"""The bytes of files that are not about people, given back as received; and those that must not be kept are not."""

import gzip
import hashlib
from datetime import UTC, date, datetime

import pytest

from joinedup.core.refusal import Refusal
from joinedup.definitions.catalogue import feeds
from joinedup.intake.bytes_kept import PLACED
from joinedup.intake.feed_rules import FEED_RULES
from joinedup.jobs.backups import backup, restore
from joinedup.jobs.load import load
from joinedup.jobs.receipts import snapshot
from joinedup.warehouse.store import read_manifest
from support.agreements import SEIZURES
from support.vault_place import Place

FEED = feeds()["police-seizures"]
AT = datetime(2026, 6, 1, tzinfo=UTC)
JANUARY, SPRING = date(2026, 3, 5), date(2026, 4, 21)


def seizures(path, *rows, extract_on="2026-02-10", area="X06000001", more="", feed=FEED):
    """Write a month's seizures: `rows` are (substance, how many); `more` is added to each line."""
    lines = [f"2026-01-01,{area},{what},{many},{many}" for what, many in rows]
    header = ",".join(feed.headers)
    path.write_text("\n".join(line + more for line in (header, *lines)) + "\n", encoding="utf-8")
    path.with_name(path.name + ".toml").write_text(
        f'sender = "X0103"\nsender_name = "Constabulary"\nfeed = "police-seizures"\nextract_on = {extract_on}\n'
        "covers_from = 2026-01-01\ncovers_to = 2026-02-01\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def house(tmp_path):
    return tmp_path / "warehouse"


def give(house, delivery, out, agreement=None, at=AT):
    snapshot(house, delivery, out, agreement=agreement, at=at)
    return out.read_bytes()


def test_a_file_comes_back_byte_for_byte_also_after_a_correction_and_a_restore(house, tmp_path):
    first = seizures(tmp_path / "a.csv", ("crack", 4))
    (one,) = load([first], house, received_on=JANUARY).receipts
    second = seizures(tmp_path / "b.csv", ("crack", 5), extract_on="2026-04-20")
    (two,) = load([second], house, received_on=SPRING).receipts
    assert two.in_place_of == (one.delivery,)
    assert [each.id for each in read_manifest(house, as_of=JANUARY).deliveries] == [one.delivery]
    backup(house, tmp_path / "copy")
    ring = tmp_path / "ring"
    ring.write_text('{"layout": 1, "locks": {}, "pending": {}, "destroyed": {}}')
    ring.chmod(0o600)
    restore(tmp_path / "copy", tmp_path / "new", ring=ring, on=SPRING)
    for where, folder in enumerate((house, tmp_path / "new")):
        assert give(folder, one.delivery, tmp_path / f"1-{where}") == first.read_bytes()
        assert give(folder, two.delivery, tmp_path / f"2-{where}") == second.read_bytes()


def test_the_same_file_again_leaves_the_bytes_alone(house, tmp_path):
    path = seizures(tmp_path / "a.csv", ("crack", 4))
    (one,) = load([path], house, received_on=JANUARY).receipts
    kept = house / "deliveries" / one.delivery / "received.gz"
    before = (kept.stat().st_mtime_ns, kept.stat().st_ino, kept.read_bytes())
    assert not load([path], house, received_on=SPRING).is_changed
    assert (kept.stat().st_mtime_ns, kept.stat().st_ino, kept.read_bytes()) == before
    assert gzip.decompress(before[2]) == path.read_bytes()


def test_bytes_that_were_altered_are_not_given_back(house, tmp_path):
    (one,) = load([seizures(tmp_path / "a.csv", ("crack", 4))], house, received_on=JANUARY).receipts
    kept = house / "deliveries" / one.delivery / "received.gz"
    for content in (gzip.compress(b"other"), kept.read_bytes()[:-9], b"no gzip"):
        kept.write_bytes(content)
        with pytest.raises(Refusal, match="is not as it was received"):
            give(house, one.delivery, tmp_path / "out")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("out")]


def test_no_file_is_written_over(house, tmp_path):
    (one,) = load([seizures(tmp_path / "a.csv", ("crack", 4))], house, received_on=JANUARY).receipts
    (tmp_path / "out").write_text("mine")
    with pytest.raises(Refusal, match="exists already"):
        give(house, one.delivery, tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.parametrize(
    ("rows", "more", "why"),
    [
        ([("Ada Example", 4)], "", "cells that could not be placed"),
        ([("crack", "Ada Example"), ("heroin", 1)], "", "cells that could not be placed"),
        ([("crack", 4)], ",Ada Example", "columns that are not part"),
    ],
)
def test_a_file_with_a_cell_that_no_table_holds_is_not_kept_and_says_so(house, tmp_path, rows, more, why):
    report = load([seizures(tmp_path / "a.csv", *rows, more=more)], house, received_on=JANUARY)
    assert report.is_changed, report.lines()
    assert why in report.receipts[0].bytes_kept
    assert not list(house.rglob("received.gz"))
    for path in house.rglob("*"):
        assert not path.is_file() or b"Ada Example" not in path.read_bytes()
    with pytest.raises(Refusal, match="were not kept"):
        give(house, report.receipts[0].delivery, tmp_path / "out")


def test_a_packed_file_of_a_partner_is_not_kept(house, tmp_path):
    path = seizures(tmp_path / "a.csv", ("crack", 4))
    path.write_bytes(gzip.compress(path.read_bytes()))
    report = load([path], house, received_on=JANUARY)
    assert report.is_changed
    assert "packed" in report.receipts[0].bytes_kept


def test_a_row_that_repeats_another_is_no_reason(house, tmp_path):
    path = seizures(tmp_path / "a.csv", ("crack", 4), ("crack", 4))
    (one,) = load([path], house, received_on=JANUARY).receipts
    assert one.set_aside == 1
    assert give(house, one.delivery, tmp_path / "out") == path.read_bytes()


def test_rules_that_do_not_hinder_keeping_are_rules(tmp_path):
    assert set(FEED_RULES) >= PLACED


def test_a_file_about_people_is_not_kept(tmp_path):
    place = Place(tmp_path / "place")
    (one,) = place.load([{"EPISODID": "e1"}]).receipts
    assert not list(place.warehouse.rglob("received.gz"))
    with pytest.raises(Refusal, match="is about people"):
        give(place.warehouse, one.delivery, tmp_path / "out")


def test_counts_under_an_agreement_are_given_out_only_while_it_holds(house, tmp_path):
    path = seizures(tmp_path / "a.csv", ("crack", 1), area="E07000008")
    (tmp_path / "agreement.toml").write_text(SEIZURES)
    (tmp_path / "other.toml").write_text(SEIZURES.replace("seizures-2026", "other"))
    agreement = tmp_path / "agreement.toml"
    (one,) = load([path], house, received_on=JANUARY, agreement=agreement).receipts
    for named, at, why in (
        (None, AT, "no agreement was named"),
        (agreement, datetime(2026, 7, 1, tzinfo=UTC), "ended at"),
        (tmp_path / "other.toml", AT, "was loaded under agreement 'seizures-2026'"),
    ):
        with pytest.raises(Refusal, match=why):
            give(house, one.delivery, tmp_path / "out", named, at)
    assert hashlib.sha256(give(house, one.delivery, tmp_path / "out", agreement)).hexdigest() == one.sha256


def test_a_delivery_that_there_is_not_is_named(house, tmp_path):
    load([seizures(tmp_path / "a.csv", ("crack", 4))], house, received_on=JANUARY)
    with pytest.raises(Refusal, match="holds no delivery"):
        give(house, "../x", tmp_path / "out")
