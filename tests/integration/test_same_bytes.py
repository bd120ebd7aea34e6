"""One warehouse, assessed in other places, tongues and zones, gives the same six files byte for byte."""

import shutil
import subprocess
from pathlib import Path

import pytest

from joinedup.jobs.assess import assess
from joinedup.jobs.demo import AREAS, DATED_ON, RECEIVED_ON
from joinedup.jobs.load import load
from support.command import digests, joinedup
from support.whole_job import whole_job

pytestmark = pytest.mark.slow


def _assess(warehouse: Path, out: Path, home: Path, *more: object, **world: object) -> dict[str, str]:
    named = ("--warehouse", warehouse, "--areas", ",".join(AREAS), "--year", "2021/22", "--dated-on", DATED_ON)
    done = joinedup("assess", *named, "--out", out, *more, home=home, **world)
    assert done.returncode == 0, done.stderr
    return digests(out)


@pytest.fixture(scope="module")
def plain(small_warehouse):
    return digests(whole_job(small_warehouse).folder)


def test_another_zone_language_home_folder_hash_seed_and_one_thread(plain, small_warehouse, tmp_path):
    world = {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    moved = tmp_path / "another warehouse é"
    shutil.copytree(small_warehouse, moved)
    elsewhere = tmp_path / "work"
    elsewhere.mkdir()
    given = ("--threads", "1")
    assert (
        _assess(moved, tmp_path / "other" / "Documents of 2022", tmp_path / "h", *given, folder=elsewhere, **world)
        == plain
    )


@pytest.mark.component("unshare")
def test_no_system_fonts_and_no_network(plain, small_warehouse, tmp_path):
    hide = 'for d in /usr/share/fonts /usr/local/share/fonts; do [ -d $d ] && mount -t tmpfs none $d; done; exec "$@"'
    without = ("unshare", "-rmn", "sh", "-c", hide, "without-fonts")
    listed = subprocess.run([*without, "ls", "/usr/share/fonts"], capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("lacks component unshare")
    assert listed.stdout == ""
    assert _assess(small_warehouse, tmp_path / "out", tmp_path / "home", before=without) == plain


def test_another_key_another_warehouse_and_another_order_of_files(plain, small_warehouse, tmp_path):
    """Pseudonyms depend on the key; what is printed does not, though ties between episodes go by pseudonym."""
    files = sorted((small_warehouse.parent / "files").glob("*.csv"), reverse=True)
    key = tmp_path / "other.key"
    warehouse = tmp_path / "deeper" / "warehouse"
    report = load(files, warehouse, received_on=RECEIVED_ON, key_path=key, threads=1)
    assert report.exit_status == 0, report.lines()
    assert key.read_bytes() != (small_warehouse.parent / "key").read_bytes()
    assess(warehouse, areas=AREAS, year="2021/22", out=tmp_path / "out", dated_on=DATED_ON)
    assert digests(tmp_path / "out") == plain
