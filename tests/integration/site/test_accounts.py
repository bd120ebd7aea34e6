"""Organisations, people and roles come and go by acts: allowed, refused and recorded, on both databases."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.db import IntegrityError, transaction

from joinedup.apps.accounts import actions
from joinedup.apps.accounts.links import link_of, make_link, revoke_links, use_link
from joinedup.apps.accounts.models import Holding, Invitation, OneTimeLink, Organisation, Person
from joinedup.apps.accounts.queries import asker, person_by_email, roles_of
from joinedup.apps.audit.instant import clock_at
from joinedup.apps.audit.models import Line
from joinedup.core.refusal import Refusal

pytestmark = pytest.mark.usefixtures("keys")
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
_NUMBERS = count()


@pytest.fixture(autouse=True)
def _undone():
    """Each test's acts are taken back: the database is as it was made."""
    around = transaction.atomic()
    around._from_testcase = True  # a transaction that must be the outermost may stand within this one
    with around, clock_at(NOON):
        yield
        transaction.set_rollback(True)


@pytest.fixture
def council():
    token = actions.begin(email="Admin@example.org", slug="the-council", name="The council", kind="council")
    actions.accept_invitation(token=token)
    return Organisation.objects.get()


@pytest.fixture
def admin(council):
    return Person.objects.get()


@pytest.fixture
def police(admin):
    return actions.add_organisation(by=admin, slug="the-police", name="The police", kind="police")


def invited(admin, organisation, role="analyst", email=None):
    email = email or f"someone{next(_NUMBERS)}@example.org"
    return actions.accept_invitation(
        token=actions.invite(by=admin, email=email, organisation=organisation, role=role)[1]
    )


def last_line():
    return Line.objects.order_by("number").last()


def test_the_first_administrator_is_invited_by_nobody_and_only_once(council, admin):
    assert roles_of(admin, NOON) == {"administrator"}
    assert list(Line.objects.order_by("number").values_list("act", "by"))[-3:] == [
        ("organisation.added", None),
        ("invitation.made", None),
        ("invitation.accepted", admin.audit_id),
    ]
    with pytest.raises(Refusal, match="begun already"):
        actions.begin(email="other@example.org", slug="other", name="Other", kind="council")


def test_an_invitation_makes_an_account_that_cannot_sign_in_with_a_password_yet(admin, council):
    person = invited(admin, council, email="New.Person@Example.org")
    assert person.email == "new.person@example.org"
    assert not person.has_usable_password()
    assert roles_of(person, NOON) == {"analyst"}
    assert (last_line().act, last_line().by) == ("invitation.accepted", person.audit_id)


def test_an_invitation_works_once_until_it_expires_or_is_withdrawn(admin, council):
    _, used = actions.invite(by=admin, email="a@example.org", organisation=council, role="analyst")
    actions.accept_invitation(token=used)
    _, expired = actions.invite(by=admin, email="b@example.org", organisation=council, role="analyst")
    invitation, withdrawn = actions.invite(by=admin, email="c@example.org", organisation=council, role="analyst")
    actions.withdraw_invitation(by=admin, invitation=invitation)
    with pytest.raises(Refusal, match="before"):
        actions.withdraw_invitation(by=admin, invitation=invitation)
    before = Person.objects.count()
    said = set()
    for token, at in (
        (used, NOON),
        (withdrawn, NOON),
        (expired, NOON + actions.INVITATION_LASTS),
        ("made-up", NOON),
    ):
        with clock_at(at), pytest.raises(Refusal) as refused:
            actions.accept_invitation(token=token)
        said.add(str(refused.value))
    assert len(said) == 1, "what became of a link is not told to whoever tries it"
    assert Person.objects.count() == before
    with clock_at(NOON + actions.INVITATION_LASTS - timedelta(seconds=1)):
        assert actions.accept_invitation(token=expired)


def test_accepting_with_an_account_adds_the_role_to_it(admin, council, police):
    person = invited(admin, council, email="one@example.org")
    again = invited(admin, police, "board-member", email="ONE@example.org")
    assert again == person
    assert roles_of(person, NOON) == {"analyst", "board-member"}


def test_only_an_administrator_adds_invites_gives_ends_and_closes_and_each_attempt_is_recorded(admin, council):
    analyst = invited(admin, council)
    other = invited(admin, council, "board-member")
    invitation, _ = actions.invite(by=admin, email="d@example.org", organisation=council, role="analyst")
    tried = {
        "organisation.added": lambda: actions.add_organisation(by=analyst, slug="x", name="X", kind="council"),
        "invitation.made": lambda: actions.invite(by=analyst, email="e@a.org", organisation=council, role="analyst"),
        "invitation.withdrawn": lambda: actions.withdraw_invitation(by=analyst, invitation=invitation),
        "role.given": lambda: actions.give_role(by=analyst, person=other, organisation=council, role="analyst"),
        "role.ended": lambda: actions.end_role(by=analyst, holding=other.holdings.get()),
        "person.left": lambda: actions.leave(by=analyst, person=other),
    }
    before = Organisation.objects.count(), Invitation.objects.count(), list(Holding.objects.values())
    for act, attempt in tried.items():
        with pytest.raises(Refusal, match="Only an administrator"):
            attempt()
        line = last_line()
        assert (line.act, line.by, line.reason) == ("act.denied", analyst.audit_id, act)
    assert (Organisation.objects.count(), Invitation.objects.count(), list(Holding.objects.values())) == before


def test_a_role_holds_from_its_instant_until_its_end(admin, council):
    person = invited(admin, council)
    with clock_at(NOON + timedelta(hours=1)):
        holding = actions.give_role(by=admin, person=person, organisation=council, role="reviewer")
        assert (last_line().act, last_line().about) == ("role.given", holding.audit_id)
    with clock_at(NOON + timedelta(hours=2)):
        actions.end_role(by=admin, holding=holding)
        with pytest.raises(Refusal, match="before"):
            actions.end_role(by=admin, holding=holding)
    ends = NOON + timedelta(hours=2)
    for at, roles in (
        (NOON + timedelta(minutes=59), {"analyst"}),
        (NOON + timedelta(hours=1), {"analyst", "reviewer"}),
        (ends - timedelta(microseconds=1), {"analyst", "reviewer"}),
        (ends, {"analyst"}),
    ):
        assert roles_of(person, at) == roles


def test_nobody_gives_a_role_to_themselves(admin, council):
    with pytest.raises(Refusal, match="themselves"):
        actions.give_role(by=admin, person=admin, organisation=council, role="analyst")
    assert (last_line().act, last_line().reason) == ("act.denied", "role.given")
    assert roles_of(admin, NOON) == {"administrator"}


def test_the_police_wall_stands_before_any_role_is_given(admin, council, police):
    with pytest.raises(Refusal, match="cares for people"):
        actions.invite(by=admin, email="p@example.org", organisation=police, role="provider-worker")
    with pytest.raises(Refusal, match="works for law enforcement"):
        actions.invite(by=admin, email="p@example.org", organisation=council, role="law-enforcement-partner")
    worker = invited(admin, council, "provider-worker", email="w@example.org")
    with pytest.raises(Refusal, match="at once"):
        invited(admin, police, "law-enforcement-partner", email="w@example.org")
    assert roles_of(worker, NOON) == {"provider-worker"}
    with pytest.raises(Refusal, match="is no role"):
        actions.give_role(by=admin, person=worker, organisation=council, role="emperor")


def test_whoever_leaves_holds_nothing_and_their_open_invitations_are_useless(admin, council):
    person = invited(admin, council, email="leaver@example.org")
    _, open_token = actions.invite(by=admin, email="Leaver@example.org", organisation=council, role="reviewer")
    later = NOON + timedelta(days=1)
    with clock_at(later):
        actions.leave(by=admin, person=person)
        assert (last_line().act, last_line().about) == ("person.left", person.audit_id)
        person.refresh_from_db()
        assert not person.is_active
        assert not person.has_usable_password()
        assert not person.holdings.filter(until_at=None).exists()
        assert roles_of(person, later) == frozenset()
        assert asker(person, council, later) is None
        with pytest.raises(Refusal, match="has been used"):
            actions.accept_invitation(token=open_token)
        with pytest.raises(Refusal, match="left"):
            actions.give_role(by=admin, person=person, organisation=council, role="analyst")
        with pytest.raises(Refusal, match="closed already"):
            actions.leave(by=admin, person=person)
    assert roles_of(person, NOON) == {"analyst"}, "what was held before stays known"


def test_the_last_administrator_stays(admin, council):
    with pytest.raises(Refusal, match="last administrator"):
        actions.leave(by=admin, person=admin)
    with pytest.raises(Refusal, match="last administrator"):
        actions.end_role(by=admin, holding=admin.holdings.get())
    second = invited(admin, council, "administrator")
    actions.leave(by=second, person=admin)
    assert roles_of(Person.objects.get(pk=admin.pk), NOON) == frozenset()
    assert not Person.objects.get(pk=admin.pk).is_active


def test_somebody_acts_with_the_roles_held_there_and_the_others_are_told_apart_for_the_wall(admin, council, police):
    person = invited(admin, council, email="two@example.org")
    invited(admin, police, "board-member", email="two@example.org")
    made = asker(person, police, NOON)
    assert (made.account, made.organisation, made.organisation_kind) == (person.audit_id, "the-police", "police")
    assert (made.roles, made.elsewhere, made.other_kinds) == ({"board-member"}, {"analyst"}, {"council"})
    assert asker(person, council, NOON).law_enforcement is not None
    assert asker(admin, police, NOON) is None


def test_an_address_has_one_account_however_it_is_written(admin):
    assert person_by_email(" ADMIN@example.org ") == admin
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email="ADMIN@EXAMPLE.ORG", joined_at=NOON)


@pytest.mark.parametrize("slug", ["Not a slug", "", "the-council"])
def test_an_organisation_has_a_slug_of_its_own(admin, slug):
    with pytest.raises(Refusal):
        actions.add_organisation(by=admin, slug=slug, name="Another", kind="council")
    with pytest.raises(Refusal):
        actions.add_organisation(by=admin, slug="fine", name=" ", kind="council")
    with pytest.raises(Refusal):
        actions.add_organisation(by=admin, slug="fine", name="Another", kind="guild")


def test_a_link_is_kept_as_a_hash_and_serves_one_purpose():
    token = make_link("one-thing", about="case:1", lasts=timedelta(hours=1))
    assert token not in str(list(OneTimeLink.objects.values()))
    assert link_of("another", token) is None
    assert use_link("another", token) is None
    assert link_of("one-thing", token) is not None
    assert link_of("one-thing", token) is not None, "looking at the page uses nothing up"
    assert use_link("one-thing", token).about == "case:1"
    assert link_of("one-thing", token) is None
    assert use_link("one-thing", token) is None
    gone = make_link("one-thing", about="case:1", lasts=timedelta(hours=1))
    assert revoke_links("case:1") == 1
    assert use_link("one-thing", gone) is None


def test_no_act_writes_an_address_or_a_name_into_the_record(admin, council):
    invited(admin, council, email="very.private@example.org")
    text = str(list(Line.objects.values()))
    for word in ("private", "example", "The council", "@"):
        assert word not in text
