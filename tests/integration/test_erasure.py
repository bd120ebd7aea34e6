"""Someone who withdraws leaves every version of every sender; nothing of them is found, and nothing else changes."""

import json
import shutil
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from joinedup.core.refusal import Refusal
from joinedup.intake.pseudonyms import pseudonym
from joinedup.jobs.erase import erase
from joinedup.warehouse.erasures import read_log
from joinedup.warehouse.store import open_warehouse, read_manifest
from support.agreements import AGREEMENT
from support.extract import refused
from support.vault_place import NOON, RECEIVED, Place
from support.vaults import held_anywhere, stored

MAY, JUNE = date(2026, 5, 20), date(2026, 5, 28)
THEM = {
    "EPISODID": "e1",
    "CLIENTID": "c1",
    "FINITIAL": "P",
    "DRUG1": "3201",
    "MODID": "m1",
    "SHOE": "theirs",
}
OTHER = {"EPISODID": "e2", "CLIENTID": "c2", "FINITIAL": "Q", "DRUG1": "7000", "MODID": "m1", "SHOE": "size 9"}
NO = refused(CLIENTID="c1")
NOW_NO = refused(CLIENTID="c1")


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path / "place")


@pytest.fixture
def real(tmp_path):
    return Place(tmp_path / "place", is_real=True)


def theirs(place):
    """Every pseudonym that stands for the one called P: of the person, and as each agency knows them."""
    key = bytes.fromhex(place.key.read_text().strip())
    said = ["P|B|19840229|1", "client|X0001|c1", "episode|X0001|e1", "client|X0002|c1", "episode|X0002|e1"]
    return [pseudonym(key, one) for one in said]


def is_gone(place):
    return not [where for one in (*theirs(place), "theirs") for where in held_anywhere(place.warehouse, one)]


def test_who_withdraws_is_in_no_version_and_nobody_else_is_touched(place):
    place.load([THEM, OTHER])
    assert held_anywhere(place.warehouse, theirs(place)[0])
    before = {table: rows for _, table, rows in stored(place.warehouse)}
    report = place.load([OTHER, NO], on=MAY)
    assert report.exit_status == 0
    assert "1 person has left every version" in "\n".join(report.lines())
    assert place.drugs() == place.drugs(version=1) == place.drugs(as_of=RECEIVED) == ["7000"]
    assert (place.folder / "a.csv").unlink() is None
    assert is_gone(place)
    left = {
        table: rows for identity, table, rows in stored(place.warehouse) if rows.num_rows and identity in first(place)
    }
    for table, rows in left.items():
        kept = before[table].filter(pa.array([not is_theirs(one, place) for one in before[table].to_pylist()]))
        assert rows.equals(kept), table


def first(place):
    return {one.id for one in read_manifest(place.warehouse, version=1).deliveries}


def is_theirs(row, place):
    return any(value in theirs(place) for value in row.values())


def test_the_tombstone_says_how_many_and_when_and_not_who(place):
    place.load([THEM, OTHER])
    place.load([OTHER, NO], on=MAY)
    (tombstone,) = read_log(place.warehouse)
    (delivery,) = first(place)
    assert (tombstone.number, tombstone.on, tombstone.people) == (1, MAY, 1)
    assert tombstone.rows == {delivery: 4}  # client, episode, intervention, extra columns
    assert not [one for one in theirs(place) if one in str(tombstone)]


def test_the_first_hashes_stay_on_record_beside_the_new_ones(place):
    place.load([THEM, OTHER])
    sealed = place.warehouse / "deliveries" / next(iter(first(place)))
    was = json.loads((sealed / "seal.json").read_text())["files"]
    received = read_manifest(place.warehouse).deliveries[0].sha256
    place.load([OTHER, NO], on=MAY)
    now = json.loads((sealed / "seal.json").read_text())["files"]
    for table, one in now.items():
        assert one["first_sha256"] == was[table]["sha256"]
        assert one["sha256"] != one["first_sha256"]
        assert not (sealed / was[table]["name"]).exists()
    assert read_manifest(place.warehouse, version=1).deliveries[0].sha256 == received


def test_counts_and_data_version_say_that_somebody_left(place):
    place.load([THEM, OTHER])
    before = read_manifest(place.warehouse)
    place.load([OTHER, NO], on=MAY)
    after = read_manifest(place.warehouse, version=1)
    assert (before.deliveries[0].tables["episode"], after.deliveries[0].tables["episode"]) == (2, 1)
    assert before.data_version != after.data_version
    assert after.deliveries[0].erased == ((MAY.isoformat(), 1),)


def test_they_leave_other_senders_too_and_agreements_that_ended_do_not_stop_it(real):
    real.load([THEM, OTHER], sender="N0852", name="a.csv")
    real.load([THEM | {"CLIENTID": "k7"}, OTHER], sender="N0900", name="b.csv")
    (real.folder / "agreement.toml").write_text(AGREEMENT.replace("county-2026", "county-2027"))
    report = real.load([OTHER, refused(AGNCY="N0852", CLIENTID="c1")], on=MAY, sender="N0852", name="a.csv")
    assert report.exit_status == 0, report.lines()
    found = [
        one["drug1"] for _, table, rows in stored(real.warehouse) if table == "episode" for one in rows.to_pylist()
    ]
    assert found == ["7000"] * 3


def test_a_file_of_the_same_load_is_rewritten_too_in_whatever_order(tmp_path):
    for number, order in enumerate(((0, 1), (1, 0))):
        place = Place(tmp_path / str(number))
        place.load([THEM, OTHER])
        files = [
            place.extract([OTHER, NO], on=MAY, name="a.csv"),
            place.extract([THEM | {"CLIENTID": "k7"}, OTHER], on=MAY, name="b.csv", sender="X0002"),
        ]
        report = place.load_files(*(files[one] for one in order), on=MAY)
        assert report.exit_status == 0, report.lines()
        assert place.drugs() == ["7000", "7000"]


def test_one_row_without_consent_withholds_the_clients_other_rows(place):
    report = place.load([THEM, OTHER, NO])
    assert place.drugs() == ["7000"]
    (delivery,) = read_manifest(place.warehouse).deliveries
    assert (delivery.rows, delivery.without_consent, delivery.set_aside) == (3, 2, 0)
    assert report.erased is None


def test_somebody_who_is_merely_absent_stays_in_what_was_held(place):
    place.load([THEM, OTHER])
    report = place.load([OTHER], on=MAY)
    assert report.erased is None
    assert place.drugs(version=1) == ["3201", "7000"]


def test_somebody_without_consent_from_the_first_is_nowhere_and_no_erasure(place):
    report = place.load([OTHER, NO])
    assert report.erased is None
    assert read_log(place.warehouse) == ()


def test_a_withdrawal_counts_though_nothing_else_of_the_file_can_be_used(place):
    place.load([THEM, OTHER])
    report = place.load([OTHER | {"TRIAGED": ""}, NO], on=MAY)
    assert report.exit_status == 1
    assert report.erased is not None
    assert (report.version, report.is_changed) == (1, False)
    assert place.drugs() == ["7000"]


def test_the_same_bytes_again_do_not_bring_them_back(place):
    place.load([THEM, OTHER])
    kept = shutil.copy(place.folder / "a.csv", place.folder / "kept.csv")
    place.load([OTHER, NO], on=MAY)
    shutil.copy(place.folder / "a.csv.toml", place.folder / "kept.csv.toml")
    report = place.load_files(Path(kept), on=JUNE, options={"extract_on": JUNE})
    assert report.exit_status == 1
    assert "people in them have been erased since: ask" in "\n".join(report.lines())
    assert place.drugs() == ["7000"]


def test_the_current_bytes_again_change_nothing_and_say_who_is_missing(place):
    place.load([THEM, OTHER])
    listed = place.folder / "list.csv"
    listed.write_text("AGNCY,CLIENTID\nX0001,c1\n")
    erase(place.warehouse, at=NOON, on=MAY, key_path=place.key, people=listed)
    again = place.load([THEM, OTHER])
    assert not again.is_changed
    assert "now without 1 person erased since" in "\n".join(again.lines())
    assert place.drugs() == ["7000"]


@pytest.mark.parametrize(
    "listed",
    ["agncy,clientid\nX0001,c1\n", "FINITIAL,SINITIAL,DOB,SEX\np,b,1984-02-29,1\n", "AGNCY, CLIENTID\n\n X0001 ,c1"],
)
def test_people_listed_in_a_file_are_erased(place, listed):
    place.load([THEM, OTHER])
    path = place.folder / "list.csv"
    path.write_text(listed)
    result = erase(place.warehouse, at=NOON, on=MAY, key_path=place.key, people=path)
    assert "1 person has left every version (a person's right or objection, upheld)" in result.lines()[0]
    assert place.drugs() == ["7000"]
    again = erase(place.warehouse, at=NOON, on=MAY, key_path=place.key, people=path)
    assert again.lines() == [
        "Nothing had to be erased: nobody listed is held, and nothing is due or was left half done."
    ]


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ("NAME\nsecret\n", "the first row must be AGNCY, CLIENTID or"),
        ("AGNCY,CLIENTID\nX0001,\n", "row 2: CLIENTID is blank"),
        ("FINITIAL,SINITIAL,DOB,SEX\nA,B,29 secret 84,1\n", "row 2: DOB is not a day"),
        ("AGNCY,CLIENTID\n", "lists nobody"),
        ("", "the first row must be"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_without_a_value(place, listed, said):
    place.load([OTHER])
    path = place.folder / "list.csv"
    path.write_text(listed)
    with pytest.raises(Refusal) as refusal:
        erase(place.warehouse, at=NOON, on=MAY, key_path=place.key, people=path)
    assert said in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_with_another_key_nobody_can_be_found_and_that_is_said(place):
    place.load([THEM])
    other = place.folder / "other.key"
    other.write_text("ab" * 32)
    other.chmod(0o600)
    path = place.folder / "list.csv"
    path.write_text("AGNCY,CLIENTID\nX0001,c1\n")
    with pytest.raises(Refusal, match="nobody can be found"):
        erase(place.warehouse, at=NOON, on=MAY, key_path=other, people=path)


def test_what_was_kept_long_enough_is_destroyed_when_asked(real):
    (real.folder / "agreement.toml").write_text(AGREEMENT.replace("parties", "keep_days = 10\nparties"))
    real.load([THEM, OTHER], sender="N0852")
    real.load([OTHER], on=MAY, sender="N0852")
    (old,) = first(real)
    assert not erase(real.warehouse, at=NOON, on=date(2026, 4, 29), due=True).done
    result = erase(real.warehouse, at=NOON, on=MAY, due=True)
    assert f"Destroyed as a whole (the day until which they were to be kept has come): {old}." in result.lines()
    assert not list((real.warehouse / "deliveries" / old).glob("*.sealed"))
    assert real.read(version=1) == []
    assert len(real.read()) == 1
    assert not erase(real.warehouse, at=NOON, on=MAY, due=True).done


def test_one_delivery_is_destroyed_by_name_and_an_unknown_one_is_refused(place):
    place.load([THEM, OTHER])
    with pytest.raises(Refusal, match="holds no person-level delivery 'x'"):
        erase(place.warehouse, at=NOON, on=MAY, deliveries=["x"])
    (name,) = first(place)
    erase(place.warehouse, at=NOON, on=MAY, deliveries=[name])
    assert place.read() == []
    assert read_manifest(place.warehouse).deliveries == ()
    assert is_gone(place) or (place.folder / "a.csv").exists()


def test_a_reader_who_opened_before_an_erasure_never_sees_half_of_it(place):
    place.load([THEM, OTHER])
    opened = open_warehouse(place.warehouse)
    place.load([OTHER, NO], on=MAY)
    with pytest.raises(Refusal, match="an erasure rewrote it while this was reading"):
        opened.table("episode")


def test_files_beyond_the_warehouse_are_left_alone(place):
    place.load([THEM, OTHER])
    approved = place.folder / "documents" / "needs-assessment.html"
    approved.parent.mkdir()
    approved.write_text("42 people")
    place.load([OTHER, NO], on=MAY)
    assert approved.read_text() == "42 people"
