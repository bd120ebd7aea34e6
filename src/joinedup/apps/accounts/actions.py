"""How organisations, people and roles come and go: each act asks whether they may, does it and records it, as one."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from joinedup.apps.accounts.denying import deny, refuse_unless_managing
from joinedup.apps.accounts.links import link_of, make_link, revoke_links, use_link
from joinedup.apps.accounts.models import Holding, Invitation, Organisation, Person
from joinedup.apps.accounts.policies import (
    ADMINISTRATOR,
    refuse_both_sides,
    refuse_unfit,
)
from joinedup.apps.accounts.queries import holdings_of, person_by_email, roles_of
from joinedup.apps.accounts.signing_in import end_sessions
from joinedup.apps.audit.instant import now
from joinedup.apps.audit.record import record
from joinedup.core.refusal import Refusal
from joinedup.core.slug import check_slug
from joinedup.kinds.party import ORGANISATION_KINDS

INVITATION = "accept-invitation"
INVITATION_LASTS = timedelta(days=7)
NOT_TO_BE_USED = "This link has been used, was withdrawn or has expired: ask for a new invitation."


def add_organisation(*, by: Person, slug: str, name: str, kind: str) -> Organisation:
    """Add an organisation of a declared kind."""
    refuse_unless_managing(by, act="organisation.added", about="organisations")
    return _add_organisation(by=by.audit_id, slug=slug, name=name, kind=kind)


def add_invented(*, slug: str, name: str, kind: str) -> Organisation:
    """Return the organisation of a demonstration, added where there is none; refuse anywhere else."""
    if not settings.DEMO:
        raise Refusal("Invented organisations are for a demonstration only: JOINEDUP_DEMO is not 1.")
    held = Organisation.objects.filter(slug=slug).first()
    return held or _add_organisation(by=None, slug=slug, name=name, kind=kind)


def invite(*, by: Person, email: str, organisation: Organisation, role: str) -> tuple[Invitation, str]:
    """Offer an account with a role; return the invitation and the token of its link, which is told nowhere else.

    That the address has an account already is not said: its holder gains the role by accepting.
    """
    refuse_unless_managing(by, act="invitation.made", about=f"organisation:{organisation.slug}")
    refuse_unfit(role, organisation.kind)
    with transaction.atomic():
        return _invite(by=by.audit_id, email=email, organisation=organisation, role=role)


def begin(*, email: str, slug: str, name: str, kind: str) -> str:
    """Invite the first administrator, with their organisation; return the token. Refused once anybody is there."""
    with transaction.atomic():
        if Person.objects.exists() or Organisation.objects.exists():
            raise Refusal("The site has been begun already: an administrator invites everybody else.")
        organisation = _add_organisation(by=None, slug=slug, name=name, kind=kind)
        return _invite(by=None, email=email, organisation=organisation, role=ADMINISTRATOR)[1]


def withdraw_invitation(*, by: Person, invitation: Invitation) -> None:
    """Make an invitation's link useless."""
    refuse_unless_managing(by, act="invitation.withdrawn", about=invitation.audit_id)
    with transaction.atomic():
        if not revoke_links(invitation.audit_id):
            raise Refusal("This invitation was accepted, withdrawn or expired before.")
        record("invitation.withdrawn", by=by.audit_id, about=invitation.audit_id)


def invitation_of(token: str) -> Invitation | None:
    """Return the invitation that a link would accept, using nothing up; None for a link that accepts none."""
    link = link_of(INVITATION, token)
    if link is None:
        return None
    return Invitation.objects.select_related("organisation").get(pk=link.about.partition(":")[2])


def needs_password(invitation: Invitation) -> bool:
    """Return whether accepting asks for a password: the account is a new one, or has none yet."""
    person = person_by_email(invitation.email)
    return person is None or not person.has_usable_password()


def accept_invitation(*, token: str, password: str | None = None) -> Person:
    """Use an invitation's link up: make the account where there is none, and give it the role.

    `password` is set where the account has none. One that it has stays: a link to a new role is no way in.
    """
    with transaction.atomic():
        link = use_link(INVITATION, token)
        if link is None:
            raise Refusal(NOT_TO_BE_USED)
        invitation = Invitation.objects.select_related("organisation").get(pk=link.about.partition(":")[2])
        person = person_by_email(invitation.email) or Person(email=invitation.email, joined_at=now())
        if person.left_at is not None:
            raise Refusal(NOT_TO_BE_USED)
        if not person.password or not person.has_usable_password():
            person.set_password(password)  # None sets one that nothing matches
            person.save()
        _hold(person, invitation.organisation, invitation.role)
        invitation.accepted_by = person
        invitation.save(update_fields=["accepted_by"])
        record("invitation.accepted", by=person.audit_id, about=invitation.audit_id, is_grave=True)
        return person


def give_role(*, by: Person, person: Person, organisation: Organisation, role: str) -> Holding:
    """Give somebody a role from now on. Nobody gives one to themselves."""
    refuse_unless_managing(by, act="role.given", about=person.audit_id)
    if by.pk == person.pk:
        deny(by, act="role.given", about=person.audit_id)
        raise Refusal("Nobody gives a role to themselves: another administrator does.")
    if not person.is_active:
        raise Refusal("Who has left is invited anew, and given no role before.")
    refuse_unfit(role, organisation.kind)
    with transaction.atomic():
        holding = _hold(person, organisation, role)
        record("role.given", by=by.audit_id, about=holding.audit_id, is_grave=True)
        return holding


def end_role(*, by: Person, holding: Holding) -> None:
    """End a role now."""
    refuse_unless_managing(by, act="role.ended", about=holding.audit_id)
    with transaction.atomic():
        _keep_an_administrator(besides=Holding.objects.filter(pk=holding.pk))
        if not Holding.objects.filter(pk=holding.pk, until_at=None).update(until_at=now()):
            raise Refusal("This role has ended before.")
        if not roles_of(holding.person, now()):
            end_sessions(holding.person)
        record("role.ended", by=by.audit_id, about=holding.audit_id, is_grave=True)


def leave(*, by: Person, person: Person) -> None:
    """Close somebody's account: every role ends, they can no longer sign in, their open links are useless."""
    refuse_unless_managing(by, act="person.left", about=person.audit_id)
    with transaction.atomic():
        at = now()
        _keep_an_administrator(besides=Holding.objects.filter(person=person))
        if not Person.objects.filter(pk=person.pk, left_at=None).update(left_at=at, password="!"):
            raise Refusal("This account is closed already.")
        end_sessions(person)
        Holding.objects.filter(person=person, until_at=None).update(until_at=at)
        for invitation in Invitation.objects.filter(email__iexact=person.email, accepted_by=None):
            revoke_links(invitation.audit_id)
        revoke_links(person.audit_id)
        record("person.left", by=by.audit_id, about=person.audit_id, is_grave=True)


def _add_organisation(*, by: str | None, slug: str, name: str, kind: str) -> Organisation:
    try:
        check_slug(slug)
    except ValueError as fault:
        raise Refusal(str(fault)) from None
    if kind not in ORGANISATION_KINDS or not name.strip():
        raise Refusal(f"An organisation has a name and a kind: one of {', '.join(ORGANISATION_KINDS)}.")
    with transaction.atomic():
        if Organisation.objects.filter(slug=slug).exists():
            raise Refusal(f"There is an organisation '{slug}' already.")
        organisation = Organisation.objects.create(slug=slug, name=name.strip(), kind=kind)
        record("organisation.added", by=by, about=f"organisation:{slug}")
        return organisation


def _invite(*, by: str | None, email: str, organisation: Organisation, role: str) -> tuple[Invitation, str]:
    invitation = Invitation.objects.create(email=email.strip().lower(), organisation=organisation, role=role)
    token = make_link(INVITATION, about=invitation.audit_id, lasts=INVITATION_LASTS)
    record("invitation.made", by=by, about=invitation.audit_id, is_grave=True)
    return invitation, token


def _hold(person: Person, organisation: Organisation, role: str) -> Holding:
    at = now()
    refuse_both_sides(roles_of(person, at) | {role})
    held = holdings_of(person, at).filter(organisation=organisation, role=role).first()
    return held or Holding.objects.create(person=person, organisation=organisation, role=role, from_at=at)


def _keep_an_administrator(*, besides: QuerySet[Holding]) -> None:
    """Refuse to end the last administrator's role: nobody could give it back."""
    left = Holding.objects.filter(role=ADMINISTRATOR, until_at=None)
    ending = besides.filter(role=ADMINISTRATOR, until_at=None)
    if ending.exists() and not left.exclude(pk__in=ending.values("pk")).exists():
        raise Refusal("This is the last administrator: make another first.")
