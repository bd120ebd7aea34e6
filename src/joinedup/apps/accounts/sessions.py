"""What a session holds of who is in it: half of a way in, then by what they showed who they are, and since when."""

from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth import login
from django.utils.crypto import constant_time_compare

from joinedup.apps.accounts.models import Person
from joinedup.apps.audit.instant import now

METHODS: Final = "account_authentication_methods"
"""By what somebody showed who they are, and when, each; named as django-allauth names it."""
ORGANISATION: Final = "organisation"
"""The slug of the organisation that somebody acts for."""
BEGAN: Final = "began"
SEEN: Final = "seen"
LONGEST_SECONDS: Final = 10 * 3600
"""A working day, whatever is done in it."""
IDLE_SECONDS: Final = 30 * 60
"""Without a page asked for."""
_SEEN_EVERY: Final = 60
"""So many seconds at least lie between two writes of when a page was last asked for."""
_HALF: Final = "half"
_HALF_SECONDS: Final = 15 * 60
_BACKEND: Final = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class Half:
    """Somebody who showed one thing that they are who they say, and must show or set up another."""

    person: Person
    by: str
    next: str


def begin_half(request: Any, person: Person, *, by: str, next: str) -> None:
    """Remember in a session of its own that somebody's password was right."""
    request.session.flush()
    seal = person.get_session_auth_hash()
    request.session[_HALF] = {"person": person.pk, "by": by, "at": _at(), "seal": seal, "next": next}


def half_of(request: Any) -> Half | None:
    """Return who is half way in; None after a quarter of an hour, and once what they showed has changed."""
    held = request.session.get(_HALF)
    if not isinstance(held, dict) or not 0 <= _at() - held["at"] < _HALF_SECONDS:
        return None
    person = Person.objects.filter(pk=held["person"], left_at=None).first()
    if person is None or not constant_time_compare(held["seal"], person.get_session_auth_hash()):
        return None
    return Half(person, held["by"], held["next"])


def begin_session(request: Any, person: Person, *methods: str) -> None:
    """Begin a session of somebody who showed all that they must: a new one, under a new name, on the disk."""
    request.session.flush()
    login(request, person, backend=_BACKEND)
    at = _at()
    request.session[METHODS] = [{"method": method, "at": at} for method in methods]
    request.session[BEGAN] = request.session[SEEN] = at
    request.session.save()


def show_again(request: Any) -> None:
    """Note that somebody showed anew who they are; the session gets a new name and no longer life."""
    request.session.cycle_key()
    request.session[METHODS] = [*request.session[METHODS], {"method": "mfa", "at": _at()}][-10:]


def is_current(session: Any) -> bool:
    """Return whether a session has neither lasted too long nor been left alone for too long; note that it was used."""
    at = _at()
    if not 0 <= at - float(session.get(BEGAN, 0)) < LONGEST_SECONDS:
        return False
    idle = at - float(session.get(SEEN, 0))
    if not -_SEEN_EVERY <= idle < IDLE_SECONDS:
        return False
    if idle >= _SEEN_EVERY:
        session[SEEN] = at
    return True


def _at() -> float:
    return now().timestamp()
