"""A restore and a backup killed with -9 before each step they make: run again they complete, and nobody comes back."""

import shutil
from datetime import date

import pytest

from joinedup.core.refusal import Refusal
from joinedup.jobs.backups import backup, restore
from joinedup.jobs.erase import erase
from joinedup.warehouse import restoring
from joinedup.warehouse.backups import POINTER
from joinedup.warehouse.erasures import read_log
from joinedup.warehouse.folder import RESTORING
from joinedup.warehouse.store import read_manifest
from support import acts
from support.stopping import is_killed_before, kills
from support.vault_place import NOON, OTHER, THEM, THIRD, Place
from support.vaults import stored_drugs

MAY, JUNE = date(2026, 5, 20), date(2026, 5, 28)


@pytest.fixture(scope="module")
def whole(in_memory):
    """Two senders, one of whom holds someone; a backup of that; and a list of whom to erase."""
    place = Place(in_memory / "whole")
    place.load_files(place.extract([THEM, OTHER]), place.extract([THIRD], name="b.csv", sender="X0002"), threads=1)
    backup(place.warehouse, place.folder / "copy")
    (place.folder / "list.csv").write_text("AGNCY,CLIENTID\nX0001,c1\n")
    return place


@pytest.fixture
def unreached(whole, in_memory):
    """The same, someone erased while the backup was elsewhere: one sender's file of it does not open any more."""
    place = whole.copied_to(in_memory / "unreached")
    (place.folder / "copy").rename(place.folder / "away")
    erase(place.warehouse, at=NOON, on=MAY, key_path=place.key, people=place.folder / "list.csv")
    (place.folder / "away").rename(place.folder / "copy")
    return place


def drugs(warehouse):
    return sorted(drug for found in stored_drugs(warehouse).values() for drug in found)


def again(place):
    return restore(place.folder / "copy", place.folder / "new", ring=place.ring, on=JUNE)


def stop(*_):
    raise KeyboardInterrupt


@pytest.mark.slow
def test_a_restore_killed_at_any_step_is_not_read_and_is_gone_on_with(unreached, in_memory):
    stopped = 0
    for _, place in kills(acts.restore, lambda: unreached.copied_to(in_memory / "now"), JUNE):
        new = place.folder / "new"
        with pytest.raises(Refusal, match=r"is not a warehouse|is a restore from a backup that is not complete"):
            read_manifest(new)
        stopped += (new / RESTORING).exists()
        closed = again(place).closed
        assert len(closed) == 1
        assert drugs(new) == ["2102"]
        assert not (new / RESTORING).exists()
        assert [one.destroyed for one in read_log(new)] == [closed]
    assert stopped > 20


def test_a_half_made_copy_is_left_alone_by_all_but_its_own_restore(whole, in_memory):
    place = whole.copied_to(in_memory / "now")
    assert is_killed_before(40, acts.restore, place.folder, JUNE)
    assert (place.folder / "new" / RESTORING).exists()
    half = Place(place.folder)
    half.warehouse = place.folder / "new"
    with pytest.raises(Refusal, match="nothing is read or loaded before it is"):
        half.load([OTHER])
    with pytest.raises(Refusal, match="run `joinedup restore` into this folder again"):
        half.read()
    other = Place(in_memory / "other")
    other.load([OTHER])
    backup(other.warehouse, other.folder / "copy")
    with pytest.raises(Refusal, match="a half-made copy of another warehouse"):
        restore(other.folder / "copy", half.warehouse, ring=other.ring, on=JUNE)
    assert again(place).closed == ()
    assert drugs(half.warehouse) == ["2102", "3201", "7000"]
    with pytest.raises(Refusal, match="is a warehouse already"):
        again(place)


def test_who_was_erased_while_a_restore_lay_stopped_is_not_in_it(whole, in_memory, monkeypatch):
    place = whole.copied_to(in_memory / "now")
    new = place.folder / "new"
    with monkeypatch.context() as patched:
        patched.setattr(restoring, "write_log", stop)
        with pytest.raises(KeyboardInterrupt):
            again(place)
    assert len(list(new.rglob("episode.1.sealed"))) == 2
    (place.folder / "copy").rename(place.folder / "away")
    erase(place.warehouse, at=NOON, on=MAY, key_path=place.key, people=place.folder / "list.csv")
    (place.folder / "away").rename(place.folder / "copy")
    assert len(again(place).closed) == 1
    assert drugs(new) == ["2102"]
    assert len(list(new.rglob("episode.1.sealed"))) == 1


@pytest.mark.slow
def test_a_first_backup_killed_at_any_step_is_none_or_whole_and_is_gone_on_with(whole, in_memory):
    shutil.rmtree((first := whole.copied_to(in_memory / "first")).folder / "copy")
    (first.warehouse / "backups.json").unlink()
    for _, place in kills(acts.back_up, lambda: first.copied_to(in_memory / "now")):
        assert drugs(place.warehouse) == ["2102", "3201", "7000"]
        if (place.folder / "copy" / POINTER).exists():
            again(place)
            shutil.rmtree(place.folder / "new")
        else:
            with pytest.raises(Refusal, match="is not a backup that `joinedup backup` completed"):
                again(place)
        backup(place.warehouse, place.folder / "copy")
        assert again(place).closed == ()
        assert drugs(place.folder / "new") == ["2102", "3201", "7000"]


@pytest.mark.slow
def test_a_backup_brought_up_to_date_and_killed_at_any_step_brings_nobody_back(unreached, in_memory):
    seen = set()
    for _, place in kills(acts.back_up, lambda: unreached.copied_to(in_memory / "now")):
        seen.add(len(again(place).closed))
        assert "3201" not in drugs(place.folder / "new")
        shutil.rmtree(place.folder / "new")
        backup(place.warehouse, place.folder / "copy")
        assert again(place).closed == ()
        assert drugs(place.folder / "new") == ["2102", "7000"]
    assert seen == {0, 1}
