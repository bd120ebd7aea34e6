"""Two commands on one warehouse at once: one waits for the other, both do their work, and nothing is lost."""

import fcntl
import shutil
from contextlib import contextmanager
from datetime import date

import pytest

from joinedup.jobs.backups import backup, restore
from joinedup.warehouse.folder import current_number
from joinedup.warehouse.store import read_manifest
from support import acts
from support.stopping import begun
from support.vault_place import OTHER, THEM, THIRD, Place
from support.vaults import stored_drugs

MAY, JUNE = date(2026, 5, 20), date(2026, 5, 28)


@pytest.fixture(scope="module")
def whole(in_memory):
    place = Place(in_memory / "whole")
    place.load([THEM, OTHER])
    backup(place.warehouse, place.folder / "copy")
    (place.folder / "list.csv").write_text("AGNCY,CLIENTID\nX0001,c1\n")
    place.extract([THIRD], on=MAY, name="b.csv", sender="X0002")
    return place


@pytest.fixture
def place(whole, in_memory):
    return whole.copied_to(in_memory / "now")


@contextmanager
def nobody_may_write(place):
    with (place.warehouse / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def drugs(warehouse):
    return sorted(drug for found in stored_drugs(warehouse).values() for drug in found)


def restored(place):
    restore(place.folder / "copy", place.folder / "new", ring=place.ring, on=JUNE)
    return drugs(place.folder / "new")


def both(place, *acts_and_more):
    """Begin both while a third holds the warehouse, see that neither goes on, then let them: return how they ended."""
    with nobody_may_write(place):
        processes = [begun(act, place.folder, *more) for act, *more in acts_and_more]
        for process in processes:
            process.join(1.0)
            assert process.is_alive()
        assert drugs(place.warehouse) == ["3201", "7000"]
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]


def test_a_load_and_an_erasure(place):
    assert both(place, (acts.load, MAY, "b.csv"), (acts.erase_listed, MAY)) == [0, 0]
    assert drugs(place.warehouse) == ["2102", "7000"]
    assert current_number(place.warehouse) == 2
    assert restored(place) in (["7000"], ["2102", "7000"])


def test_a_load_and_a_backup(place):
    assert both(place, (acts.load, MAY, "b.csv"), (acts.back_up,)) == [0, 0]
    assert drugs(place.warehouse) == ["2102", "3201", "7000"]
    assert restored(place) in (["3201", "7000"], ["2102", "3201", "7000"])
    assert read_manifest(place.folder / "new").number in (1, 2)


def test_an_erasure_and_a_backup_leave_nobody_in_the_copy(place):
    assert both(place, (acts.erase_listed, MAY), (acts.back_up,)) == [0, 0]
    assert drugs(place.warehouse) == restored(place) == ["7000"]


def test_an_erasure_and_a_restore_from_the_backup_that_it_rewrites(place):
    processes = [begun(acts.erase_listed, place.folder, MAY), begun(acts.restore, place.folder, JUNE)]
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert drugs(place.warehouse) == ["7000"]
    shutil.rmtree(place.folder / "new")
    assert restored(place) == ["7000"]


def test_two_first_loads_with_one_new_key_use_the_same(whole, in_memory):
    folder, key = whole.folder, in_memory / "keys" / "key"
    processes = [begun(acts.load_new, folder, key, name) for name in ("first", "second")]
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    checks = {read_manifest(folder / name).deliveries[0].key_check for name in ("first", "second")}
    assert len(checks) == 1
