"""Rows about people at rest: encrypted, opened only with the ring and a grant; what is wrong is said in a sentence."""

import json
import shutil
from datetime import UTC, date, datetime

import pytest

from joinedup.core.refusal import Refusal
from joinedup.intake.pseudonyms import LENGTH
from joinedup.jobs.erase import erase
from joinedup.sharing.decide import Grant, may_erase
from joinedup.warehouse.store import open_warehouse
from joinedup.warehouse.vault import find_vault
from support.agreements import AGREEMENT
from support.vault_place import NOON, RECEIVED, Place
from support.vaults import stored


@pytest.fixture
def invented(tmp_path):
    return Place(tmp_path)


@pytest.fixture
def real(tmp_path):
    return Place(tmp_path, is_real=True)


def test_no_row_about_a_person_lies_clear_not_even_a_pseudonym(real):
    real.load([{"ETHNIC": "A", "MODID": "m1", "SHOE": "planted"}])
    (episode,) = real.read()
    assert len(episode["person_id"]) == LENGTH
    files = [path for path in real.warehouse.rglob("*") if path.is_file()]
    assert not [path for path in files if path.suffix == ".parquet"]
    for path in files:
        content = path.read_bytes()
        assert episode["person_id"].encode() not in content
        assert b"planted" not in content
        assert b"PAR1" not in content
    assert {table for _, table, _ in stored(real.warehouse)} >= {"client", "episode", "extra_columns"}


def test_the_ring_lies_outside_and_holds_a_key_for_each_senders_feed(invented):
    invented.load([{}])
    invented.load([{}], name="b.csv", sender="X0002")
    said = json.loads(invented.ring.read_text())
    mark = find_vault(invented.warehouse).mark
    assert sorted(said["locks"]) == [f"{mark}/%28invented%20people%29/X000{n}/ndtms-adult" for n in (1, 2)]
    assert invented.ring.stat().st_mode & 0o777 == 0o600
    keys = [one["key"] for one in said["locks"].values()]
    assert len(set(keys)) == 2
    assert not [
        path for path in invented.warehouse.rglob("*") if path.is_file() and keys[0] in path.read_text("latin-1")
    ]


def test_without_a_yes_no_key_is_handed_out_whatever_the_manifest_says(real):
    real.load([{}])
    for grant in (None, Grant("another", "needs-assessment", ("ndtms-adult",), NOON, None), may_erase(at=NOON)):
        with pytest.raises(Refusal, match=r"agreement 'county-2026'|opens nothing for reading"):
            real.read(grant=grant)
    (manifest,) = real.warehouse.glob("versions/*/manifest.json")
    manifest.write_text(manifest.read_text().replace('"is_synthetic": false', '"is_synthetic": true'))
    with pytest.raises(Refusal, match="agreement 'county-2026'"):
        real.read(grant=None)
    (seal,) = real.warehouse.glob("deliveries/*/seal.json")
    seal.write_text(seal.read_text().replace("county-2026", "%28invented%20people%29"))
    with pytest.raises(Refusal, match=r"is not the one that a\.csv"):
        real.read(grant=None)


def test_rows_kept_past_their_day_do_not_open(real):
    (real.folder / "agreement.toml").write_text(AGREEMENT.replace("parties", "keep_days = 10\nparties"))
    real.load([{}])
    (delivery,) = open_warehouse(real.warehouse).manifest.deliveries
    assert delivery.keep_until == date(2026, 4, 30)
    last = Grant("county-2026", "needs-assessment", ("ndtms-adult",), datetime(2026, 4, 29, 22, 59, tzinfo=UTC), None)
    assert len(real.read(grant=last)) == 1
    late = Grant("county-2026", "needs-assessment", ("ndtms-adult",), datetime(2026, 4, 29, 23, tzinfo=UTC), None)
    with pytest.raises(Refusal, match="to be kept until 2026-04-30 and no longer: destroy them with `joinedup erase"):
        real.read(grant=late)


def test_unless_the_agreement_says_otherwise_rows_are_kept_until_it_ends(real):
    real.load([{}])
    (delivery,) = open_warehouse(real.warehouse).manifest.deliveries
    assert delivery.keep_until == date(2026, 6, 1)


def test_a_lost_ring_is_said_and_published_tables_stay_open(invented):
    invented.load([{}])
    invented.ring.unlink()
    with pytest.raises(Refusal, match="lost for good"):
        invented.read()
    assert invented.read("population") == []
    report = invented.load([{"EPISODID": "e2"}], on=date(2026, 5, 20))
    assert "There is no key ring" in "\n".join(report.lines())
    assert not invented.ring.exists()


def test_another_ring_is_said_for_reading_and_for_loading(invented):
    invented.load([{}])
    other = Place(invented.folder / "other")
    other.load([{}])
    with pytest.raises(Refusal, match=r"is not the one that a\.csv from .* was loaded with"):
        invented.read(ring=other.ring)
    report = invented.load([{"EPISODID": "e2"}], on=date(2026, 5, 20), ring=other.ring)
    assert "is not the one that" in "\n".join(report.lines())
    assert len(invented.read()) == 1


def test_an_old_copy_of_the_ring_is_said(invented):
    invented.load([{}])
    copy = shutil.copy(invented.ring, invented.folder / "copy.ring")
    erase(invented.warehouse, at=NOON, on=RECEIVED, change_keys=True)
    assert len(invented.read()) == 1
    with pytest.raises(Refusal, match="or is an old copy of it"):
        invented.read(ring=invented.folder / copy)


def test_changed_keys_close_every_copy_made_before(invented):
    invented.load([{}])
    shutil.copytree(invented.warehouse, invented.folder / "stolen")
    report = erase(invented.warehouse, at=NOON, on=date(2026, 5, 1), change_keys=True)
    assert report.lines() == ["Done: change of keys."]
    with pytest.raises(
        Refusal, match=r"destroyed on 2026-05-01, when people were erased: .* opens for nobody any more"
    ):
        open_warehouse(invented.folder / "stolen").table("episode")


def test_a_moved_ring_is_found_once_named(invented):
    invented.load([{}])
    moved = invented.folder / "safe" / "ring"
    moved.parent.mkdir()
    invented.ring.rename(moved)
    with pytest.raises(Refusal, match="There is no key ring"):
        invented.read()
    assert len(invented.read(ring=moved)) == 1
    erase(invented.warehouse, at=NOON, on=RECEIVED, ring=moved)
    assert len(invented.read()) == 1


@pytest.mark.parametrize("part", ["last byte", "another table in its place", "cut short"])
def test_a_file_that_was_altered_is_said(invented, part):
    invented.load([{}])
    (episode,) = invented.warehouse.glob("deliveries/*/episode.1.sealed")
    content = bytearray(episode.read_bytes())
    if part == "last byte":
        content[-1] ^= 1
    elif part == "cut short":
        content = content[:-20]
    else:
        content = episode.with_name("client.1.sealed").read_bytes()
    episode.write_bytes(content)
    with pytest.raises(Refusal, match="it was damaged or altered"):
        invented.read()


def test_nothing_that_the_engine_spills_can_be_read(invented, tmp_path):
    invented.load([{}])
    opened = open_warehouse(invented.warehouse, memory="40MB", threads=1)
    opened.connection.raw_sql(
        "CREATE TABLE much AS SELECT i, 'planted mark ' || (i % 977) AS said, md5(i::VARCHAR) AS more "
        "FROM range(600000) r(i)"
    )
    files = [path for path in (invented.warehouse / "spill").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) > 1_000_000
    assert not [path for path in files if b"planted mark" in path.read_bytes()]
    opened.close()
    assert not [path for path in (invented.warehouse / "spill").rglob("*") if path.is_file()]
