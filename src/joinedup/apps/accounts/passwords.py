"""How a password is set anew: by its holder who knows the old one, or by a link that works once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.db import transaction

from joinedup.apps.accounts import factors
from joinedup.apps.accounts.denying import deny
from joinedup.apps.accounts.links import link_of, make_link, revoke_links, use_link
from joinedup.apps.accounts.models import Person
from joinedup.apps.accounts.policies import may_manage_people
from joinedup.apps.accounts.queries import person_by_email, roles_of
from joinedup.apps.accounts.signing_in import NOBODY, end_sessions, let_or_refuse
from joinedup.apps.accounts.telling import tell
from joinedup.apps.accounts.tries import ACCOUNT, RESET, SOURCE, count_try
from joinedup.apps.audit.instant import now
from joinedup.apps.audit.record import record
from joinedup.core.refusal import Refusal

PASSWORD: Final = "set-password"
PASSWORD_LASTS: Final = timedelta(hours=1)
_ANEW_LASTS: Final = timedelta(days=1)
USED_UP: Final = "This link has been used, was withdrawn or has expired. Ask for a new one."
Address = Callable[[str], str]
"""What makes the whole address of a link from its token."""


def ask_for_link(*, email: str, source: str, address: Address) -> None:
    """Have a link to set a new password sent to whose address this is. Nothing seen tells whether it is anybody's.

    For an address that nobody has, a link is made as well: it is about nobody, is told to nobody and opens nothing.
    """
    at = now()
    let_or_refuse(count_try(SOURCE, source, at), count_try(RESET, email.strip().casefold(), at))
    person = person_by_email(email)
    known = person if person is not None and person.is_active else None
    about = NOBODY if known is None else known.audit_id
    with transaction.atomic():
        token = make_link(PASSWORD, about=about, lasts=PASSWORD_LASTS)
        if known is not None:
            tell(kind="password", email=known.email, address=address(token))
        record("password.asked", by=None, about=about)


def holder_of(token: str) -> Person | None:
    """Return whose password a link sets, using nothing up; None for a link that sets none."""
    link = link_of(PASSWORD, token)
    return None if link is None else _person(link.about)


def set_by_link(*, token: str, password: str) -> Person:
    """Use a link up and set a password; every session and every other such link of its holder ends."""
    with transaction.atomic():
        link = use_link(PASSWORD, token)
        person = None if link is None else _person(link.about)
        if person is None:
            raise Refusal(USED_UP)
        person.set_password(password)
        person.save(update_fields=["password"])
        end_sessions(person)
        revoke_links(person.audit_id)
        record("password.changed", by=person.audit_id, about=person.audit_id, reason="link", is_grave=True)
        return person


def change(*, by: Person, old: str, new: str) -> None:
    """Set another password; every session of its holder ends with it."""
    tried = let_or_refuse(count_try(ACCOUNT, by.email.casefold(), now()))
    if not by.check_password(old):
        with transaction.atomic(durable=True):
            record("sign-in.failed", by=by.audit_id, about=by.audit_id, reason="password-change")
        raise Refusal("Your present password is not right.")
    tried[0].forgive()
    with transaction.atomic():
        by.set_password(new)
        by.save(update_fields=["password"])
        end_sessions(by)
        revoke_links(by.audit_id)
        record("password.changed", by=by.audit_id, about=by.audit_id, reason="old-one-known", is_grave=True)


def start_anew(*, by: Person, person: Person, address: Address) -> tuple[str, bool]:
    """Take away a password and second factors that were lost; return a link to begin again, and whether it is sent.

    Only an administrator does, and not for themselves: it ends every session, and what it hands out must be handed on.
    """
    if not may_manage_people(roles_of(by, now())) or by.pk == person.pk or not person.is_active:
        deny(by, act="account.started-anew", about=person.audit_id)
        raise Refusal("Another administrator does this, for somebody who has not left.")
    with transaction.atomic():
        person.set_unusable_password()
        person.save(update_fields=["password"])
        factors.remove_all(person)
        end_sessions(person)
        revoke_links(person.audit_id)
        link = address(make_link(PASSWORD, about=person.audit_id, lasts=_ANEW_LASTS))
        is_sent = tell(kind="password", email=person.email, address=link)
        record("account.started-anew", by=by.audit_id, about=person.audit_id, is_grave=True)
        return link, is_sent


def _person(about: str) -> Person | None:
    kind, _, key = about.partition(":")
    return Person.objects.filter(pk=int(key), left_at=None).first() if kind == "person" else None
