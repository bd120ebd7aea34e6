"""Warehouses as earlier programs of November 2026 wrote them: each opens, or says what to do and opens then.

In `warehouse-2026-11` rows about people lie in clear: the first version that landed wrote it, from three invented
episodes. `warehouse-2026-11-sealed` was written by commit 56617f0: two senders' rows encrypted, one person erased from
four versions, one published table. The keys beside them are plainly invented and of no other use.
"""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from joinedup.core.refusal import Refusal
from joinedup.jobs.backups import backup, restore
from joinedup.jobs.erase import erase
from joinedup.warehouse.erasures import read_log
from support.extract import refused
from support.vault_place import Place

FIXTURES = Path(__file__).parents[1] / "fixtures"
LATER = datetime(2026, 12, 1, tzinfo=UTC)


def copied(name, folder):
    shutil.copytree(FIXTURES / name, folder)
    for secret in folder.glob("key*"):  # git keeps no such modes
        secret.chmod(0o600)
    return Place(folder)


@pytest.fixture
def place(tmp_path):
    return copied("warehouse-2026-11", tmp_path / "copy")


@pytest.fixture
def sealed(tmp_path):
    return copied("warehouse-2026-11-sealed", tmp_path / "copy")


def clear_files(place):
    return sorted(path.name for path in place.warehouse.rglob("*.parquet"))


def test_its_rows_about_people_are_not_read_clear_and_the_sentence_names_what_mends_it(place):
    assert "episode.parquet" in clear_files(place)
    with pytest.raises(Refusal, match="run `joinedup erase --warehouse FOLDER` once"):
        place.read()


def test_what_the_sentence_names_seals_it_and_then_every_row_is_read(place):
    result = erase(place.warehouse, at=LATER, on=LATER.date(), key_path=place.key)
    assert (result.encrypted, result.done) == (1, ())
    assert place.drugs() == ["2102", "7000", "7000"]
    assert clear_files(place) == []
    assert place.ring.stat().st_mode & 0o777 == 0o600


def test_the_next_load_seals_it_too_and_knows_its_people(place):
    place.load([{"CLIENTID": "c1", "EPISODID": "e1", "FINITIAL": "A"}], name="b.csv", sender="X0002")
    assert len({one["person_id"] for one in place.read()}) == 3
    assert len(place.read()) == 4
    assert clear_files(place) == []


def test_erasing_again_finds_nothing_left_to_do(place):
    erase(place.warehouse, at=LATER, on=date(2026, 12, 1), key_path=place.key)
    assert erase(place.warehouse, at=LATER, on=date(2026, 12, 2), key_path=place.key).encrypted == 0


def test_the_sealed_one_opens_in_every_version_once_its_ring_is_named(sealed):
    with pytest.raises(Refusal, match="There is no key ring"):
        sealed.read()
    read = {version: sealed.drugs(version=version, ring=sealed.ring) for version in (1, 2, 3, 4)}
    assert read == {1: ["7000"], 2: ["2102", "7000"], 3: ["2102", "7000"], 4: ["2102", "2102", "7000"]}
    assert sealed.drugs(as_of=date(2026, 5, 19), ring=sealed.ring) == ["2102", "7000"]
    assert [one["estimate"] for one in sealed.read("prevalence")] == [12]


def test_the_sealed_one_goes_on_as_if_this_program_had_written_it(sealed):
    same = {"EPISODID": "e3", "CLIENTID": "c3", "FINITIAL": "R", "DRUG1": "2102"}
    rows = [same, refused(CLIENTID="c2")]
    report = sealed.load(rows, on=date(2026, 6, 20), ring=sealed.ring)
    assert "1 person has left every version" in "\n".join(report.lines())
    assert [sealed.drugs(version=version) for version in (1, 2, 5)] == [[], ["2102"], ["2102", "2102"]]
    assert len({one["person_id"] for one in sealed.read()}) == 1
    backup(sealed.warehouse, sealed.folder / "copy")
    restore(sealed.folder / "copy", sealed.folder / "new", ring=sealed.ring, on=date(2026, 6, 21))
    assert read_log(sealed.folder / "new") == read_log(sealed.warehouse)
    assert [one.people for one in read_log(sealed.warehouse)] == [1, 1]
