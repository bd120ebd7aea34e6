"""Every role, kind of organisation, purpose, kind of item and state of the agreement, against a table typed by hand."""

from itertools import product

import pytest

from joinedup.kinds.party import ORGANISATION_KINDS
from joinedup.sharing.answer import answer
from joinedup.sharing.grant import NOT_THERE, NOTHING_HERE, Grant
from joinedup.sharing.item_kinds import ITEM_KINDS
from joinedup.sharing.purposes import PURPOSES
from joinedup.sharing.roles import ROLES
from joinedup.sharing.state import State
from support.asking import AT, OURS, asker, in_state, item
from support.twin import sharing as twin

AGREEMENTS = {state: in_state(state) for state in twin.STATES}


def asked(role, organisation, purpose, kind, state, *, stranger):
    who = asker(role, organisation, stranger=stranger)
    holder = OURS if stranger else who.organisation
    audience = {"audience": (role,)} if kind == "document" else {}
    return answer(who, purpose, item(kind, holder, **audience), (AGREEMENTS[state],), AT)


def said(given):
    if isinstance(given, Grant):
        return "yes"
    return "told" if given.is_told else "nothing"


def test_the_table_and_the_product_declare_the_same():
    assert set(twin.ROLES) == set(ROLES)
    assert set(twin.REACH) == set(ITEM_KINDS)
    assert set(twin.POLICE) == set(ORGANISATION_KINDS)
    assert set(twin.PURPOSES) == {*PURPOSES, "never-declared"}
    assert set(twin.STATES) == set(State)
    assert all(len(row.split()) == len(twin.ROLES) for row in twin.REACH.values())


@pytest.mark.parametrize("role", twin.ROLES)
def test_each_answer_is_the_one_in_the_table(role):
    wrong = []
    for organisation, purpose, kind, state, stranger in product(
        twin.POLICE, twin.PURPOSES, twin.REACH, twin.STATES, (False, True)
    ):
        given = said(asked(role, organisation, purpose, kind, state, stranger=stranger))
        meant = twin.expected(role, organisation, purpose, kind, state, stranger=stranger)
        if given != meant:
            wrong.append((organisation, purpose, kind, state, stranger, given, meant))
    assert not wrong[:5], len(wrong)


def test_a_stranger_is_told_the_same_whether_or_not_the_thing_exists():
    for role, organisation, kind, state in product(twin.ROLES, twin.POLICE, twin.BY_AGREEMENT, twin.STATES):
        there = asked(role, organisation, "needs-assessment", kind, state, stranger=True)
        absent = answer(asker(role, organisation, stranger=True), "needs-assessment", None, (AGREEMENTS[state],), AT)
        assert there == absent == NOT_THERE


def test_what_a_party_is_not_told_looks_as_if_it_were_not_there():
    for state, kind in product(twin.STATES, twin.BY_AGREEMENT):
        given = asked("board-member", "council", "needs-assessment", kind, state, stranger=False)
        assert given.shown == NOTHING_HERE


def test_no_agreement_at_all_gives_only_what_needs_none():
    for role, kind in product(twin.ROLES, twin.BY_AGREEMENT):
        assert answer(asker(role, "council"), "needs-assessment", item(kind), (), AT) == NOT_THERE
