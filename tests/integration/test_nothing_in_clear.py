"""While a file about people is checked or loaded, and after kill -9, no file of ours holds a word of it in clear."""

import gzip
import os
import signal
import subprocess
import sys
import tempfile
import zipfile

import pytest
import xlsxwriter

import support.stages
from joinedup.intake import examine, nameless
from joinedup.jobs.check import check
from joinedup.jobs.load import load
from support.extract import HEADERS, row, write_extract
from support.stages import STAGES, after_each
from support.vault_place import RECEIVED

PLANTED = b"qzxplanted"
"""Begins every local reference, client id, episode id and postcode of the files here."""
ROWS = 300
PACKS = ("csv", "zip", "gz", "xlsx")


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """The same rows as a CSV, a zip, a gzip and a workbook."""
    folder = tmp_path_factory.mktemp("sent")
    word = PLANTED.decode()
    personal = {name: f"{word}{name}" for name in ("CLIENT", "CLIENTID", "EPISODID", "PC", "MODID")}
    rows = [row(**{name: f"{text}{number}" for name, text in personal.items()}) for number in range(ROWS)]
    path = write_extract(folder / "a.csv", rows)
    with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, "a.csv")
    (folder / "a.gz").write_bytes(gzip.compress(path.read_bytes()))
    with xlsxwriter.Workbook(folder / "a.xlsx") as book:
        sheet = book.add_worksheet()
        for at, cells in enumerate([HEADERS, *([one.get(header, "") for header in HEADERS] for one in rows)]):
            sheet.write_row(at, 0, cells)
    for pack in PACKS[1:]:
        (folder / f"a.{pack}.toml").write_bytes((folder / "a.csv.toml").read_bytes())
    return folder


def found_clear(folder):
    """Return the files below a folder that hold planted words, or Parquet that opens without a key."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files for content in (path.read_bytes(),) if PLANTED in content or b"PAR1" in content]


class Looking:
    """Looks through a folder at every stage; `seen` holds the names of all files that lay there at any."""

    def __init__(self, folder):
        self.folder = folder
        self.stages, self.seen, self.clear = [], set(), []

    def __call__(self, stage):
        self.stages.append(stage)
        self.seen |= {path.name for path in self.folder.rglob("*") if path.is_file()}
        self.clear += [(stage, name) for name in found_clear(self.folder)]


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder that holds the warehouse, the keys and every temporary file."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


@pytest.mark.parametrize(("pack", "in_memory"), [*((pack, nameless.IN_MEMORY) for pack in PACKS), ("zip", 1_000)])
def test_no_stage_of_a_load_leaves_a_word_in_clear(place, sent, monkeypatch, pack, in_memory):
    monkeypatch.setattr(nameless, "IN_MEMORY", in_memory)
    looking = Looking(place)
    after_each(STAGES, looking, monkeypatch.setattr)
    report = load([sent / f"a.{pack}"], place / "w", received_on=RECEIVED, key_path=place / "key", threads=1)
    looking("loaded")
    assert report.is_changed, report.lines()
    assert looking.clear == []
    assert set(looking.stages) == {*STAGES, "loaded"}
    assert "flat.parquet" in looking.seen  # else there was nothing to look at


@pytest.mark.parametrize("pack", PACKS)
def test_no_stage_of_a_check_leaves_a_word_in_clear(place, sent, monkeypatch, pack):
    looking = Looking(place)
    stages = {name: holder for name, holder in STAGES.items() if holder is examine}
    after_each(stages, looking, monkeypatch.setattr)
    assert check([sent / f"a.{pack}"], threads=1).exit_status == 0
    assert looking.clear == []
    assert set(looking.stages) == set(stages)
    assert list((place / "temporary").iterdir()) == []


@pytest.mark.parametrize(("stage", "pack"), [*((stage, "csv") for stage in STAGES), ("ask_rules", "zip")])
def test_kill_9_leaves_no_word_in_clear(place, sent, stage, pack):
    command = [sys.executable, support.stages.__file__, stage, RECEIVED.isoformat(), place / "w", place / "key"]
    done = subprocess.run([*map(str, command), str(sent / f"a.{pack}")], env=dict(os.environ), check=False)
    assert done.returncode == -signal.SIGKILL
    assert found_clear(place) == []


def test_kill_9_in_a_check_leaves_no_word_in_clear(place, sent):
    command = [sys.executable, support.stages.__file__, "ask_rules", RECEIVED.isoformat(), "-", "-"]
    done = subprocess.run([*command, str(sent / "a.zip")], env=dict(os.environ), check=False)
    assert done.returncode == -signal.SIGKILL
    assert [path.name for path in place.rglob("*") if path.is_file()] == ["flat.parquet"]
    assert found_clear(place) == []
