"""What a ledger says of the day it is told for; which files lie behind a change; figures issued anew."""

from dataclasses import replace
from datetime import date

import pytest

from joinedup.claims.codec import from_json, to_json
from joinedup.claims.diff import DATA, diff
from joinedup.claims.model import Known, SourceFile
from joinedup.claims.recheck import recheck
from joinedup.claims.reissued import REISSUED
from joinedup.claims.show import show
from joinedup.kinds.document import Ask, ClaimKind, Versus
from joinedup.kinds.indicator import Unit
from support.claiming import COUNTY, indicator, ledger_of, published, rated

MAY = date(2026, 5, 3)
RATE = indicator("treatment-rate", Unit.RATE)
ASKS = (Ask(ClaimKind.COMPARISON, RATE.slug, Versus.ENGLAND),)


def ledger(england=189.0, delivery="d1", source="OHID", count=889, **more):
    figure = published(RATE.slug, england)
    figure = replace(figure, provenance=replace(figure.provenance, deliveries=(delivery,), source=source))
    return ledger_of(ASKS, [rated(RATE.slug, COUNTY, count, 546_000), figure], [RATE], places=[COUNTY], **more)


def resting_on(held, *files):
    claims = (replace(one, evidence=replace(one.evidence, files=files)) for one in held.claims)
    return replace(held, claims=tuple(claims))


def file(name, day, sender="OHID"):
    return SourceFile(name, "ab" * 32, date(2026, *day), sender)


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (Known(MAY), ()),
        (Known(MAY, 12), ("12 people have been erased from these records since then, and are not in it.",)),
        (Known(MAY, None), ("A few people have been erased from these records since then, and are not in it.",)),
        (Known(MAY, 0, 1), ("1 file held on that day has been destroyed since, so what rested on them is not in it.",)),
    ],
)
def test_what_is_known_says_its_day_first_and_then_what_is_gone(known, said):
    assert known.lines == ("As known on 3 May 2026: what was received after that day is not in it.", *said)


def test_a_ledger_as_known_then_comes_back_from_json_and_opens_with_its_day():
    held = replace(ledger(), known=Known(MAY, None, 2))
    assert from_json(to_json(held)) == held
    assert show(held, held.claims[0].claim_id)[1].startswith("As known on 3 May 2026")
    assert {one.rule for one in recheck(to_json(held))} == {one.rule for one in recheck(to_json(ledger()))}


def test_a_ledger_of_what_is_held_now_has_the_bytes_it_always_had():
    assert "as_known" not in to_json(ledger())


def test_a_figure_that_its_publisher_issued_anew_is_told_from_changed_records():
    (moved,) = diff(ledger(), ledger(england=191.0, delivery="d2", data="data-2")).moved
    assert moved.parts == ((REISSUED, 2.0),)
    both = diff(ledger(), ledger(england=191.0, delivery="d2", count=900, data="data-2")).moved
    assert {one.place: one.parts[0][0] for one in both} == {"Thornmarch": DATA, "England": REISSUED}


@pytest.mark.parametrize("more", [{"delivery": "d1"}, {"delivery": "d2", "source": "ONS"}])
def test_another_publication_or_the_same_file_is_no_new_issue(more):
    (moved,) = diff(ledger(), ledger(england=191.0, data="data-2", **more)).moved
    assert moved.parts == ((DATA, 2.0),)


def test_files_that_came_between_are_named_by_sender_with_their_days():
    old = resting_on(ledger(), file("a.csv", (4, 20)), file("same.csv", (4, 20)), file("gone.csv", (4, 1), "Police"))
    later = (file("a.csv", (5, 20)), file("same.csv", (4, 20)), file("n.csv", (5, 21), "Lab"))
    changes = diff(old, resting_on(ledger(count=900, data="data-2"), *later))
    assert [one.sentence for one in changes.files] == [
        "Lab: n.csv of 2026-05-21, new",
        "OHID: a.csv of 2026-05-20, in place of a.csv of 2026-04-20",
        "Police: gone.csv of 2026-04-01 is no longer what figures rest on",
    ]
    assert "Files that came between" in changes.lines()
    assert diff(old, old).lines() == ("Nothing changed.",)
