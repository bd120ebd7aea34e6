"""The drop folder: what may come in is loaded and what may not is moved away unread; nothing is lost or taken twice."""

import os
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from joinedup.core.refusal import Refusal
from joinedup.jobs import watch as watching
from joinedup.jobs.watch import watch
from joinedup.warehouse.receipts import read_receipts
from joinedup.warehouse.store import read_manifest
from support.dropping import NOON, Drop

OPENED: list[str] = []
SPYING: list[bool] = []


def spy(event, details):
    if SPYING and event == "open":
        OPENED.append(str(details[0]))


@pytest.fixture
def drop(tmp_path):
    return Drop(tmp_path)


@pytest.fixture
def opened():
    """Every path that is opened while the test runs."""
    if not getattr(sys, "_is_spied_on", False):
        sys.addaudithook(spy)
        sys._is_spied_on = True
    OPENED.clear()
    SPYING.append(True)
    yield OPENED
    SPYING.clear()


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def test_counts_are_loaded_and_lie_in_done_until_their_day(drop):
    content = drop.seizures().read_bytes()
    (said,) = drop.watch()
    (entry,) = drop.entries("X0103", "done")
    receipt = drop.receipt(entry)
    assert said == f"X0103/a.csv: Loaded. Receipt {receipt['receipt']}. See {entry.relative_to(drop.drop)}"
    assert [one.number for one in read_receipts(drop.warehouse)] == [receipt["receipt"]]
    assert (receipt["received"], receipt["outcome"], receipt["version"]) == ("2026-05-04T12:00:00Z", "loaded", 1)
    assert {"report.html", "report.txt", "receipt.txt", "why.txt", "sent/a.csv", "sent/a.csv.toml"} <= set(names(entry))
    assert (entry / "sent" / "a.csv").read_bytes() == content
    assert not names(drop.inbox())
    assert not names(drop.drop / "working")
    drop.watch(at=NOON + timedelta(days=29))
    assert (entry / "sent" / "a.csv").exists()
    (said,) = drop.watch(at=NOON + timedelta(days=30))
    assert "kept until its day and is removed" in said
    assert not (entry / "sent").exists()
    assert (entry / "receipt.txt").exists()


def test_of_a_file_about_people_only_receipt_and_report_are_left(drop):
    path = drop.extract({"EPISODID": "planted-episode", "CLIENTID": "planted-client", "DOB": "19660613"})
    content = path.read_bytes()
    drop.watch()
    assert read_manifest(drop.warehouse).deliveries[0].tables["episode"] == 1
    (entry,) = drop.entries("X0001", "done")
    assert names(entry) == [
        "end.json",
        "item.json",
        "receipt.json",
        "receipt.txt",
        "report.html",
        "report.txt",
        "why.txt",
    ]
    assert "its rows are held encrypted and this file is removed" in (entry / "why.txt").read_text()
    for secret in (content, b"planted", b"19660613", b"1966-06-13"):
        assert drop.whereabouts(secret) == []


def test_what_cannot_be_used_goes_back_with_its_report_until_a_stated_day(drop):
    path = drop.extract({"TRIAGED": "planted", "DOB": "19660613"})
    drop.watch()
    (entry,) = drop.entries("X0001", "returned")
    assert drop.receipt(entry)["outcome"] == "returned"
    text = "".join((entry / name).read_text() for name in ("report.txt", "report.html", "why.txt", "receipt.txt"))
    assert "no row of it can be used" in text
    assert "it lies here until 2026-06-03" in text
    assert not [one for one in ("planted", "1966") if one in text]
    assert (entry / "sent" / path.name).exists()
    drop.watch(at=NOON + timedelta(days=30))
    assert not (entry / "sent").exists()


def test_files_of_one_sender_are_taken_by_name_and_a_correction_takes_the_place_of_what_it_corrects(drop):
    drop.seizures("2.csv", many=9, extract_on="2026-05-03")
    drop.seizures("1.csv", many=4)
    drop.seizures("3.csv", many=1, month=2)
    drop.watch()
    first, second, third = read_receipts(drop.warehouse)
    assert [one.file_name for one in (first, second, third)] == ["1.csv", "2.csv", "3.csv"]
    assert second.in_place_of == (first.delivery,)
    assert len(read_manifest(drop.warehouse).deliveries) == 2


def test_the_same_file_again_has_the_same_receipt_and_changes_nothing(drop):
    drop.seizures()
    drop.watch()
    before = read_manifest(drop.warehouse)
    drop.seizures("b.csv")
    (said,) = drop.watch(at=NOON + timedelta(days=1))
    assert "Unchanged: these bytes are held already" in said
    assert read_manifest(drop.warehouse) == before
    assert len({drop.receipt(entry)["receipt"] for entry in drop.entries("X0103", "done")}) == 1
    assert len(read_receipts(drop.warehouse)) == 1


def test_a_file_put_back_just_as_it_was_is_dealt_with_again(drop):
    path = drop.extract({"TRIAGED": ""})
    drop.watch()
    (entry,) = drop.entries("X0001", "returned")
    for one in (entry / "sent").iterdir():
        one.rename(path.parent / one.name)
    drop.watch()
    assert len(drop.entries("X0001", "returned")) == 2
    assert len(read_receipts(drop.warehouse)) == 1


def test_a_file_that_grows_is_left_until_it_stops(drop):
    path = drop.seizures()

    def grow():
        with path.open("a") as file:
            file.write("2026-01-01,X06000001,heroin,1,1\n")

    assert drop.watch(between=grow) == ["X0103/a.csv: it may still be being written; left for next time."]
    assert path.exists()
    assert not drop.warehouse.exists()
    drop.watch()
    assert read_receipts(drop.warehouse)[0].rows == 2


def test_unfinished_hidden_and_lonely_sidecar_files_are_left_alone(drop):
    held = drop.seizures().read_text()
    for name in ("b.csv.part", "b.csv.TMP", "c.csv.filepart", ".d.csv.Xy12", "~$e.xlsx", "f.csv.toml"):
        (drop.inbox() / name).write_text(held)
    drop.watch()
    assert names(drop.inbox()) == sorted(
        (".d.csv.Xy12", "b.csv.TMP", "b.csv.part", "c.csv.filepart", "f.csv.toml", "~$e.xlsx")
    )


def lapsed(drop):
    return drop.seizures(of="X0104")


def no_agreement(drop):
    return drop.seizures(of="X0105")


def stranger(drop):
    return drop.seizures(of="stranger")


def other_sender(drop):
    return drop.seizures(sender='"X0001"')


def no_party(drop):
    agreement = drop.agreements / "county-2026.toml"
    said = agreement.read_text()
    agreement.write_text(said.replace('"Caldicott guardian"', '"Caldicott guardian", sender = "X0001"'))
    return drop.seizures()


def other_feed(drop):
    return drop.seizures(feed='"ndtms-adult"')


def link(drop):
    elsewhere = drop.home / "elsewhere.csv"
    elsewhere.write_text("secret")
    path = drop.inbox() / "a.csv"
    path.symlink_to(elsewhere)
    return path


def linked_sidecar(drop):
    path = drop.seizures()
    sidecar = path.with_name("a.csv.toml")
    sidecar.rename(drop.home / "elsewhere.toml")
    sidecar.symlink_to(drop.home / "elsewhere.toml")
    return path


def second_name(drop):
    path = drop.seizures()
    os.link(path, drop.home / "other")
    return path


def folder(drop):
    path = drop.inbox() / "a.csv"
    path.mkdir()
    (path / "inner.csv").write_text("x")
    return path


def channel(drop):
    path = drop.inbox() / "a.csv"
    os.mkfifo(path)
    return path


def strange_name(drop):
    return drop.seizures("a\x1b[31m.csv")


def no_letters(drop):
    path = Path(os.fsdecode(os.fsencode(drop.inbox()) + b"/\xff.csv"))
    path.write_text("x")
    return path


UNREAD = {
    lapsed: "Agreement 'lapsed' ended at 2026-05-04 12:00 BST",
    no_agreement: "no agreement 'never-made' is held",
    no_party: "names no party that sends as X0103",
    stranger: "'stranger' is not a declared sender",
    other_sender: "names another sender than X0103",
    other_feed: "names a feed that X0103 may not send",
    link: "is a link",
    linked_sidecar: "a.csv.toml is a link",
    second_name: "has a second name",
    folder: "is a folder",
    channel: "is a device or a channel",
    strange_name: "characters that cannot be shown",
    no_letters: "characters that cannot be shown",
}


@pytest.mark.parametrize("put", UNREAD, ids=lambda put: put.__name__)
def test_what_may_not_come_in_is_moved_away_unread(drop, put, opened, monkeypatch):
    path = put(drop)
    sender, size = path.parent.parent.name, path.lstat().st_size
    held = path.read_bytes() if path.is_file() and not path.is_symlink() else None
    monkeypatch.setattr(watching, "load", pytest.fail)
    opened.clear()
    (said,) = drop.watch()
    assert not [one for one in opened if Path(one).name in (path.name, "elsewhere.csv", "elsewhere.toml", "inner.csv")]
    assert UNREAD[put] in said
    assert said.isprintable()
    assert not os.path.lexists(path)
    (entry,) = drop.entries(sender, "quarantine")
    assert f'"size": {size}' in (entry / "end.json").read_text()
    assert UNREAD[put] in (entry / "why.txt").read_text()
    moved = entry / "sent" / path.name
    assert os.path.lexists(moved)
    assert held is None or moved.read_bytes() == held
    told = [one.read_text() for note in drop.entries(sender, "returned") for one in note.iterdir()]
    assert [UNREAD[put] in one for one in told] == ([] if sender == "stranger" else [True])
    drop.watch(at=NOON + timedelta(days=31))
    assert not (entry / "sent").exists()
    assert (drop.home / "elsewhere.csv").exists() == (put is link)


def test_an_agreement_ends_at_its_instant(drop):
    drop.seizures(of="X0104")
    drop.watch(at=datetime(2026, 5, 4, 10, 59, 59, tzinfo=UTC))
    assert len(drop.entries("X0104", "done")) == 1
    drop.seizures(of="X0104", month=2)
    drop.watch(at=datetime(2026, 5, 4, 11, tzinfo=UTC))
    assert len(drop.entries("X0104", "quarantine")) == 1
    assert len(read_manifest(drop.warehouse).deliveries) == 1


@pytest.mark.parametrize("sidecar", [None, "sender = ", 'sender = "X0103"', "x" * 70_000])
def test_a_file_that_does_not_say_what_it_is_goes_back_unread(drop, sidecar, opened, monkeypatch):
    path = drop.seizures()
    telling = path.with_name("a.csv.toml")
    telling.unlink()
    if sidecar is not None:
        telling.write_text(sidecar)
    monkeypatch.setattr(watching, "load", pytest.fail)
    opened.clear()
    drop.watch()
    assert not [one for one in opened if one.endswith("/a.csv")]
    (entry,) = drop.entries("X0103", "returned")
    assert "a.csv.toml" in (entry / "why.txt").read_text()
    assert (entry / "sent" / "a.csv").exists()


def test_a_file_that_is_other_than_announced_goes_back(drop):
    path = drop.extract({"EPISODID": "e1"})
    for one in (path, path.with_name("people.csv.toml")):
        shutil.move(one, drop.inbox("X0103") / one.name)
    sidecar = drop.inbox("X0103") / "people.csv.toml"
    sidecar.write_text(sidecar.read_text().replace("X0001", "X0103").replace("ndtms-adult", "police-seizures"))
    drop.watch()
    (entry,) = drop.entries("X0103", "returned")
    assert "police-seizures" in (entry / "why.txt").read_text()
    assert not (drop.warehouse / "CURRENT").exists()


def test_a_file_written_to_while_it_is_loaded_goes_back_and_nothing_of_it_is_lost(drop, monkeypatch):
    path = drop.seizures()
    file = path.open("a")
    true_load = watching.load

    def load(*given, **more):
        report = true_load(*given, **more)
        file.write("2026-01-01,X06000001,heroin,1,1\n")
        file.close()
        return report

    monkeypatch.setattr(watching, "load", load)
    drop.watch()
    (entry,) = drop.entries("X0103", "returned")
    assert "send it again, whole" in (entry / "why.txt").read_text()
    assert "heroin" in (entry / "sent" / "a.csv").read_text()


def test_a_fault_of_ours_gives_nothing_back_and_the_next_run_goes_on(drop):
    drop.extract({"EPISODID": "e1"})
    drop.watch()
    drop.key.rename(drop.home / "away")
    drop.extract({"EPISODID": "e1"}, {"EPISODID": "e2"}, on="2026-05-02")
    with pytest.raises(Refusal, match=r"waits in .+There is no key file"):
        drop.watch()
    assert not drop.entries("X0001", "returned")
    (drop.home / "away").rename(drop.key)
    (said,) = drop.watch()
    assert "Loaded in place of people.csv" in said
    assert not names(drop.drop / "working")


def test_one_process_at_a_time(drop):
    inner = []

    def try_too():
        with pytest.raises(Refusal, match="one at a time"):
            watch(drop.desk(), every=5, once=True)
        inner.append(True)

    drop.seizures()
    drop.watch(between=try_too)
    assert inner


def test_it_goes_on_looking_until_it_is_asked_to_end(drop):
    months = iter((1, 2))

    def another():
        month = next(months, None)
        if month is not None:
            drop.seizures(f"{month}.csv", month=month)

    watch(drop.desk(between=another, looks=4), every=5)
    assert len(read_manifest(drop.warehouse).deliveries) == 2


def test_an_end_asked_for_lets_the_file_in_hand_be_finished_and_takes_no_other(drop):
    for month in (1, 2, 3):
        drop.seizures(f"{month}.csv", month=month)
    desk = drop.desk()
    waits = iter((True, False))
    ending = watching.Desk(
        desk.folder, desk.into, desk.agreements, desk.clock, lambda seconds: next(waits), desk.say, desk.key_path
    )
    watch(ending, every=5)
    assert len(read_manifest(drop.warehouse).deliveries) == 1
    assert not names(drop.drop / "working")
    assert {"2.csv", "3.csv"} < set(names(drop.inbox()))


def test_a_folder_that_holds_other_things_is_not_taken_for_a_drop_folder(drop):
    (drop.home / "mine").mkdir()
    (drop.home / "mine" / "holiday.jpg").touch()
    desk = drop.desk()
    other = watching.Desk(drop.home / "mine", desk.into, desk.agreements, desk.clock, desk.wait, desk.say)
    with pytest.raises(Refusal, match="was never a drop folder"):
        watch(other, every=5, once=True)
    assert names(drop.home / "mine") == ["holiday.jpg"]


@pytest.mark.parametrize(
    ("into", "agreements", "what"), [("drop/w", "agreements", "warehouse"), ("w", "drop/a", "senders")]
)
def test_nothing_of_ours_lies_where_senders_write(drop, into, agreements, what):
    desk = drop.desk()
    wrong = watching.Desk(drop.drop, drop.home / into, drop.home / agreements, desk.clock, desk.wait, desk.say)
    with pytest.raises(Refusal, match=f"{what}.* lies in the drop folder"):
        watch(wrong, every=5, once=True)


def test_an_empty_folder_becomes_a_drop_folder_with_a_folder_for_each_sender(drop):
    shutil.rmtree(drop.drop)
    assert drop.watch() == []
    made = sorted(str(path.relative_to(drop.drop)) for path in drop.drop.glob("X0103/*"))
    assert made == ["X0103/done", "X0103/in", "X0103/returned"]
    assert (drop.drop / "quarantine").stat().st_mode & 0o777 == 0o700


def test_a_link_in_the_place_of_a_senders_folder_is_refused(drop):
    shutil.rmtree(drop.inbox())
    drop.inbox().symlink_to(drop.home)
    with pytest.raises(Refusal, match="is not a folder"):
        drop.watch()
