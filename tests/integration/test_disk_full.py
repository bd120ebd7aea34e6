"""A disk that fills while a file is loaded leaves the old state whole, and what was said is a sentence."""

import resource
import shutil
import subprocess
import sys
from datetime import date

import duckdb
import pytest

from joinedup.core.refusal import Refusal
from joinedup.jobs.load import load
from joinedup.warehouse.room import refuse_when_full
from joinedup.warehouse.store import open_warehouse
from support.command import joinedup
from support.extract import SIDECAR, row, write_extract

DAY = ("--received-on", "2026-05-20")


@pytest.fixture(scope="module")
def _held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("held")
    first = write_extract(folder / "a.csv", [row(EPISODID="before")])
    report = load([first], folder / "warehouse", received_on=date(2026, 4, 20), key_path=folder / "key")
    assert report.exit_status == 0
    rows = [row(EPISODID=f"e{n}", CLIENTID=f"c{n}", MODID="m", CLIENT=f"{n * 7919:x}") for n in range(3_000)]
    write_extract(folder / "big.csv", rows, sidecar=dict(SIDECAR) | {"extract_on": "2026-05-15"})
    return folder


@pytest.fixture
def held(_held, tmp_path):
    return shutil.copytree(_held, tmp_path / "held")


def state(warehouse):
    kept = (path for path in warehouse.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(warehouse)): path.read_bytes() for path in kept}


def load_with_room(folder, most):
    """Load the big file in a process in which no file may grow beyond `most` bytes."""
    inner = (
        "import resource, sys; "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, resource.RLIM_INFINITY)); "
        "from joinedup.cli import main; main()"
    )
    command = [sys.executable, "-c", inner, "load", folder / "big.csv", "--into", folder / "warehouse"]
    command += ["--key", folder / "key", *DAY]
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("most", [1, 4_096, 100_000])
def test_a_file_that_cannot_grow_stops_the_load_and_changes_nothing(held, most):
    before = state(held / "warehouse")
    done = load_with_room(held, most)
    assert done.returncode in (1, 2)
    assert "There is no room left on the disk" in " ".join((done.stdout + done.stderr).split())
    assert "Traceback" not in done.stderr
    assert state(held / "warehouse") == before
    again = load_with_room(held, resource.RLIM_INFINITY)
    assert again.returncode == 0, again.stdout + again.stderr
    assert open_warehouse(held / "warehouse").table("episode").count().to_pyarrow().as_py() == 3_000


@pytest.mark.component("unshare")
@pytest.mark.parametrize("spare", [60, 400])
def test_a_full_disk_stops_the_load_and_changes_nothing(held, spare):
    """The warehouse lies on a disk in memory that has `spare` KiB left beside what is held."""
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("lacks component unshare")
    disk, was = held / "disk", held / "was"
    disk.mkdir()
    script = (
        f"mount -t tmpfs -o size=$(($(du -sk {held}/warehouse | cut -f1) + {spare}))k tmpfs {disk} && "
        f"cp -r {held}/warehouse {disk}/warehouse && "
        f'"$@"; status=$?; cp -r {disk}/warehouse {was}; exit $status'
    )
    before = state(held / "warehouse")
    arguments = ("load", held / "big.csv", "--into", disk / "warehouse", "--key", held / "key", *DAY)
    done = joinedup(*arguments, home=held / "home", before=("unshare", "-rm", "sh", "-c", script, "full"))
    assert done.returncode in (1, 2), done.stdout
    assert "There is no room left on the disk" in " ".join((done.stdout + done.stderr).split())
    assert "Traceback" not in done.stderr
    left = state(was)  # what no version names is swept by the next load
    assert {name: left.get(name) for name in before} == before


@pytest.mark.parametrize(
    "fault",
    [
        OSError(28, "No space left on device"),
        duckdb.IOException('Could not write file "x": No space left on device'),
        duckdb.OutOfMemoryException("failed to offload data block of size 256.0 KiB"),
    ],
)
def test_every_way_of_saying_that_a_disk_is_full_becomes_one_sentence(fault, tmp_path):
    with pytest.raises(Refusal, match="There is no room left on the disk"), refuse_when_full(tmp_path):
        raise fault


@pytest.mark.parametrize("fault", [PermissionError(13, "Permission denied"), duckdb.IOException("No such file")])
def test_other_faults_are_not_taken_for_a_full_disk(fault, tmp_path):
    with pytest.raises(type(fault)), refuse_when_full(tmp_path):
        raise fault
