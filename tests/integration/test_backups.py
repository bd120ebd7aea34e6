"""A backup holds no key and nobody who was erased; a restore brings nobody back."""

import json
import shutil
from datetime import date

import pytest

from joinedup.core.refusal import Refusal
from joinedup.jobs.backups import backup, restore
from joinedup.warehouse.erasures import read_log
from joinedup.warehouse.folder import EXPECTED
from joinedup.warehouse.store import open_warehouse
from support.extract import refused
from support.vault_place import OTHER, RECEIVED, THEM, Place

MAY, JUNE = date(2026, 5, 20), date(2026, 5, 28)
NO = refused(CLIENTID="c1")


@pytest.fixture
def place(tmp_path):
    made = Place(tmp_path / "place")
    made.load([THEM, OTHER])
    backup(made.warehouse, made.folder / "copy")
    return made


def drugs(warehouse, **which):
    opened = open_warehouse(warehouse, threads=1, **which)
    try:
        return sorted(opened.table("episode").to_pyarrow()["drug1"].to_pylist())
    finally:
        opened.close()


def test_a_backup_restores_to_what_it_was_and_holds_no_key(place):
    restored = restore(place.folder / "copy", place.folder / "new", ring=place.ring, on=MAY)
    assert restored.closed == ()
    assert drugs(place.folder / "new") == ["3201", "7000"]
    keys = [one["key"] for one in json.loads(place.ring.read_text())["locks"].values()]
    for path in (place.folder / "copy").rglob("*"):
        assert not path.is_file() or not [key for key in keys if key.encode() in path.read_bytes()]


def test_a_backup_is_not_opened_as_a_warehouse(place):
    with pytest.raises(Refusal, match="is not a warehouse"):
        open_warehouse(place.folder / "copy")


def test_an_erasure_reaches_a_backup_and_a_restore_keeps_everybody_else(place):
    place.load([OTHER, NO], on=MAY)
    restored = restore(place.folder / "copy", place.folder / "new", ring=place.ring, on=JUNE)
    assert restored.closed == ()
    assert drugs(place.folder / "new") == ["7000"]
    assert [one.people for one in read_log(place.folder / "new")] == [1]


def test_a_copy_that_was_not_reached_is_named_and_brings_nobody_back(place):
    (place.folder / "copy").rename(place.folder / "offline")
    report = place.load([OTHER, NO], on=MAY)
    assert "Not reached: the backups" in "\n".join(report.lines())
    restored = restore(place.folder / "offline", place.folder / "new", ring=place.ring, on=JUNE)
    assert len(restored.closed) == 1
    assert "ask their senders for new extracts" in "\n".join(restored.lines())
    assert drugs(place.folder / "new") == []
    assert not list((place.folder / "new").rglob("*.sealed"))


def test_a_backup_brought_up_to_date_has_the_new_version_and_drops_the_erased(place):
    copy = place.folder / "copy"
    copy.rename(place.folder / "away")
    place.load([OTHER, NO], on=MAY)
    (place.folder / "away").rename(copy)
    backup(place.warehouse, copy)
    restored = restore(copy, place.folder / "new", ring=place.ring, on=JUNE)
    assert restored.closed == ()
    for which in ({}, {"version": 1}, {"as_of": RECEIVED}):
        assert drugs(place.folder / "new", **which) == ["7000"]


def test_an_old_copy_of_the_ring_restores_nothing_readable(place):
    old = shutil.copy(place.ring, place.folder / "old.ring")
    place.load([OTHER, NO], on=MAY)
    with pytest.raises(Refusal, match="or is an old copy of it"):
        restore(place.folder / "copy", place.folder / "new", ring=place.folder / old, on=JUNE)
    with pytest.raises(Refusal, match="is not a warehouse"):
        open_warehouse(place.folder / "new")


def test_who_is_expected_to_send_what_is_copied_and_comes_back(place):
    for said in ("as_of = 2026-04-01\n", "as_of = 2026-05-01\n"):  # the partnership changed its list
        (place.warehouse / EXPECTED).write_text(said)
        backup(place.warehouse, place.folder / "copy")
    restore(place.folder / "copy", place.folder / "new", ring=place.ring, on=MAY)
    assert (place.folder / "new" / EXPECTED).read_text() == "as_of = 2026-05-01\n"


def test_places_that_cannot_hold_a_backup_are_refused(place):
    (place.folder / "full").mkdir()
    (place.folder / "full" / "holiday.jpg").touch()
    with pytest.raises(Refusal, match="holds other things"):
        backup(place.warehouse, place.folder / "full")
    with pytest.raises(Refusal, match="lies inside the warehouse"):
        backup(place.warehouse, place.warehouse / "copy")
    with pytest.raises(Refusal, match="is not empty"):
        restore(place.folder / "copy", place.folder / "full", ring=place.ring, on=MAY)
    with pytest.raises(Refusal, match="is not a backup"):
        restore(place.folder / "full", place.folder / "new", ring=place.ring, on=MAY)
    other = Place(place.folder / "other")
    other.load([OTHER])
    with pytest.raises(Refusal, match="a backup of another warehouse"):
        backup(other.warehouse, place.folder / "copy")
