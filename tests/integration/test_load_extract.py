from datetime import date
from pathlib import Path

import pytest

from joinedup.core.refusal import Refusal
from joinedup.jobs.load import load
from joinedup.warehouse.store import open_warehouse
from support.extract import HEADERS, SIDECAR, refused, row, write_extract
from support.vaults import stored

RECEIVED = date(2026, 4, 20)
LATER = date(2026, 5, 20)


class Place:
    """A folder with a warehouse and its key beside it."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.warehouse = folder / "warehouse"
        self.key = folder / "installation.key"

    def load(self, *paths, received_on=RECEIVED, **options):
        return load(paths, self.warehouse, received_on=received_on, key_path=self.key, **options)

    def extract(self, rows, name="a.csv", headers=HEADERS, **sidecar):
        return write_extract(self.folder / name, rows, headers=headers, sidecar=dict(SIDECAR) | sidecar)

    def rows(self, table, **which):
        return open_warehouse(self.warehouse, **which).table(table).to_pyarrow().to_pylist()


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def test_a_flat_file_is_split_into_its_tables(place):
    report = place.load(
        place.extract(
            [
                row(MODID="m1", MODAL="95", MODST="20210412", TOPID="t1", TOPDATE="2021-04-12", ALCUSE="20"),
                row(MODID="m2", MODAL="94", SUBMID="s1", SUBMODDT="20210901", TITID="i1", X_CIRID="r1"),
                row(MODID="m2", MODAL="94"),
                refused(),
            ]
        )
    )
    assert report.exit_status == 0
    counts = {delivery.sender: delivery.tables for delivery in open_warehouse(place.warehouse).manifest.deliveries}
    assert counts == {
        "X0001": {
            "client": 1,
            "episode": 1,
            "intervention": 2,
            "sub_intervention_review": 1,
            "time_in_treatment": 1,
            "outcomes_profile": 1,
            "client_information_review": 1,
        }
    }
    (profile,) = place.rows("outcomes_profile")
    assert (profile["topdate"], profile["alcuse"], profile["opiuse"]) == (date(2021, 4, 12), 20, None)


def test_ages_are_whole_years_and_leap_days_wait_for_march(place):
    place.load(place.extract([row(DOB="20000229", TRIAGED="20210228", DISD="20210301", REFLD="")]))
    (episode,) = place.rows("episode")
    assert (episode["age_at_triage"], episode["age_at_exit"]) == (20, 21)
    (client,) = place.rows("client")
    assert client["birth_month"] == date(2000, 2, 1)


def test_residence_is_the_upper_tier_code_or_the_mapped_dat_code(place):
    rows = [
        row(EPISODID="e1", UTLA="X06000001", DAT=""),
        row(EPISODID="e2", UTLA="", DAT="X02B"),
        row(EPISODID="e3", UTLA="", DAT="X77B"),
    ]
    place.load(place.extract(rows))
    found = {(episode["residence"], episode["dat"]) for episode in place.rows("episode")}
    assert found == {(None, "X77B"), ("X06000001", None), ("X06000001", "X02B")}


def test_one_person_at_two_agencies_is_one_person_and_two_clients(place):
    first = place.extract([row()])
    second = place.extract([row(AGNCY="X0002", FINITIAL="a", UTLA="X06000001")], name="b.csv", sender='"X0002"')
    place.load(first, second)
    episodes = place.rows("episode")
    assert len({episode["person_id"] for episode in episodes}) == 1
    assert len({episode["client_key"] for episode in episodes}) == 2


def test_no_identifier_is_written_anywhere_in_the_warehouse(place):
    secret = {"CLIENT": "planted-client", "CLIENTID": "planted-id", "EPISODID": "planted-episode", "PC": "ZZ99 9"}
    place.load(place.extract([row(**secret, DOB="19660613"), row(EPISODID="planted-bad", TRIAGED="planted")]))
    texts = [(table, rows.column_names, str(rows.to_pylist())) for _, table, rows in stored(place.warehouse)]
    assert len(texts) == 7
    for where, columns, text in texts:
        assert not {"finitial", "sinitial", "dob", "pc", "client", "clientid", "episodid"} & set(columns)
        assert not {one for one in ("planted", "ZZ99") if one in text}, where
        assert "1966" not in text.replace("datetime.date(1966, 6, 1)", ""), where
    for path in place.warehouse.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert not {one for one in (b"planted", b"ZZ99", b"19660613", b"1966-06-13") if one in content}, path
    assert not list((place.warehouse / "staging").iterdir())


def test_good_rows_load_beside_bad_ones_and_all_are_accounted_for(place):
    rows = [
        row(EPISODID="good", MODID="m1", MODAL="95"),
        row(EPISODID="torn", DRUG1="3200"),
        row(EPISODID="torn", DRUG1="3201"),
        row(EPISODID="undated", TRIAGED=""),
        row(CONSENT="maybe"),
        refused(),
    ]
    report = place.load(place.extract(rows))
    (delivery,) = open_warehouse(place.warehouse).manifest.deliveries
    assert (delivery.rows, delivery.set_aside, delivery.without_consent) == (6, 4, 1)
    assert report.set_aside == 4
    assert delivery.tables["episode"] == 1
    assert (place.warehouse / "deliveries" / delivery.id / "set_aside.json").read_text().count('"rule"') == 3


def test_a_file_of_which_nothing_can_be_used_is_not_loaded_and_the_others_are(place):
    bad = place.extract([row(TRIAGED="")], name="bad.csv", sender='"X0002"')
    report = place.load(bad, place.extract([row()]))
    assert report.exit_status == 1
    assert "no row of it can be used" in "\n".join(report.lines())
    assert [delivery.sender for delivery in open_warehouse(place.warehouse).manifest.deliveries] == ["X0001"]


def test_the_same_bytes_again_change_nothing_and_say_so(place):
    path = place.extract([row()])
    first = place.load(path)
    before = {file: file.stat().st_mtime_ns for file in place.warehouse.rglob("*") if file.is_file()}
    again = place.load(path, received_on=LATER)
    assert again.exit_status == 0
    assert not again.is_changed
    assert (again.version, again.data_version) == (first.version, first.data_version)
    assert "Unchanged: these bytes are held already, received on 2026-04-20." in again.lines()
    after = {
        file: file.stat().st_mtime_ns for file in place.warehouse.rglob("*") if file.is_file() and file.name != "lock"
    }
    assert after == {file: when for file, when in before.items() if file.name != "lock"}


def test_the_same_bytes_under_other_coverage_are_another_delivery(place):
    rows = [row()]
    place.load(place.extract(rows))
    assert place.load(place.extract(rows, covers_to="2026-03-01")).is_changed


def test_a_later_delivery_takes_the_place_of_the_former_which_stays_readable(place):
    place.load(place.extract([row(EPISODID="e1"), row(EPISODID="e2")]))
    report = place.load(place.extract([row(EPISODID="e3")], extract_on="2026-05-15"), received_on=LATER)
    assert "in place of a.csv, received on 2026-04-20" in "\n".join(report.lines())
    assert len(place.rows("episode")) == 1
    assert len(place.rows("episode", version=1)) == 2
    assert len(place.rows("episode", as_of=date(2026, 5, 19))) == 2
    assert len(place.rows("episode", as_of=LATER)) == 1
    with pytest.raises(Refusal, match="Nothing had been received"):
        place.rows("episode", as_of=date(2026, 4, 19))
    with pytest.raises(Refusal, match="has versions 1 to 2, not 3"):
        place.rows("episode", version=3)


def test_an_older_extract_does_not_take_the_place_of_a_newer_one(place):
    place.load(place.extract([row()]))
    report = place.load(place.extract([row(EPISODID="old")], extract_on="2026-03-15"))
    assert report.exit_status == 1
    assert "older than the delivery held" in "\n".join(report.lines())


def test_two_files_for_one_place_are_not_both_loaded(place):
    report = place.load(place.extract([row()]), place.extract([row(EPISODID="x")], name="b.csv"))
    assert report.exit_status == 1
    assert "a.csv is from the same sender" in "\n".join(report.lines())
    assert len(place.rows("episode")) == 1


def test_loading_without_coverage_asks_for_it(place):
    path = write_extract(place.folder / "a.csv", [row()], sidecar=None)
    report = place.load(path)
    assert report.exit_status == 1
    assert "checked and not loaded: write a.csv.toml" in "\n".join(report.lines())
    assert report.version is None


def test_extra_columns_are_kept_apart_from_every_table(place):
    rows = [row() | {"SHOE": "7"}, refused()]
    place.load(place.extract(rows, headers=(*HEADERS, "SHOE")))
    (kept,) = [rows.to_pylist() for _, table, rows in stored(place.warehouse) if table == "extra_columns"]
    assert [one["SHOE"] for one in kept] == ["7"]
    with pytest.raises(Refusal, match="has no table 'extra_columns'"):
        place.rows("extra_columns")


def test_another_key_is_refused(place):
    place.load(place.extract([row()]))
    place.key.unlink()
    report = place.load(place.extract([row(EPISODID="e2")]))
    assert "There is no key file" in "\n".join(report.lines())
    place.key.write_text("ab" * 32)
    place.key.chmod(0o600)
    report = place.load(place.extract([row(EPISODID="e2")]))
    assert "is not the one that this warehouse was loaded with" in "\n".join(report.lines())


def test_a_folder_with_other_things_in_it_is_left_alone(place):
    place.warehouse.mkdir()
    (place.warehouse / "holiday.jpg").touch()
    with pytest.raises(Refusal, match=r"holds 'holiday\.jpg'"):
        place.load(place.extract([row()]))
    assert [entry.name for entry in place.warehouse.iterdir()] == ["holiday.jpg"]


def test_nothing_loaded_is_no_warehouse(place):
    with pytest.raises(Refusal, match="is not a warehouse"):
        open_warehouse(place.warehouse)


def test_the_data_version_does_not_depend_on_key_or_folder(tmp_path):
    versions = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        other = Place(tmp_path / name)
        versions.add(other.load(other.extract([row()])).data_version)
    assert len(versions) == 1


def test_the_same_key_and_files_give_the_same_rows_with_one_thread_or_two(tmp_path):
    found = []
    for threads in (1, 2):
        (tmp_path / str(threads)).mkdir()
        other = Place(tmp_path / str(threads))
        other.key.write_text("cd" * 32)
        other.key.chmod(0o600)
        rows = [row(EPISODID=f"e{i}", CLIENTID=f"c{i % 7}", FINITIAL="ABCDEFG"[i % 7], MODID="m") for i in range(50)]
        other.load(other.extract(rows), threads=threads)
        found.append({table: other.rows(table) for table in ("client", "episode", "intervention")})
    assert found[0] == found[1]
