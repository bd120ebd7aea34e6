"""Every opening of rows about real people is a line in a chain, written before it, that nobody edits unseen."""

import errno
import json
import os
import pwd
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from joinedup.core.refusal import Refusal
from joinedup.jobs.audit import show_reads, verify_reads
from joinedup.jobs.backups import backup, restore
from joinedup.jobs.erase import erase
from joinedup.warehouse import reads
from joinedup.warehouse.folder import READS
from support.command import joinedup
from support.vault_place import GRANT, NOON, Place

ASKED = replace(GRANT, by="analyst-1")


@pytest.fixture
def place(tmp_path):
    made = Place(tmp_path / "place", is_real=True)
    made.load([{"EPISODID": "e1", "DRUG1": "3201"}])
    made.load([{"EPISODID": "e2", "DRUG1": "7000"}], name="b.csv", sender="B0002")
    return made


def lines(place):
    return [json.loads(line) for line in (place.warehouse / READS).read_text().splitlines()]


def faults(place):
    return verify_reads(place.warehouse).faults


def test_a_line_for_each_delivery_opened_says_who_what_and_under_what(place):
    assert not (place.warehouse / READS).exists(), "loading opens nothing"
    place.read(grant=ASKED)
    assert [one["said"] | {"delivery": ""} for one in lines(place)] == [
        {
            "at": NOON.isoformat(),
            "by": "analyst-1",
            "agreement": "county-2026",
            "purpose": "needs-assessment",
            "sender": sender,
            "feed": "ndtms-adult",
            "delivery": "",
        }
        for sender in sorted(one["said"]["sender"] for one in lines(place))
    ]
    assert len(lines(place)) == 2
    assert faults(place) == ()
    assert "analyst-1" in show_reads(place.warehouse).lines()[1]


def test_what_is_refused_or_about_invented_people_leaves_no_line(place, tmp_path):
    with pytest.raises(Refusal, match="open only with a yes"):
        place.read(grant=None)
    assert not (place.warehouse / READS).exists()
    invented = Place(tmp_path / "invented")
    invented.load([{"EPISODID": "e1"}])
    invented.read()
    assert show_reads(invented.warehouse).lines() == ["Rows about real people have never been opened here."]
    assert faults(invented) == ()


def test_what_cannot_be_written_down_is_not_opened(place, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(reads.os, "fsync", full)
    with pytest.raises(Refusal, match="There is no room left"):
        place.read(grant=ASKED)


def test_a_line_torn_by_a_loss_of_power_is_taken_off_by_the_next(place):
    place.read(grant=ASKED)
    with (place.warehouse / READS).open("a") as log:
        log.write('{"number": 3, "said": {"at"')
    assert faults(place) == ()
    place.read(grant=ASKED)
    assert [one["number"] for one in lines(place)] == [1, 2, 3, 4]
    assert faults(place) == ()


def test_readers_at_once_make_one_chain(place):
    with ThreadPoolExecutor(8) as readers:
        list(readers.map(lambda _: place.read(grant=ASKED), range(8)))
    assert [one["number"] for one in lines(place)] == list(range(1, 17))
    assert faults(place) == ()


def test_loads_erasures_backups_and_restores_leave_the_lines_as_they_are(place, tmp_path):
    place.read(grant=ASKED)
    before = (place.warehouse / READS).read_bytes()
    place.load([{"EPISODID": "e3", "DRUG1": "7000"}], on=date(2026, 5, 1))
    erase(place.warehouse, at=NOON, on=date(2026, 5, 2), key_path=place.key, change_keys=True)
    backup(place.warehouse, tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "again", ring=place.ring, on=date(2026, 5, 3))
    for folder in (place.warehouse, tmp_path / "again"):
        assert (folder / READS).read_bytes() == before
        assert verify_reads(folder).faults == ()


def test_each_edit_of_the_file_by_someone_without_the_ring_is_told(place):
    for _ in range(6):
        place.read(grant=ASKED)
    path = place.warehouse / READS
    whole = path.read_text()
    assert faults(place) == ()
    draw = random.Random(20261122)
    for _ in range(1000):
        held = whole.splitlines()
        _edit(held, draw)
        edited = "".join(f"{line}\n" for line in held)
        if edited != whole:
            path.write_text(edited)
            assert faults(place), edited


def _edit(held, draw):
    at, other = draw.randrange(len(held)), draw.randrange(len(held))
    kind = draw.choice(["value", "seal", "drop", "repeat", "exchange", "cut", "garble"])
    if kind == "value":
        line = json.loads(held[at])
        name = draw.choice(sorted(line["said"]))
        line["said"][name] = f"{line['said'][name]}x"
        held[at] = json.dumps(line)
    elif kind == "seal":
        held[at] = json.dumps(json.loads(held[at]) | {"seal": json.loads(held[other])["seal"]})
    elif kind == "drop":
        del held[at]
    elif kind == "repeat":
        held.insert(at, held[other])
    elif kind == "exchange":
        held[at], held[other] = held[other], held[at]
    elif kind == "cut":
        del held[at:]
    else:
        held[at] = held[at][: draw.randrange(len(held[at]))]


def test_the_command_writes_down_its_own_account_and_an_edit_ends_with_one(tmp_path):
    place, home = Place(tmp_path / "place", is_real=True), tmp_path / "home"
    agreement = place.folder / "agreement.toml"
    agreement.write_text(agreement.read_text().replace("valid_to = 2026-06-01", "valid_to = 2126-06-01"))
    place.load([{"EPISODID": "e1"}])
    held = ("--warehouse", place.warehouse)
    tried = joinedup("quality", *held, "--out", tmp_path / "q", "--agreement", agreement, home=home)
    assert "Traceback" not in tried.stderr
    read = json.loads(joinedup("audit", "show", *held, "--json", home=home).stdout)["reads"]
    assert {one["by"] for one in read} == {pwd.getpwuid(os.getuid()).pw_name}
    assert joinedup("audit", "verify", *held, home=home).returncode == 0
    path = place.warehouse / READS
    path.write_text(path.read_text().replace('"needs-assessment"', '"something-else"'))
    edited = joinedup("audit", "verify", *held, home=home)
    assert (edited.returncode, "Line 1 is not as it was written" in edited.stdout) == (1, True)
