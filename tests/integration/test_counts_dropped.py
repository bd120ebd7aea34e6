"""Counts-only files through the drop folder, and what is said of how old they are."""

from dataclasses import replace
from datetime import timedelta

import pytest

from joinedup.intake.counts_file import sign, to_text
from joinedup.jobs.feeds import feeds_report
from joinedup.jobs.provider_counts import open_counts, own_figures
from joinedup.warehouse.receipts import read_receipts
from support.counting import KEY, OTHER_KEY, counts, write_agreement
from support.dropping import NOON, Drop
from support.extract import row, write_extract

SENDERS = """
[[senders]]
code = "X0001"
feeds = ["ndtms-adult", "ndtms-adult-counts"]
agreement = "county-2026"
[[senders]]
code = "X0103"
feeds = ["ndtms-adult"]
agreement = "county-2026"
"""


@pytest.fixture
def drop(tmp_path):
    made = Drop(tmp_path)
    (made.agreements / "senders.toml").write_text(SENDERS)
    write_agreement(made.agreements / "county-2026.toml", {"X0001": KEY.public, "X0103": OTHER_KEY.public})
    return made


def put(drop, given=None, *, key=KEY, of="X0001", feed="ndtms-adult-counts"):
    """Put a counts-only file and what is said of it into a sender's folder."""
    given = given or counts()
    path = drop.inbox(of) / "counts.json"
    path.write_text(to_text(sign(given, key) if key else given), encoding="utf-8")
    sidecar(path, of, feed)
    return path


def sidecar(path, of, feed):
    days = "extract_on = 2026-04-15\ncovers_from = 2021-04-01\ncovers_to = 2026-04-01\n"
    path.with_name(f"{path.name}.toml").write_text(f'sender = "{of}"\nfeed = "{feed}"\n{days}')


def why(drop, part, of="X0001"):
    (entry,) = drop.entries(of, part)
    return (entry / "why.txt").read_text()


def test_what_its_sender_signed_is_loaded_with_a_receipt(drop):
    put(drop)
    drop.watch()
    (entry,) = drop.entries("X0001", "done")
    assert drop.receipt(entry)["feed"] == "ndtms-adult-counts"
    assert "5 lines of counts." in (entry / "report.txt").read_text()
    assert "Lines of counts: 5; set aside: 0" in (entry / "receipt.txt").read_text()
    assert not [said for said in ("5 rows", "Rows: ") if said in (entry / "receipt.txt").read_text()]
    opened = open_counts(drop.warehouse, drop.agreements / "county-2026.toml", at=NOON)
    try:
        assert sorted(one.numerator for one in own_figures(opened)) == [12, 40]
    finally:
        opened.close()


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"key": None}, "it is not signed"),
        ({"key": OTHER_KEY}, "signed with the key"),
        ({"feed": "ndtms-adult"}, "what was announced is 'ndtms-adult' of X0001"),
        ({"given": replace(counts(), sender="X0103"), "key": OTHER_KEY}, "what was announced is"),
    ],
)
def test_what_its_sender_did_not_sign_or_announce_goes_back(drop, how, words):
    put(drop, **how)
    drop.watch()
    assert words in why(drop, "returned")
    assert not any((drop.warehouse / "deliveries").iterdir())


def test_one_who_may_send_rows_only_may_not_send_counts(drop):
    put(drop, replace(counts(), sender="X0103"), key=OTHER_KEY, of="X0103")
    drop.watch()
    assert "may not send; it may send ndtms-adult." in why(drop, "quarantine", "X0103")


def test_rows_announced_as_counts_go_back(drop):
    path = write_extract(drop.inbox("X0001") / "rows.csv", [row()])
    sidecar(path, "X0001", "ndtms-adult-counts")
    drop.watch()
    assert "is said to be the feed 'ndtms-adult-counts'" in why(drop, "returned")
    assert not any((drop.warehouse / "deliveries").iterdir())


def test_a_file_cut_short_has_a_receipt_that_says_whose_it_is(drop):
    path = put(drop)
    path.write_text(path.read_text()[:-40])
    drop.watch()
    (receipt,) = read_receipts(drop.warehouse)
    assert (receipt.sender, receipt.feed, receipt.outcome) == ("X0001", "ndtms-adult-counts", "returned")


def test_how_old_counts_are_is_said_and_that_nothing_of_ours_rests_on_them(drop):
    put(drop)
    drop.watch()
    day = NOON.date()
    (now,) = feeds_report(drop.warehouse, on=day).feeds
    assert (now.feed, str(now.standing), now.age_days) == ("ndtms-adult-counts", "current", 33)
    later = feeds_report(drop.warehouse, on=day + timedelta(days=425))
    assert [str(one.standing) for one in later.feeds] == ["too old"]
    assert "No indicator of ours rests on it" in "\n".join(later.lines())
    assert later.as_dict()["feeds"][0]["indicators"] == []
    assert not feeds_report(drop.warehouse, on=day + timedelta(days=424)).wanting
