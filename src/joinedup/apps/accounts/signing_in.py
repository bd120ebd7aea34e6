"""How somebody signs in and out: each step counts tries, does the same work for strangers, and is recorded."""

from typing import Any, Final

from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F

from joinedup.apps.accounts.factors import has_factor, use_code
from joinedup.apps.accounts.models import Person
from joinedup.apps.accounts.queries import holdings_of, person_by_email
from joinedup.apps.accounts.sessions import begin_session, show_again
from joinedup.apps.accounts.tries import ACCOUNT, CODE, SOURCE, Tried, count_try, forget_old
from joinedup.apps.audit.instant import now
from joinedup.apps.audit.record import record
from joinedup.core.refusal import Refusal

WRONG: Final = "We could not sign you in. Check the address and the password, and try again."
WRONG_CODE: Final = "This code is not right, or was used before. Wait for the next one and try again."
WRONG_KEY: Final = "We could not sign you in with this passkey. Try again, or use your address and password."
TOO_MANY: Final = "Too many tries have failed. Wait 15 minutes, then try again. A passkey works all the same."
NOBODY: Final = "sign-in:nobody"
"""What an act is about where nobody has the address that was typed."""


def check_password(*, email: str, password: str, source: str) -> Person:
    """Return who has this address and password and may sign in; refuse all others alike, after the same work."""
    at = now()
    forget_old(at)
    Session.objects.filter(expire_date__lt=at).delete()
    person = person_by_email(email)
    tried = let_or_refuse(count_try(SOURCE, source, at), count_try(ACCOUNT, email.strip().casefold(), at))
    if _is_right(person, password) and person is not None and may_come_in(person):
        tried[0].take_back()
        tried[1].forgive()
        return person
    _failed(person, "password", tried)
    raise Refusal(WRONG)


def check_code(*, person: Person, code: str, source: str) -> str:
    """Use up a code of somebody's second factor and return which kind it is of; refuse it where it is not right."""
    at = now()
    tried = let_or_refuse(count_try(SOURCE, source, at), count_try(CODE, person.audit_id, at))
    with transaction.atomic():
        kind = use_code(person, code, at)
    if kind is None or not may_come_in(person):
        _failed(person, "code", tried)
        raise Refusal(WRONG_CODE)
    tried[0].take_back()
    tried[1].forgive()
    return kind


def may_come_in(person: Person) -> bool:
    """Return whether somebody has neither left nor lost their last role."""
    return person.is_active and holdings_of(person, now()).exists()


def passkey_failed(*, source: str) -> None:
    """Count and record a passkey that opened nothing; whose it was said to be is not believed."""
    _failed(None, "passkey", let_or_refuse(count_try(SOURCE, source, now())))


def elsewhere_failed(*, source: str) -> None:
    """Count and record somebody who came from elsewhere and is nobody here."""
    _failed(None, "provider", let_or_refuse(count_try(SOURCE, source, now())))


def sign_in(request: Any, person: Person, *, how: str) -> None:
    """Begin the session of somebody who showed all that they must. Refused to whoever has no second factor."""
    if not may_come_in(person) or not (has_factor(person) or how == "provider"):
        raise Refusal(WRONG)
    with transaction.atomic():
        begin_session(request, person, "password", "mfa")
        record("sign-in.made", by=person.audit_id, about=person.audit_id, reason=how)


def sign_in_again(request: Any, person: Person, *, how: str) -> None:
    """Note that somebody who is signed in showed anew who they are."""
    with transaction.atomic():
        show_again(request)
        record("sign-in.again", by=person.audit_id, about=person.audit_id, reason=how)


def sign_out(request: Any, person: Person) -> None:
    """End this session."""
    with transaction.atomic():
        request.session.flush()
        record("sign-out.made", by=person.audit_id, about=person.audit_id)


def sign_out_everywhere(request: Any, person: Person) -> None:
    """End every session of somebody, this one too."""
    with transaction.atomic():
        end_sessions(person)
        request.session.flush()
        record("sign-out.everywhere", by=person.audit_id, about=person.audit_id, is_grave=True)


def end_sessions(person: Person) -> None:
    """Make every session of somebody useless at once; in the transaction of the act that asks for it."""
    Person.objects.filter(pk=person.pk).update(session_number=F("session_number") + 1)
    person.refresh_from_db(fields=["session_number"])


def _is_right(person: Person | None, password: str) -> bool:
    """Return whether it is somebody's password: one hash is worked out, for nobody's too."""
    if person is None:
        make_password(password)
        return False
    return person.check_password(password)


def let_or_refuse(*tried: Tried) -> tuple[Tried, ...]:
    """Return tries that were counted; refuse, before any password is looked at, where one was too many."""
    if all(one.is_let for one in tried):
        return tried
    for one in tried:
        one.take_back()
    raise Refusal(TOO_MANY)


def _failed(person: Person | None, reason: str, tried: tuple[Tried, ...]) -> None:
    """Record that a try failed, and that nothing more is tried for a while where it was the last."""
    about = NOBODY if person is None else person.audit_id
    with transaction.atomic():
        record("sign-in.failed", by=None, about=about, reason=reason)
        for one in tried:
            if one.is_last:
                record("sign-in.locked", by=None, about="sign-in:source" if one.is_source else about, reason=reason)
