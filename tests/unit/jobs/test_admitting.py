"""What keeps a counts-only file out, each in its own sentence."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from joinedup.core.refusal import Refusal
from joinedup.intake.counts_file import sign
from joinedup.jobs.admitting import admit_counts
from joinedup.kinds.party import Party
from joinedup.kinds.provider_counts import ALL_ROWS, SET_ASIDE, WITHOUT_CONSENT, RowCount, What
from support.counting import AT, KEY, OTHER_KEY, WOMEN, agreement, counts, person_count

SIGNED = sign(counts(), KEY)


def admit(given=SIGNED, under=None, *, at=AT, purpose="needs-assessment"):
    return admit_counts(given, under or agreement(), purpose=purpose, at=at)


def test_what_the_sender_signed_comes_in_under_a_live_agreement():
    assert admit() == "county-2026"


KEYLESS = agreement(key=None)
REFUSED = [
    ({"under": agreement(valid_to=AT)}, "ended at 2026-04-20"),
    ({"at": AT - timedelta(days=90)}, "does not begin until"),
    ({"purpose": "service-planning"}, "does not list the purpose"),
    ({"purpose": "policing"}, "is law enforcement"),
    ({"under": agreement(feeds=("ndtms-adult",))}, "does not list the feed ndtms-adult-counts"),
    ({"under": agreement(sender="X0002")}, "no party that sends as X0001 .it names X0002."),
    ({"under": KEYLESS}, "holds no `signing_key` of Recovery service"),
    (
        {
            "given": sign(counts(feed="ndtms-young-people"), KEY),
            "under": agreement(feeds=("ndtms-young-people-counts",), children="none"),
        },
        "says of `children`: none",
    ),
    ({"given": counts()}, "not signed"),
    ({"given": sign(counts(), OTHER_KEY)}, "signed with the key"),
    ({"given": replace(SIGNED, sender_name="Another")}, "does not fit"),
    ({"given": replace(SIGNED, signature=OTHER_KEY.sign(b"words"))}, "does not fit"),
    ({"given": replace(sign(counts(), OTHER_KEY), signed_by=KEY.fingerprint)}, "does not fit"),
]


@pytest.mark.parametrize(("asked", "words"), REFUSED, ids=range(len(REFUSED)))
def test_else_it_is_refused_with_what_to_do(asked, words):
    with pytest.raises(Refusal, match=words):
        admit(**asked)


def test_without_an_agreement_nobody_knows_whose_signature_it_is():
    with pytest.raises(Refusal, match="--agreement FILE"):
        admit_counts(SIGNED, None, purpose="needs-assessment", at=AT)


def test_rows_of_a_feed_that_is_not_known_are_refused():
    with pytest.raises(Refusal, match="counts are made of"):
        admit(sign(counts(feed="police-seizures"), KEY))


YOUNG = "young-people-in-treatment"
ROWS = (RowCount(ALL_ROWS, "", 900), RowCount(SET_ASIDE, "born-after-triage", 7), RowCount(WITHOUT_CONSENT, "", None))
SMALL = [
    counts(person_count(4)),
    counts(person_count(0)),
    counts(person_count(4, indicator=WOMEN, of=40)),
    counts(person_count(36, indicator=WOMEN, of=40)),
    counts(person_count(None, indicator=WOMEN, of=4)),
    counts(replace(person_count(4, of=4), counted=What.DAYS, numerator=40)),
    counts(person_count(9, indicator=YOUNG)),
    counts(person_count(9, indicator="not-known-to-us")),
    counts(checked=(RowCount(ALL_ROWS, "", 4),)),
    counts(checked=(ROWS[0], RowCount(SET_ASIDE, "a", 4))),
    counts(checked=(ROWS[0], RowCount(SET_ASIDE, "a", 897))),
    counts(checked=(RowCount(ALL_ROWS, "", 9),), feed="ndtms-young-people"),
]


@pytest.mark.parametrize("given", SMALL, ids=range(len(SMALL)))
def test_a_signature_does_not_let_a_small_number_in(given):
    both = agreement(feeds=("ndtms-adult-counts", "ndtms-young-people-counts"))
    with pytest.raises(Refusal, match="too small to be told") as refusal:
        admit(sign(given, KEY), both)
    assert not {"0", "4", "9", "36", "897"} & set(re.findall(r"[0-9]+", str(refusal.value)))


def test_numbers_at_the_floor_come_in():
    least = counts(person_count(5), person_count(35, indicator=WOMEN, of=40), person_count(10, indicator=YOUNG))
    assert admit(sign(least, KEY)) == "county-2026"


def test_an_agreement_knows_one_key_for_each_sender_and_one_sender_for_each_key():
    council, service = agreement().parties
    with pytest.raises(ValueError, match="names the sender X0001 twice"):
        agreement(parties=(council, service, replace(service, signing_key=OTHER_KEY.public)))
    with pytest.raises(ValueError, match="two parties one signing_key"):
        agreement(parties=(council, service, replace(service, senders=("X0002",))))
    with pytest.raises(ValueError, match="no `sender` whose files it signs"):
        Party("Service", "processor", "Director", (), KEY.public)
    with pytest.raises(ValueError, match="Party 'Service': a signing_key is"):
        Party("Service", "processor", "Director", ("X1",), "abc")
