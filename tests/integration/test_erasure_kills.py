"""An erasure killed with -9 before each step that it makes on the disk: nobody is ever half erased."""

import shutil
from datetime import date

import pytest

from joinedup.core.refusal import Refusal
from joinedup.jobs.backups import backup, restore
from joinedup.jobs.erase import erase
from joinedup.warehouse.erasures import INTENT, read_log
from joinedup.warehouse.folder import current_number
from joinedup.warehouse.key_ring import read_ring
from joinedup.warehouse.seal import read_seal
from joinedup.warehouse.store import read_manifest
from support import acts
from support.extract import refused
from support.stopping import is_killed_before, kills, states_on_the_way
from support.vault_place import NOON, OTHER, THEM, Place
from support.vaults import stored_drugs

MAY, JUNE = date(2026, 5, 20), date(2026, 5, 28)
BEFORE, AFTER, LOADED = [["3201", "7000"]] * 2, [["7000"]] * 2, [["2102"], ["7000"], ["7000"]]
"""What the deliveries of all versions hold, by the main substances of their episodes."""


@pytest.fixture(scope="module")
def whole(in_memory):
    """Two senders' files that hold one person, a backup of them, whom to erase, and a file in which they withdraw."""
    place = Place(in_memory / "whole")
    second = place.extract([THEM | {"CLIENTID": "k7"}, OTHER], name="b.csv", sender="X0002")
    place.load_files(place.extract([THEM, OTHER]), second, threads=1)
    backup(place.warehouse, place.folder / "copy")
    (place.folder / "list.csv").write_text("AGNCY,CLIENTID\nX0001,c1\n")
    place.extract([OTHER | {"DRUG1": "2102"}, refused(CLIENTID="c1")], on=MAY, name="no.csv")
    return place


def held(warehouse):
    return sorted(stored_drugs(warehouse).values())


def restored(place, name):
    restore(place.folder / "copy", place.folder / name, ring=place.ring, on=JUNE)
    return held(place.folder / name)


def state_of(place, after):
    """Return how far an erasure had come where it was killed; in each state the warehouse holds all of them or none."""
    if (place.warehouse / INTENT).exists():
        with pytest.raises(Refusal, match="nothing is read until it is complete"):
            read_manifest(place.warehouse)
        return "stopped"
    if read_log(place.warehouse):
        assert held(place.warehouse) == after
        return "after"
    assert held(place.warehouse) == BEFORE
    return "before"


def refuse_somebody_in_part(found):
    """A backup in which an erasure was stopped restores to what was before it, or to nothing of them."""
    assert found == BEFORE or "3201" not in str(found)


def nobody_is_left(place):
    assert "3201" not in str(held(place.warehouse))
    assert [one.people for one in read_log(place.warehouse)] == [1]


def nobody_comes_back(place, early):
    """Neither from the backup as it is now nor in what was made from it before: that is closed, or is without them."""
    if early == BEFORE:
        with pytest.raises(Refusal, match="destroyed"):
            held(place.folder / "early")
    else:
        assert "3201" not in str(held(place.folder / "early"))
    assert "3201" not in str(restored(place, "late"))


@pytest.mark.slow
def test_people_listed_are_erased_whole_wherever_the_erasure_is_killed(whole, in_memory):
    seen = []
    for _, place in kills(acts.erase_listed, lambda: whole.copied_to(in_memory / "now"), MAY):
        seen.append(state_of(place, AFTER))
        early = restored(place, "early") if seen[-1] == "stopped" else None
        acts.erase_listed(place.folder, MAY)
        assert held(place.warehouse) == AFTER
        nobody_is_left(place)
        if early is not None:
            refuse_somebody_in_part(early)
            nobody_comes_back(place, early)
    assert seen == sorted(seen, key=["before", "stopped", "after"].index)
    assert min(seen.count("before"), seen.count("stopped")) > 20


@pytest.mark.slow
def test_keys_changed_are_changed_whole_wherever_the_change_is_killed(whole, in_memory):
    former = {read_seal(folder).key_id for folder in (whole.warehouse / "deliveries").iterdir()}
    seen = []
    for _, place in kills(acts.change_keys, lambda: whole.copied_to(in_memory / "now"), MAY):
        seen.append(state_of(place, BEFORE))
        acts.change_keys(place.folder, MAY)
        assert held(place.warehouse) == BEFORE
        ring = read_ring(place.ring, warehouse=place.warehouse)
        assert former.isdisjoint(lock.id for lock in (*ring.locks.values(), *ring.pending.values()))
        assert seen[-1] == "before" or restored(place, "late") == BEFORE
    assert "before" in seen
    assert "stopped" in seen


@pytest.mark.slow
def test_a_load_that_erases_leaves_the_old_state_or_none_of_them_at_every_step(whole, in_memory):
    """Each step's state is looked at; some are reached by a real kill, to see that nothing else is left by one."""
    now = whole.copied_to(in_memory / "now")
    states = states_on_the_way(acts.load, now.folder, in_memory / "states", MAY, "no.csv")
    seen = []
    for state in states:
        place = Place(in_memory / "now")
        shutil.rmtree(place.folder)
        state.rename(place.folder)
        seen.append(state_of(place, LOADED))
        early = restored(place, "early") if seen[-1] == "stopped" else None
        erase(place.warehouse, at=NOON, on=MAY)
        if seen[-1] == "before":
            assert held(place.warehouse) == BEFORE
        else:
            assert (held(place.warehouse), current_number(place.warehouse)) == (LOADED, 2)
            nobody_is_left(place)
        if early is not None:
            refuse_somebody_in_part(early)
            nobody_comes_back(place, early)
    assert seen == sorted(seen, key=["before", "stopped", "after"].index)
    assert min(seen.count("before"), seen.count("stopped")) > 20
    for step in range(len(seen) // 5, len(seen), len(seen) // 5):
        place = whole.copied_to(in_memory / "killed")
        assert is_killed_before(step, acts.load, place.folder, MAY, "no.csv")
        assert state_of(place, LOADED) in seen
        assert place.load_files(place.folder / "no.csv", on=MAY, threads=1).exit_status == 0
        assert (held(place.warehouse), current_number(place.warehouse)) == (LOADED, 2)
        nobody_is_left(place)
