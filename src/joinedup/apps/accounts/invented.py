"""The people of a demonstration: one for each role, in invented organisations; each start makes new sign-ins."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.crypto import get_random_string

from joinedup.apps.accounts import factors
from joinedup.apps.accounts.actions import add_invented
from joinedup.apps.accounts.models import Holding, Person
from joinedup.apps.accounts.queries import holdings_of, person_by_email
from joinedup.apps.accounts.signing_in import end_sessions
from joinedup.apps.audit.instant import now
from joinedup.apps.audit.models import Line
from joinedup.apps.audit.record import record
from joinedup.core.refusal import Refusal
from joinedup.sharing.roles import ROLES, Role

_COUNCIL: Final = ("thornmarch-council", "Thornmarch County Council (invented)", "council")
_WORK_FOR: Final = {
    "provider-worker": ("thornmarch-recovery", "Thornmarch Recovery Service (invented)", "care"),
    "partner-contact": ("thornmarch-recovery", "Thornmarch Recovery Service (invented)", "care"),
    "law-enforcement-partner": ("thornmarch-police", "Thornmarch Police (invented)", "police"),
    "lived-experience-member": ("thornmarch-voices", "Thornmarch Voices (invented)", "voluntary"),
}
"""Who does not work for the council; the slugs of agreements' parties are theirs."""
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""None of which is taken for another when it is read from a terminal."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """What somebody types to be one of them."""

    role: Role
    email: str
    password: str


_INVENTED: Final = "person.invented"


def refuse_real_people() -> None:
    """Refuse a database with people none of whom was ever invented: a demonstration prints one-time codes."""
    if Person.objects.exists() and not Line.objects.filter(act=_INVENTED).exists():
        raise Refusal("A demonstration is of invented people only, and this database holds others.")


def invent_people() -> tuple[SignIn, ...]:
    """Make one person a role, or take the one there is, with a new password and a new device; return what they type."""
    if not settings.DEMO:
        raise Refusal("Invented people are for a demonstration only: JOINEDUP_DEMO is not 1.")
    refuse_real_people()
    password = "-".join(get_random_string(4, _LETTERS) for _ in range(4))
    return tuple(SignIn(role, _invent(role, password), password) for role in ROLES.values())


def _invent(role: Role, password: str) -> str:
    email, at = f"{role.slug}@thornmarch.example", now()
    with transaction.atomic():
        slug, name, kind = _WORK_FOR.get(role.slug, _COUNCIL)
        organisation = add_invented(slug=slug, name=name, kind=kind)
        person = person_by_email(email) or Person(email=email, joined_at=at)
        person.set_password(password)
        person.left_at = None
        person.save()
        if not holdings_of(person, at).filter(organisation=organisation, role=role.slug).exists():
            Holding.objects.create(person=person, organisation=organisation, role=role.slug, from_at=at)
        end_sessions(person)
        factors.remove_all(person)
        factors.invent_device(person)
        record(_INVENTED, by=None, about=person.audit_id)
    return email
