"""A run of the drop folder killed with -9 before any of its steps on the disk: the next brings it to the same end."""

import shutil

import pytest

from joinedup.warehouse.receipts import read_receipts
from joinedup.warehouse.store import read_manifest
from support.dropping import Drop, run_once
from support.stopping import is_killed_before

PLACES = ("X0001/done", "X0103/done", "X0103/returned", "X0104/returned", "quarantine/X0104")


def counts(drop):
    drop.seizures()


def people(drop):
    drop.extract({"EPISODID": "e1"})


def refused(drop):
    drop.seizures(covers_from="2026-01-02")


def unread(drop):
    drop.seizures(of="X0104")


def outcome(drop):
    """Return what is left where, by sender and part, and what the warehouse holds; never how often it was tried."""
    left = {
        place: [sorted(str(path.relative_to(entry)) for path in entry.rglob("*") if path.is_file()) for entry in held]
        for place in PLACES
        if (held := sorted((drop.drop / place).glob("*")))
    }
    held = read_manifest(drop.warehouse) if (drop.warehouse / "CURRENT").exists() else None
    receipts = [one.number for one in read_receipts(drop.warehouse)] if drop.warehouse.exists() else []
    stray = [str(path) for part in ("working", "X0103/in", "X0104/in", "X0001/in") for path in _files(drop.drop / part)]
    return left, held and (held.number, [one.id for one in held.deliveries]), receipts, stray


def _files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("put", "every"),
    [
        (unread, 2),
        (refused, 4),
        (counts, 4),
        (people, 20),
        *(pytest.param(put, 1, marks=pytest.mark.evidence) for put in (unread, refused, counts, people)),
    ],
    ids=lambda what: getattr(what, "__name__", str(what)),
)
def test_a_run_that_is_killed_is_gone_on_with_and_nothing_is_lost_or_done_twice(in_memory, put, every):
    here = in_memory / f"{put.__name__}-{every}"
    begun = Drop(here / "begun")
    put(begun)
    whole = Drop(shutil.copytree(begun.home, here / "whole"))
    whole.watch()
    wanted = outcome(whole)
    assert wanted[0]
    assert not wanted[3]
    step = 1
    while is_killed_before(step, run_once, home := shutil.copytree(begun.home, here / f"killed-{step}")):
        drop = Drop(home)
        drop.watch()
        assert outcome(drop) == wanted, step
        shutil.rmtree(home)
        step += every
    assert step > 15
