"""Laws of the policy function, for any account, purpose, item, agreements and instant."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from joinedup.kinds.agreement import Share, SharedField, Stop
from joinedup.kinds.party import ORGANISATION_KINDS
from joinedup.sharing.answer import answer
from joinedup.sharing.asking import Asker, Item
from joinedup.sharing.explain import explain
from joinedup.sharing.grant import NOT_THERE, NOTHING_HERE, Grant, Refused
from joinedup.sharing.handling import Handling
from joinedup.sharing.item_kinds import ITEM_KINDS
from joinedup.sharing.purposes import PURPOSES
from joinedup.sharing.roles import ROLES
from support.asking import AT, FEED, SECOND, agreement, party
from support.twin.sharing import BY_AGREEMENT, POLICE, WALLED
from support.twin.sharing import PURPOSES as KINDS_OF_PURPOSE

NAMES = ("north", "south", "east")
FEEDS = (FEED, "police-seizures")
FIELDS = ("sex", "age")
INSTANTS = st.integers(-10, 10).map(lambda hours: AT + timedelta(hours=hours))
ROLE_SETS = st.frozensets(st.sampled_from(sorted(ROLES)), max_size=4)
ASKED = st.sampled_from([*PURPOSES, "never-declared"])
GLASS = st.sampled_from([None, "", "not breathing"])


@st.composite
def shares(draw):
    kinds = ("sanitised-report", "small-counts", "person-rows", "identifiers", "linked-ids")
    chosen = draw(st.lists(st.tuples(st.sampled_from(kinds), st.sampled_from(FEEDS)), unique=True, max_size=6))
    made = {}
    for kind, feed in chosen:
        names = draw(st.lists(st.sampled_from((*FIELDS, "*")), unique=True, min_size=1))
        of_feed = ITEM_KINDS[kind].is_of_feed
        share = Share(kind, feed, tuple(SharedField(name, "why") for name in names)) if of_feed else Share(kind)
        made[share.item, share.feed] = share
    return tuple(made.values())


@st.composite
def agreements(draw, name="one"):
    begins, ends = sorted(draw(st.lists(INSTANTS, min_size=2, max_size=2, unique=True)))
    stops = draw(
        st.lists(
            st.builds(Stop, st.sampled_from(("lapse", "withdrawal")), INSTANTS, st.just("SIRO"), st.just("a reason")),
            max_size=2,
        )
    )
    kinds = draw(st.lists(st.sampled_from(sorted(ORGANISATION_KINDS)), min_size=2, max_size=2))
    return agreement(
        id=name,
        parties=tuple(party(kind, named) for kind, named in zip(kinds, NAMES, strict=False)),
        purposes=tuple(draw(st.lists(st.sampled_from(sorted(PURPOSES)), unique=True, min_size=1))),
        feeds=FEEDS,
        shares=draw(shares()),
        kind=draw(st.sampled_from(("ordinary", "emergency"))),
        dpo_advice=draw(st.sampled_from(("go ahead", "go ahead", "go ahead", ""))),
        reuse=draw(st.sampled_from(("", "an Act"))),
        valid_from=begins,
        valid_to=ends,
        stops=tuple(stops),
    )


@st.composite
def items(draw):
    kind = draw(st.sampled_from(sorted(ITEM_KINDS)))
    code = draw(st.sampled_from((None, Handling("north", "P"), Handling("north", "C", ("south",)))))
    if ITEM_KINDS[kind].is_of_feed:
        names = draw(
            st.lists(st.sampled_from(FIELDS), unique=True, min_size=1, max_size=1 if kind == "person-field" else 2)
        )
        return Item(kind, draw(st.sampled_from(FEEDS)), tuple(names), handling=code)
    if kind == "document":
        holds = tuple(draw(st.lists(st.sampled_from(sorted(ITEM_KINDS)), max_size=2)))
        audience = tuple(draw(st.lists(st.sampled_from(sorted(ROLES)), max_size=4)))
        return Item(kind, audience=audience, holds=holds, holder="north", handling=code)
    return Item(kind, id="one", holder="north", handling=code)


def askers():
    return st.builds(
        Asker,
        st.just("a1"),
        st.sampled_from(NAMES),
        st.sampled_from(sorted(ORGANISATION_KINDS)),
        ROLE_SETS,
        st.frozensets(st.sampled_from(sorted(ROLES)), max_size=1),
        st.frozensets(st.sampled_from(sorted(ORGANISATION_KINDS)), max_size=1),
    )


@st.composite
def generous(draw, name="one"):
    """An agreement that lists nearly all there is, so that a yes is common."""
    ends = draw(st.integers(1, 10).map(lambda hours: AT + timedelta(hours=hours)))
    left_out = draw(st.sampled_from(("nothing", *sorted(PURPOSES))))
    stops = (Stop("lapse", draw(INSTANTS), "SIRO", "a reason"),) if draw(st.booleans()) else ()
    return agreement(
        id=name,
        parties=(party("council", "north"), party("care", "south")),
        purposes=tuple(purpose for purpose in PURPOSES if purpose != left_out),
        reuse="an Act",
        valid_from=AT - timedelta(hours=9),
        valid_to=ends,
        stops=stops,
    )


def of_care():
    return st.builds(Asker, st.just("a1"), st.just("south"), st.just("care"), st.just(CARE))


CARE = frozenset({"analyst", "provider-worker", "partner-contact"})
ORDINARY = st.sampled_from([purpose for purpose, kind in KINDS_OF_PURPOSE.items() if kind == "ordinary"])
SHARED = st.sampled_from(BY_AGREEMENT).map(
    lambda kind: Item(kind, FEED, ("sex",)) if ITEM_KINDS[kind].is_of_feed else Item(kind)
)
HELD = st.lists(st.integers(0, 2), unique=True, max_size=3).flatmap(
    lambda numbers: st.tuples(*(agreements(f"a{number}" if number else "one") for number in numbers))
)


@settings(max_examples=300, derandomize=True, database=None)
@given(who=askers(), purpose=ASKED, what=items(), held=HELD, at=INSTANTS, glass=GLASS)
def test_law_enforcement_never_reaches_what_is_walled(who, purpose, what, held, at, glass):
    is_police = (
        "law-enforcement-partner" in who.roles | who.elsewhere
        or any(POLICE[kind] for kind in {who.organisation_kind, *who.other_kinds})
        or KINDS_OF_PURPOSE[purpose] == "police"
        or any(POLICE[one.kind] for each in held for one in each.parties if one.name == who.organisation)
    )
    assume(is_police and ({what.kind, *what.holds} & set(WALLED)))
    found = answer(who, purpose, what, held, at, break_glass=glass)
    assert isinstance(found, Refused)
    assert found.shown == NOTHING_HERE


@settings(max_examples=150, derandomize=True, database=None)
@given(who=askers(), purpose=ASKED, what=items(), held=HELD, more=agreements("more"), at=INSTANTS, glass=GLASS)
def test_another_agreement_takes_nothing_away_unless_it_tells_of_police(who, purpose, what, held, more, at, glass):
    before = answer(who, purpose, what, held, at, break_glass=glass)
    after = answer(who, purpose, what, (*held, more), at, break_glass=glass)
    party_now = more.party(who.organisation)
    if isinstance(before, Grant) and not (what.is_walled and party_now is not None and POLICE[party_now.kind]):
        assert isinstance(after, Grant)
        assert after.fields == before.fields
        if before.broke_glass is None:
            assert after.broke_glass is None
            assert before.until is None or after.until >= before.until


@settings(max_examples=100, derandomize=True, database=None)
@given(purpose=ORDINARY, what=SHARED, made=generous(), more=agreements("more"), at=INSTANTS, who=of_care())
def test_another_agreement_takes_nothing_of_a_yes_by_agreement(purpose, what, made, more, at, who):
    before = answer(who, purpose, what, (made,), at)
    after = answer(who, purpose, what, (more, made), at)
    is_called_police = any(POLICE[one.kind] for one in more.parties if one.name == who.organisation)
    if isinstance(before, Grant):
        assert (is_called_police and what.is_walled) or after.until >= before.until


@settings(max_examples=150, derandomize=True, database=None)
@given(purpose=ORDINARY, what=SHARED, made=generous(), at=INSTANTS, who=of_care())
def test_a_yes_holds_until_the_second_before_its_end_and_not_at_it(purpose, what, made, at, who):
    found = answer(who, purpose, what, (made,), at)
    if isinstance(found, Grant):
        assert isinstance(answer(who, purpose, what, (made,), found.until - SECOND), Grant)
        stopped = answer(who, purpose, what, (made,), found.until)
        assert isinstance(stopped, Refused)
        assert stopped.is_told


@settings(max_examples=300, derandomize=True, database=None)
@given(
    roles=ROLE_SETS,
    purpose=ASKED,
    kind=st.sampled_from(BY_AGREEMENT),
    held=HELD,
    at=INSTANTS,
    what=items(),
    glass=GLASS,
)
def test_to_a_stranger_whatever_is_refused_does_not_exist(roles, purpose, kind, held, at, what, glass):
    stranger = Asker("a1", "nobodys-party", "voluntary", roles)
    absent = answer(stranger, purpose, None, held, at, break_glass=glass)
    found = answer(stranger, purpose, what, held, at, break_glass=glass)
    if isinstance(found, Refused):
        assert found == absent == NOT_THERE
    else:
        assert what.kind in ("released-figures", "document")
    of_feed = ITEM_KINDS[kind].is_of_feed
    by_agreement = Item(kind, FEED, ("sex",)) if of_feed else Item(kind)
    assert answer(stranger, purpose, by_agreement, held, at, break_glass=glass) == NOT_THERE


@settings(max_examples=150, derandomize=True, database=None)
@given(purpose=ORDINARY, what=SHARED, made=generous(), at=INSTANTS, who=of_care())
def test_who_is_told_of_an_end_would_have_seen_it_without(purpose, what, made, at, who):
    found = answer(who, purpose, what, (made,), at)
    if isinstance(found, Refused) and found.is_told:
        unending = replace(made, stops=(), valid_to=AT + timedelta(hours=99))
        assert isinstance(answer(who, purpose, what, (unending,), at), Grant)


@settings(max_examples=120, derandomize=True, database=None)
@given(who=askers(), purpose=ASKED, what=items(), held=HELD, at=INSTANTS, glass=GLASS)
def test_the_simulator_never_says_otherwise(who, purpose, what, held, at, glass):
    told = explain(who, purpose, what, held, at, break_glass=glass)
    assert told.answer == answer(who, purpose, what, held, at, break_glass=glass)
    if isinstance(told.answer, Refused):
        assert any(not step.is_met for step in told.steps) or what.kind in ("agreement", *BY_AGREEMENT)
        assert all(any(not step.is_met for step in (*told.steps, *steps)) for _, steps in told.agreements)


@settings(max_examples=120, derandomize=True, database=None)
@given(who=askers(), purpose=ASKED, what=items(), held=HELD, at=INSTANTS, more=ROLE_SETS)
def test_fewer_roles_never_see_more_save_without_law_enforcement(who, purpose, what, held, at, more):
    wider = replace(who, roles=who.roles | more)
    if isinstance(answer(who, purpose, what, held, at), Grant) and "law-enforcement-partner" not in more:
        assert isinstance(answer(wider, purpose, what, held, at), Grant)
