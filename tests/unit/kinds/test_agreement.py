"""What is wrong in an agreement is refused when it is made, with a sentence; what is absent leaves a draft."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from joinedup.kinds.agreement import Share, SharedField, Stop
from joinedup.kinds.agreement_parts import PARTS, Part, missing
from joinedup.kinds.party import ORGANISATION_KINDS, OrganisationKind, Party
from joinedup.sharing.asking import Asker, Item
from joinedup.sharing.fit import misfits
from joinedup.sharing.handling import Handling
from joinedup.sharing.item_kinds import Basis, ItemKind
from joinedup.sharing.purposes import Purpose
from joinedup.sharing.roles import Role
from support.asking import AT, FEED, FIELDS, SHARES, SIGNED, agreement, party

NAIVE = datetime(2026, 5, 1)  # noqa: DTZ001


def signed(kind, post, **more):
    return Party("A body", more.pop("role", "controller"), post, kind=kind, signed_on=SIGNED, **more)


@pytest.mark.parametrize(
    ("kind", "post"),
    [
        ("council", "Director of resources, as equivalent of the senior  information risk owner"),
        ("council", "SIRO"),
        ("health", "Medical director and CALDICOTT GUARDIAN"),
        ("police", "Information asset owner"),
    ],
)
def test_each_kind_of_organisation_signs_by_its_own_accountable_role(kind, post):
    assert signed(kind, post).signatory == post


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: signed("health", "SIRO"), "its Caldicott Guardian .* signs, not 'SIRO'"),
        (lambda: signed("police", "Caldicott Guardian"), "its information asset owner"),
        (lambda: signed("council", "Director"), "its senior information risk owner"),
        (lambda: signed("castle", "SIRO"), "kind 'castle' is not one of council"),
        (lambda: signed("council", "SIRO", arrangement="shared"), "only a joint controller"),
        (lambda: signed("council", "SIRO", contract="C-1"), "only a processor"),
        (lambda: agreement(kind="other"), "is of the kind 'other'"),
        (lambda: agreement(parties=(party("health"), party("health"))), "names the organisation 'a-health' twice"),
        (lambda: agreement(shares=(*SHARES, SHARES[0])), "one kind of item of one feed twice"),
        (lambda: agreement(feeds=("other",)), "shares fields of ndtms-adult, which is not among its feeds"),
        (lambda: SharedField("sex", " "), "shared without a reason"),
        (lambda: SharedField(" ", "why"), "needs its name"),
        (lambda: Share("person-rows", FEED), "a feed has fields"),
        (lambda: Share("person-rows", None, FIELDS), "a feed has fields"),
        (lambda: Share("person-rows", FEED, (*FIELDS, FIELDS[0])), "lists the field 'sex' twice"),
        (lambda: Stop("pause", AT, "SIRO", "why"), "a lapse or a withdrawal"),
        (lambda: Stop("lapse", AT, "SIRO", " "), "and why"),
        (lambda: Stop("lapse", NAIVE, "SIRO", "why"), "time zone"),
        (lambda: Stop("lapse", AT, "SIRO", "why", AT), "after it began"),
        (lambda: Stop("withdrawal", AT, "SIRO", "why", AT + timedelta(1)), "needs a new agreement"),
        (lambda: Part("children", ""), "needs what it says"),
        (lambda: Part("weather", "rain"), "no field `weather`"),
        (lambda: OrganisationKind("a", " "), "needs a title"),
        (lambda: Role("a", "A", frozenset({"secrets"})), "no declared kind of item"),
        (lambda: Role("a", "A", frozenset({"audit"}), is_law_enforcement=True), "may never reach audit"),
        (lambda: Role("a", "A", frozenset(), is_direct_care=True), "reaches nothing about a person"),
        (
            lambda: Role("a", "A", frozenset(), is_law_enforcement=True, is_direct_care=True),
            "of law enforcement and of",
        ),
        (lambda: ItemKind("a", "A", Basis.OPEN, is_walled=True), "so it cannot rest on"),
        (lambda: ItemKind("a", "A", Basis.HOLDER, in_emergency=True), "only what rests on an agreement"),
        (lambda: ItemKind("person-rows", "A", Basis.AGREEMENT, in_emergency=True), "about single people"),
        (lambda: Purpose("a", ""), "needs a title"),
        (lambda: Handling("a-police", "9"), "Handling code '9'"),
        (lambda: Handling("a-police", "P", ("a-council",)), "Only the code C"),
        (lambda: Handling(" ", "P"), "needs the organisation"),
        (lambda: Handling("A police", "P"), "cannot be a slug"),
        (lambda: Handling("a-police", "C", ("A council",)), "cannot be a slug"),
        (lambda: Asker("a1", "A council", "council", frozenset()), "cannot be a slug"),
        (lambda: Item("audit", holder="A council"), "cannot be a slug"),
        (lambda: signed("council", "SIRO", organisation="A council"), "Say its `organisation` as accounts name it"),
        (lambda: Party("\u041c\u043e\u0441\u0442", "controller", "SIRO"), "gives no slug.* Say its `organisation`"),
        (lambda: Asker("a1", "a", "castle", frozenset()), "Organisation kind 'castle'"),
        (lambda: Asker("a1", "a", "council", frozenset({"king"})), "Role 'king'"),
        (lambda: Item("secrets"), "no kind of item"),
        (lambda: Item("person-rows"), "names it and fields"),
        (lambda: Item("person-field", FEED, ("*",)), "One field of a feed is one field"),
        (lambda: Item("person-field", FEED, ("sex", "age")), "One field of a feed is one field"),
        (lambda: Item("person-rows", FEED, ("sex",), marking="open"), "has no marking"),
        (lambda: Item("person-rows", FEED, ("sex",), about=("giants",)), "'giants' is not one of"),
        (lambda: Item("document", marking="secret"), "Marking 'secret'"),
        (lambda: Item("document", audience=("king",)), "Role 'king' of an audience"),
        (lambda: Item("document", holds=("secrets",)), "is no kind of item"),
        (lambda: Item("document", marking="pre-release"), "names the organisation that holds it"),
        (lambda: Item("audit"), "names the organisation that holds it"),
        (lambda: Item("agreement"), "by its id"),
    ],
)
def test_what_is_wrong_is_refused_when_made(make, words):
    with pytest.raises(ValueError, match=words):
        make()


def test_a_whole_agreement_lacks_nothing_and_an_empty_one_every_part():
    assert missing(agreement()) == ()
    empty = {part.field: None if part.field == "dpo_advised_on" else "" for part in PARTS}
    assert len(missing(agreement(**empty))) == len(PARTS)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"purposes": ("gossip",)}, "Purpose 'gossip' of agreement 'all' is not one of needs-assessment"),
        ({"shares": (Share("audit"),)}, "shares 'audit', which is not one of sanitised-report"),
        ({"shares": (Share("person-field", FEED, FIELDS),)}, "shares 'person-field', which is not one of"),
        ({"shares": (Share("sanitised-report", FEED, FIELDS),)}, "say so without a feed"),
        ({"shares": (Share("small-counts"),)}, "say so of which feed, with its fields"),
        (
            {"kind": "emergency"},
            "is for emergencies and shares person-rows; it may share sanitised-report, small-counts",
        ),
    ],
)
def test_what_no_answer_could_rest_on_is_said(changes, words):
    assert words in next(misfits(agreement(**changes)))
    assert not list(misfits(agreement()))


def test_law_enforcement_is_told_by_the_kind():
    kinds = {slug for slug in ORGANISATION_KINDS if party(slug).is_law_enforcement}
    assert kinds == {"police", "law-enforcement", "prison", "probation"}
    assert not replace(party("police"), kind=None).is_law_enforcement


def test_a_party_is_called_by_one_slug_which_its_name_gives_where_the_agreement_does_not():
    made = agreement(
        parties=(
            party("council", "St. Mary's  Caf\u00e9 & Co"),
            signed("health", "Caldicott Guardian", organisation="x1"),
        )
    )
    assert [one.organisation for one in made.parties] == ["st-mary-s-cafe-co", "x1"]
    assert made.party("x1").name == "A body"
    assert made.party("A body") is None
