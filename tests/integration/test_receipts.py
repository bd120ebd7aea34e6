"""Every file handed in gets a receipt, once, with the version that it made; nothing in it says who."""

import json
from datetime import UTC, date, datetime

import pytest

from joinedup.core.refusal import Refusal
from joinedup.jobs.backups import backup, restore
from joinedup.jobs.receipts import receipts
from joinedup.warehouse import durable
from joinedup.warehouse.receipts import LOADED, RETURNED, Receipt, read_receipts
from support.extract import refused
from support.vault_place import RECEIVED, Place

LATER = datetime(2026, 5, 1, tzinfo=UTC)
MAY, JUNE = date(2026, 5, 20), date(2026, 5, 28)
SECRET = {"FINITIAL": "P", "CLIENTID": "planted-client", "EPISODID": "planted-episode", "DOB": "19660613"}


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path / "place")


def files(place):
    folder = place.warehouse / "receipts"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_receipt_says_what_came_when_and_what_became_of_it(place):
    report = place.load([SECRET, {"EPISODID": "x", "TRIAGED": ""}, refused()])
    (given,) = report.receipts
    assert (given.outcome, given.version, given.received) == (LOADED, 1, "2026-04-19T23:00:00Z")
    assert (given.rows, given.set_aside, given.without_consent) == (3, 1, 1)
    assert (given.sender, given.feed, given.size) == ("X0001", "ndtms-adult", (place.folder / "a.csv").stat().st_size)
    assert read_receipts(place.warehouse) == (given,)
    text = "\n".join((*receipts(place.warehouse).lines(), json.dumps(receipts(place.warehouse).as_dict())))
    assert f"Receipt {given.number}" in text
    assert given.delivery in text
    assert "the file is not kept" in text
    assert not [one for one in ("planted", "1966") if one in text]
    assert f"Receipt {given.number}." in report.lines()


def test_the_same_bytes_again_have_the_same_number_and_write_nothing(place):
    (first,) = place.load([SECRET]).receipts
    held = files(place)
    (again,) = place.load([SECRET], on=RECEIVED).receipts
    (renamed,) = place.load_files(
        (place.folder / "a.csv").rename(place.folder / "b.csv"), on=MAY, options=_said()
    ).receipts
    assert again == renamed == first
    assert files(place) == held


def _said():
    said = {"sender": "X0001", "feed": "ndtms-adult", "letter": "R", "extract_on": RECEIVED}
    return said | {"covers_from": date(2009, 4, 1), "covers_to": date(2026, 4, 1)}


def test_what_is_given_back_has_a_receipt_with_the_reason_and_only_one(place):
    report = place.load([{"TRIAGED": ""}])
    (given,) = report.receipts
    assert (given.outcome, given.version) == (RETURNED, None)
    assert "no row of it can be used" in given.why
    assert place.load([{"TRIAGED": ""}], at=LATER).receipts == (given,)
    assert len(files(place)) == 1
    assert receipts(place.warehouse).receipts == (given,)  # though nothing was ever loaded


def test_a_correction_says_what_it_took_the_place_of(place):
    (first,) = place.load([SECRET]).receipts
    (second,) = place.load([SECRET, {"EPISODID": "e2"}], on=MAY).receipts
    assert second.in_place_of == (first.delivery,)
    assert [one.version for one in read_receipts(place.warehouse)] == [1, 2]
    assert receipts(place.warehouse, sender="X0002").receipts == ()


def test_a_fault_of_our_keys_gives_no_receipt(place):
    place.load([SECRET])
    place.key.rename(place.folder / "away")
    report = place.load([SECRET, {"EPISODID": "e2"}], on=MAY)
    assert report.receipts == (None,)
    assert len(files(place)) == 1


def test_receipts_outlive_withdrawal_backup_and_restore(place):
    place.load([SECRET, {"EPISODID": "e2", "CLIENTID": "c2", "FINITIAL": "Q"}])
    place.load([{"EPISODID": "e2", "CLIENTID": "c2", "FINITIAL": "Q"}, refused(CLIENTID="planted-client")], on=MAY)
    given = read_receipts(place.warehouse)
    assert [one.version for one in given] == [1, 2]
    backup(place.warehouse, place.folder / "copy")
    restore(place.folder / "copy", place.folder / "new", ring=place.ring, on=JUNE)
    assert read_receipts(place.folder / "new") == given


def test_a_load_that_fails_at_its_last_step_leaves_no_receipt(place, monkeypatch):
    place.load([SECRET])
    write = durable.replace

    def no_pointer(path, *rest, **more):
        if path.name == "CURRENT":
            raise OSError(5, "the disk broke")
        write(path, *rest, **more)

    monkeypatch.setattr(durable, "replace", no_pointer)
    with pytest.raises(OSError, match="the disk broke"):
        place.load([SECRET, {"EPISODID": "e2"}], on=MAY)
    monkeypatch.undo()
    assert [one.version for one in read_receipts(place.warehouse)] == [1]
    assert len(files(place)) == 1
    (given,) = place.load([SECRET, {"EPISODID": "e2"}], on=MAY).receipts
    assert given.version == 2


def test_an_older_warehouse_without_receipts_tells_one_for_what_it_holds(place):
    (given,) = place.load([SECRET]).receipts
    (path,) = (place.warehouse / "receipts").rglob("*.json")
    path.unlink()
    (told,) = place.load([SECRET]).receipts
    assert (told.delivery, told.version, told.received) == (given.delivery, 1, RECEIVED.isoformat())


def test_a_receipt_reads_back_as_it_was_written(place):
    for given in (*place.load([SECRET]).receipts, *place.load([{"TRIAGED": ""}], on=MAY).receipts):
        assert Receipt.from_dict(json.loads(json.dumps(given.as_dict()))) == given


def test_what_is_no_warehouse_has_no_receipts(tmp_path):
    with pytest.raises(Refusal, match="is not a warehouse"):
        receipts(tmp_path)


def test_only_what_was_announced_is_loaded(place):
    path = place.extract([{"EPISODID": "e1"}])
    report = place.load_files(path, only=("X0001", "ndtms-young-people"))
    assert "what was announced is 'ndtms-young-people' of X0001" in report.files[0].verdict
    assert place.load_files(path, only=("X0001", "ndtms-adult")).is_changed
