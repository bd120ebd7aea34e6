"""`joinedup watch` as it is run: once, and as a process that goes on until it is asked to end."""

import os
import signal
import subprocess
import sys
import time

import pytest

from joinedup.warehouse.store import read_manifest
from support.command import joinedup
from support.dropping import Drop


@pytest.fixture
def drop(tmp_path):
    made = Drop(tmp_path)
    county = made.agreements / "county-2026.toml"
    county.write_text(county.read_text().replace("2026-07-01", "2126-07-01").replace("2026-04-01", "2020-04-01"))
    return made


def told(drop, *more):
    return ("watch", drop.drop, "--into", drop.warehouse, "--agreements", drop.agreements, "--every", "0.2", *more)


def until(asked, process):
    """Wait for what must come to be true while the process runs, and fail if it ends without."""
    while not asked():
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)


def test_one_look_from_the_command_line_and_what_it_gave_receipts_for(drop):
    drop.seizures()
    drop.seizures(of="stranger")
    done = joinedup(*told(drop, "--once", "--key", drop.key), home=drop.home / "home")
    assert done.returncode == 0, done.stderr
    assert "X0103/a.csv: Loaded. Receipt R-" in done.stdout
    assert "stranger/a.csv: Moved away unread, for the council to see to: 'stranger' is not a declared" in done.stdout
    listed = joinedup("receipts", "--warehouse", drop.warehouse, "--sender", "X0103", home=drop.home / "home")
    number = listed.stdout.split()[1]
    assert f"Receipt {number}." in done.stdout
    delivery = read_manifest(drop.warehouse).deliveries[0].id
    out = drop.home / "again.csv"
    given = joinedup("snapshot", delivery, "--warehouse", drop.warehouse, "--out", out, home=drop.home / "home")
    assert given.returncode == 0, given.stderr
    assert out.read_bytes() == (drop.entries("X0103", "done")[0] / "sent" / "a.csv").read_bytes()


def test_it_takes_what_comes_later_and_ends_whole_when_asked(drop):
    command = [sys.executable, "-m", "joinedup.cli", *map(str, told(drop, "--key", drop.key))]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        until(lambda: (drop.drop / "X0103" / "done").exists(), process)
        drop.seizures()
        until(lambda: drop.entries("X0103", "done"), process)
        second = joinedup(*told(drop, "--once"), home=drop.home / "home")
        assert second.returncode == 2
        assert "one at a time" in second.stderr
        drop.seizures("b.csv", month=2)
        os.kill(process.pid, signal.SIGTERM)
        said, faults = process.communicate()
    finally:
        process.kill()
    assert process.returncode == 0, faults
    assert "Loaded" in said
    assert "Ending as soon as" in faults
    assert not [path for path in (drop.drop / "working").rglob("*") if path.is_file()]
    left, loaded = (drop.inbox() / "b.csv").exists(), len(read_manifest(drop.warehouse).deliveries)
    assert (left, loaded) in ((True, 1), (False, 2))


def test_senders_that_nobody_declared_are_asked_for(drop):
    (drop.agreements / "senders.toml").unlink()
    done = joinedup(*told(drop, "--once"), home=drop.home / "home")
    assert done.returncode == 2
    assert "it says who may send what" in done.stderr
