"""What an agreement is, worked out from what it says and an instant."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from joinedup.kinds.agreement import Stop
from joinedup.kinds.agreement_parts import PARTS
from joinedup.sharing.answer import answer
from joinedup.sharing.grant import Grant
from joinedup.sharing.state import State, ends_at, standing, warning_due, warning_instants
from joinedup.sharing.uk_time import instant_of, uk_day, uk_midnight, uk_text
from support.asking import AT, FROM, SECOND, TO, agreement, asker, in_state, item

LAPSE = Stop("lapse", AT, "head of information", "a review is due", until=AT + timedelta(days=5))
PARTY = agreement().parties[0]


@pytest.mark.parametrize("state", list(State))
def test_each_state_is_worked_out(state):
    assert standing(in_state(state), AT).state is state


@pytest.mark.parametrize(
    ("changes", "at", "state", "words"),
    [
        ({}, FROM - SECOND, "draft", "does not begin until 2026-04-04 13:00 BST"),
        ({}, FROM, "live", "is live until 2026-11-20 12:00 GMT"),
        ({}, TO - SECOND, "live", ""),
        ({}, TO, "expired", "ended at 2026-11-20 12:00 GMT"),
        ({"stops": (LAPSE,)}, AT - SECOND, "live", "is live until 2026-05-04 13:00 BST"),
        ({"stops": (LAPSE,)}, AT, "lapsed", "lapsed at 2026-05-04 13:00 BST by the word of the head of information"),
        ({"stops": (LAPSE,)}, LAPSE.until, "live", "is live until 2026-11-20"),
        (
            {"stops": (LAPSE, Stop("withdrawal", AT, "SIRO", "a party leaves"))},
            TO,
            "withdrawn",
            "needs a new agreement",
        ),
        ({"stops": (LAPSE,), "children": " "}, TO, "draft", r"people under 18, and what protects them"),
        (
            {"parties": (PARTY, replace(agreement().parties[1], signed_on=date(2026, 5, 5)))},
            AT,
            "draft",
            "signs on 2026",
        ),
    ],
)
def test_it_changes_at_one_instant_with_its_reason(changes, at, state, words):
    found = standing(agreement(**changes), at)
    assert (str(found.state), words in found.sentence) == (state, True), found.sentence


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.field)
@pytest.mark.parametrize("kind", ["ordinary", "emergency"])
def test_an_agreement_without_a_part_that_its_kind_needs_is_a_draft_that_says_so(part, kind):
    empty = None if part.field == "dpo_advised_on" else ""
    found = standing(agreement(kind=kind, **{part.field: empty}), AT)
    assert (found.state is State.DRAFT) == (kind in part.needed_by)
    assert (f"`{part.field}`" in found.sentence) == (kind in part.needed_by)


@pytest.mark.parametrize(
    ("party", "words"),
    [
        (replace(PARTY, kind=None), "what kind of organisation The council is"),
        (replace(PARTY, signed_on=None), "the day on which the senior information risk owner of The council signed"),
        (replace(PARTY, role="joint controller"), "arrangement of The council as joint controller"),
        (replace(PARTY, role="processor"), "the contract of The council as processor"),
    ],
)
def test_a_party_that_lacks_something_leaves_a_draft(party, words):
    found = standing(agreement(parties=(party, agreement().parties[1])), AT)
    assert found.state is State.DRAFT
    assert words in found.sentence


def test_a_feed_without_fields_leaves_a_draft():
    assert "which fields of ndtms-adult are shared" in standing(agreement(shares=()), AT).sentence


@pytest.mark.parametrize(
    ("days", "due"), [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (0.5, 7), (0, None), (-1, None)]
)
def test_the_end_is_warned_of_at_90_30_and_7_days(days, due):
    ends = uk_midnight(date(2026, 9, 1))
    assert warning_due(agreement(valid_to=ends), ends - timedelta(days=days)) == due


def test_a_lapse_that_is_known_of_is_the_end_that_is_warned_of():
    stopped = agreement(stops=(LAPSE,))
    assert ends_at(stopped, AT - SECOND) == AT
    assert ends_at(stopped, LAPSE.until) == TO
    assert warning_instants(stopped, AT - SECOND)[-1] == (7, datetime(2026, 4, 26, 23, tzinfo=UTC))


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 3, 30), date(2026, 10, 25), date(2026, 10, 26)])
def test_a_lapse_at_midnight_stops_at_that_second_on_the_nights_the_clocks_change(day):
    midnight = uk_midnight(day)
    who, asked = asker("analyst", "council"), item("person-rows")
    long = {"valid_from": midnight - timedelta(days=30), "valid_to": midnight + timedelta(days=90)}
    for lapsing in (
        agreement(**long, stops=(Stop("lapse", midnight, "SIRO", "a review is due"),)),
        agreement(**long | {"valid_to": midnight}),
    ):
        before = answer(who, "needs-assessment", asked, (lapsing,), midnight - SECOND)
        assert isinstance(before, Grant)
        assert before.until == midnight
        at = answer(who, "needs-assessment", asked, (lapsing,), midnight)
        assert not isinstance(at, Grant)
        assert f"at {day} 00:00" in at.shown


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-03-29", datetime(2026, 3, 29, tzinfo=UTC)),
        ("2026-03-29T00:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-03-29T02:00", datetime(2026, 3, 29, 1, tzinfo=UTC)),
        ("2026-10-25T00:59", datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        ("2026-10-25T01:30+01:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T01:30Z", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2026-10-25T02:00", datetime(2026, 10, 25, 2, tzinfo=UTC)),
    ],
)
def test_uk_time_names_one_instant(text, instant):
    assert instant_of(text) == instant


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-03-29T01:30", "UK clocks skip"),
        ("2026-03-29T01:00", "UK clocks skip"),
        ("2026-10-25T01:00", "twice that night"),
        ("2026-10-25T01:59:59", "twice that night"),
        ("soon", "is no instant"),
        ("0001-01-01", "not within the years"),
    ],
)
def test_what_names_none_or_two_is_refused(text, words):
    with pytest.raises(ValueError, match=words):
        instant_of(text)


def test_an_instant_is_said_as_uk_clocks_show_it():
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert (uk_text(first), uk_text(second)) == ("2026-10-25 01:30 BST", "2026-10-25 01:30 GMT")
    assert uk_day(datetime(2026, 5, 3, 23, tzinfo=UTC)) == date(2026, 5, 4)


def test_a_state_needs_a_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        standing(agreement(), datetime(2026, 5, 1))  # noqa: DTZ001


def test_signing_day_begins_at_its_uk_midnight():
    signs = replace(PARTY, signed_on=date(2026, 5, 4))
    late = agreement(parties=(signs, agreement().parties[1]))
    midnight = uk_midnight(date(2026, 5, 4))
    assert [standing(late, at).state for at in (midnight - SECOND, midnight)] == [State.DRAFT, State.LIVE]
