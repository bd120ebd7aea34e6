"""Who gets through to a view: whoever does not finds no such page, as where there is none."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponseBase

from joinedup.apps.accounts.going_on import asked_again
from joinedup.sharing.roles import ROLES

GATE: Final = "let_through"
"""What a view behind a gate says of itself: the roles that it lets through."""

_View = Callable[..., HttpResponseBase]


def for_roles(*roles: str) -> Callable[[_View], _View]:
    """Let through who holds one of these roles in the organisation that they act for."""
    if strange := sorted(set(roles) - ROLES.keys()):
        raise ValueError(f"'{strange[0]}' is no role; it is one of {', '.join(ROLES)}.")

    def gate(view: _View) -> _View:
        @wraps(view)
        def respond(request: Any, *args: Any, **given: Any) -> HttpResponseBase:
            if request.asker is None or not request.asker.roles.intersection(roles):
                raise Http404
            return view(request, *args, **given)

        setattr(respond, GATE, frozenset(roles))
        return respond

    return gate


def signed_in(view: _View) -> _View:
    """Let through who holds any role."""
    return for_roles(*ROLES)(view)


def freshly_signed_in(view: _View) -> _View:
    """Send to show anew who they are, before they see the form of a grave act, whoever last did so long ago."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        # Back to the form and not to what was sent: a grave act is done on purpose, once, on a page just read.
        return asked_again(request, page=request.get_full_path()) or view(request, *args, **given)

    return respond
