"""Who is late, what was never sent, and which time no file covers."""

from datetime import date

import pytest

from joinedup.core.period import Period
from joinedup.core.status import SourceStatus
from joinedup.intake.freshness import Standing, freshness
from joinedup.kinds.source import Source
from joinedup.kinds.timeliness import Expected, Timeliness
from joinedup.warehouse.manifest import Delivery

ON = date(2026, 4, 20)
SOURCE = Source("made up", SourceStatus.LOCAL)
RULES = {
    "parts": Timeliness("parts", "Parts", "every month", "clerk", 30, SOURCE, sent_in_parts=True),
    "whole": Timeliness("whole", "Whole", "every month", "clerk", 30, SOURCE),
    "ageless": Timeliness("ageless", "Ageless", "at times", "clerk", None, SOURCE),
}


def delivery(start, end, *, feed="parts", sender="X1"):
    return Delivery(
        id=f"{sender}-{start}",
        sender=sender,
        sender_name=sender,
        feed=feed,
        letter=None,
        covers=Period(date.fromisoformat(start), date.fromisoformat(end)),
        extract_on=ON,
        received_on=ON,
        sha256="0",
        file_name="f.csv",
        is_synthetic=True,
        is_case_level=False,
        rows=10,
        set_aside=2,
        without_consent=0,
        tables={},
        rules_version="1",
        is_part=feed == "parts",
    )


def expected(feed="parts", sender="X1", since="2026-01-01", until=None):
    return Expected(sender, sender, feed, date.fromisoformat(since), until and date.fromisoformat(until))


def one(deliveries, listed=(), on=ON):
    (found,) = freshness(deliveries, listed, RULES, on=on)
    return found


def test_age_is_counted_from_the_end_of_what_the_last_file_covers():
    found = one([delivery("2026-01-01", "2026-03-01"), delivery("2026-03-01", "2026-04-01")])
    assert (found.age_days, found.covers_to, found.standing) == (19, date(2026, 4, 1), Standing.CURRENT)
    assert (found.files, found.rows, found.set_aside) == (2, 20, 4)


@pytest.mark.parametrize(("end", "standing"), [("2026-03-21", Standing.CURRENT), ("2026-03-20", Standing.LATE)])
def test_a_feed_is_too_old_the_day_after_its_oldest_acceptable_age(end, standing):
    assert one([delivery("2026-01-01", end)]).standing is standing


def test_time_that_no_file_covers_is_told_also_before_the_first():
    sent = [delivery("2026-02-01", "2026-02-15"), delivery("2026-03-01", "2026-04-10")]
    found = one(sent, [expected()])
    assert found.standing is Standing.HOLES
    assert [(hole.start.isoformat(), hole.end.isoformat()) for hole in found.missing] == [
        ("2026-01-01", "2026-02-01"),
        ("2026-02-15", "2026-03-01"),
    ]


def test_files_within_others_leave_no_hole():
    sent = [
        delivery("2026-01-01", "2026-04-10"),
        delivery("2026-02-01", "2026-02-15"),
        delivery("2026-03-01", "2026-04-12"),
    ]
    assert one(sent).missing == ()


def test_a_feed_that_is_sent_as_a_whole_has_no_holes():
    found = one([delivery("2026-02-01", "2026-04-10", feed="whole")], [expected("whole")])
    assert (found.missing, found.standing) == ((), Standing.CURRENT)


def test_an_expected_sender_that_never_sent_comes_first():
    found = freshness([delivery("2026-01-01", "2026-04-10")], [expected(), expected(sender="X0")], RULES, on=ON)
    assert [(each.sender, each.standing) for each in found] == [("X0", Standing.NEVER), ("X1", Standing.CURRENT)]
    assert found[0].covers_to is found[0].age_days is None


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [("2026-05-01", None, []), ("2025-01-01", "2026-04-01", []), ("2026-04-20", None, ["X9"])],
)
def test_a_sender_is_missed_only_while_it_is_expected(since, until, told):
    found = freshness([], [expected(sender="X9", since=since, until=until)], RULES, on=ON)
    assert [each.sender for each in found] == told


def test_a_sender_that_is_no_longer_expected_is_never_late():
    assert one([delivery("2025-01-01", "2025-02-01")], [expected(until="2026-04-01")]).standing is Standing.ENDED


def test_a_feed_without_an_age_is_never_too_old():
    assert one([delivery("2001-01-01", "2002-01-01", feed="ageless")]).standing is Standing.NO_AGE
    assert one([delivery("2001-01-01", "2002-01-01", feed="unheard")]).standing is Standing.NO_AGE


def test_senders_of_one_standing_are_in_the_order_of_their_codes():
    sent = [delivery("2026-01-01", end, sender=sender) for sender, end in (("B", "2026-04-19"), ("A", "2026-04-01"))]
    assert [each.sender for each in freshness(sent, [], RULES, on=ON)] == ["A", "B"]
