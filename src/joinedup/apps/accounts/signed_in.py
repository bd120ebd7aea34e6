"""Middleware: who asks, and for which organisation. Only where pages differ by it: public pages read no cookie."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.http import urlencode

from joinedup.apps.accounts.models import Person
from joinedup.apps.accounts.queries import acting_for
from joinedup.apps.accounts.sessions import METHODS, ORGANISATION, is_current
from joinedup.apps.audit.instant import now

DESK: Final = "/desk"
"""Everything behind sign-in lies under it: whoever has not signed in is asked to, whether or not the page exists."""
_KNOWS_WHO: Final = (DESK, "/evidence", "/api")
_SIGN_IN: Final = "/sign-in"
_FRESH_SECONDS: Final = 600


class SignedIn:
    """Set `request.person` and `request.asker`: None for whoever has shown no second factor, or holds no role."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._respond = respond

    def __call__(self, request: Any) -> HttpResponseBase:
        """Return the response; under the desk, the way to sign in where nobody has."""
        request.person, request.asker = None, None
        if any(lies_under(request.path_info, place) for place in _KNOWS_WHO):
            request.person = person_of(request)
        if request.person is not None:
            request.asker = acting_for(request.person, request.session.get(ORGANISATION), now())
        if request.person is None and lies_under(request.path_info, DESK):
            return HttpResponseRedirect(f"{_SIGN_IN}?{urlencode({'next': request.get_full_path()})}")
        return self._respond(request)


def lies_under(path: str, place: str) -> bool:
    """Return whether a path is a place, or under it."""
    return path == place or path.startswith(f"{place}/")


def person_of(request: HttpRequest) -> Person | None:
    """Return who has signed in with a second factor; None for everybody else. Without a cookie no query is made."""
    if not request.session.get(METHODS) or not _is_strong(request) or not is_current(request.session):
        return None
    user = request.user
    return user if isinstance(user, Person) and user.is_active else None


def is_fresh(request: HttpRequest) -> bool:
    """Return whether somebody has shown who they are within the last ten minutes."""
    shown = [float(one.get("at", 0)) for one in request.session.get(METHODS, [])]
    return max(shown, default=0.0) > now().timestamp() - _FRESH_SECONDS


def _is_strong(request: HttpRequest) -> bool:
    return any(one.get("method") == "mfa" for one in request.session.get(METHODS, []))
