"""Folders that may be read and not written: a sentence each, nothing begun, nothing lost; reading goes on."""

import subprocess
import sys
from datetime import date

import pytest

from joinedup.core.refusal import Refusal
from joinedup.jobs.backups import backup
from joinedup.jobs.erase import erase
from joinedup.warehouse.erasures import INTENT, read_log
from joinedup.warehouse.stopped import refuse_unwritable
from support import acts
from support.stopping import kills
from support.vault_place import NOON, OTHER, THEM, Place
from support.vaults import stored_drugs

MAY = date(2026, 5, 20)
READ_ONLY = "mount --bind {folder} {folder} && mount -o remount,bind,ro {folder} && "


@pytest.fixture(scope="module")
def whole(in_memory):
    """A warehouse, its backup and, in a folder of their own, its keys; whom to erase, and two more files."""
    place = Place(in_memory / "whole")
    (place.folder / "keys").mkdir()
    place.key, place.ring = place.folder / "keys" / "key", place.folder / "keys" / "key.ring"
    place.load([THEM, OTHER])
    backup(place.warehouse, place.folder / "copy")
    (place.folder / "list.csv").write_text("AGNCY,CLIENTID\nX0001,c1\n")
    place.extract([OTHER], on=MAY, name="again.csv")
    place.extract([OTHER], on=MAY, name="b.csv", sender="X0002")
    return place


@pytest.fixture
def place(whole, in_memory):
    copy = whole.copied_to(in_memory / "now")
    copy.key, copy.ring = copy.folder / "keys" / "key", copy.folder / "keys" / "key.ring"
    return copy


def with_read_only(folder, *arguments):
    """Run the command where `folder` can be read and not written, whoever runs it; return its status and words."""
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("lacks component unshare")
    script = READ_ONLY.format(folder=folder) + 'exec "$@"'
    command = ["unshare", "-rm", "sh", "-c", script, "run", sys.executable, "-m", "joinedup.cli", *arguments]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def state(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "lock"}


def load(place, name):
    return ("load", place.folder / name, "--into", place.warehouse, "--key", place.key, "--received-on", MAY)


def erase_listed(place):
    return ("erase", "--warehouse", place.warehouse, "--people", place.folder / "list.csv", "--key", place.key)


@pytest.mark.component("unshare")
def test_a_read_only_warehouse_is_read_and_neither_loaded_into_nor_erased_from_nor_copied(place):
    before = state(place.folder)
    for arguments in (
        load(place, "again.csv"),
        erase_listed(place),
        ("backup", "--warehouse", place.warehouse, "--to", place.folder / "copy"),
    ):
        status, said = with_read_only(place.warehouse, *arguments)
        assert status == 2
        assert f"This account cannot write in {place.warehouse} (Read-only file system)" in said
        assert "what was held before is as it was" in said
    assert state(place.folder) == before
    status, said = with_read_only(place.warehouse, "sources", "--warehouse", place.warehouse)
    assert status == 0, said


@pytest.mark.component("unshare")
def test_with_read_only_keys_a_known_sender_is_loaded_and_a_new_one_and_an_erasure_are_refused(place):
    keys, before = place.folder / "keys", state(place.folder)
    status, said = with_read_only(keys, *load(place, "b.csv"))
    assert status == 1
    assert f"Not loaded: This account cannot write in {keys}" in said
    status, said = with_read_only(keys, *erase_listed(place))
    assert status == 2
    assert f"This account cannot write in {keys}" in said
    assert state(place.folder) == before
    status, said = with_read_only(keys, *load(place, "again.csv"))
    assert status == 0, said
    assert place.drugs() == ["7000"]


@pytest.mark.component("unshare")
def test_keys_that_become_read_only_in_the_middle_of_an_erasure_stop_it_and_it_is_gone_on_with(whole, in_memory):
    for _, killed in kills(acts.erase_in_folder_of_keys, lambda: whole.copied_to(in_memory / "killed"), MAY):
        if (killed.warehouse / INTENT).exists():
            break
    keys = killed.folder / "keys"
    status, said = with_read_only(keys, *erase_listed(killed))
    assert status == 2
    assert "an erasure has begun there and nothing is read until it is complete, which the next `joinedup erase" in said
    with pytest.raises(Refusal, match="nothing is read until it is complete"):
        killed.drugs()
    assert erase(killed.warehouse, at=NOON, on=MAY).done[0].people == 1
    assert killed.drugs() == ["7000"]


@pytest.mark.component("unshare")
def test_a_read_only_backup_is_not_reached_and_that_is_said(place):
    status, said = with_read_only(place.folder / "copy", *erase_listed(place))
    assert status == 0
    assert "Not reached: the backups" in said
    assert [len(one.backups_not_reached) for one in read_log(place.warehouse)] == [1]
    assert sorted(stored_drugs(place.warehouse).values()) == [["7000"]]
    status, said = with_read_only(
        place.folder / "copy", "backup", "--warehouse", place.warehouse, "--to", place.folder / "copy"
    )
    assert (status, f"cannot write in {place.folder / 'copy'}" in said) == (2, True)


def test_only_a_no_to_writing_in_that_folder_becomes_the_sentence(tmp_path):
    inside, beside = tmp_path / "a" / "lock", tmp_path / "b" / "lock"
    with pytest.raises(Refusal, match=r"cannot write in .*/a \(Permission denied\)"), refuse_unwritable(tmp_path / "a"):
        raise PermissionError(13, "Permission denied", str(inside))
    with pytest.raises(PermissionError), refuse_unwritable(tmp_path / "a"):
        raise PermissionError(13, "Permission denied", str(beside))
    with pytest.raises(IsADirectoryError), refuse_unwritable(tmp_path / "a"):
        raise IsADirectoryError(21, "Is a directory", str(inside))
