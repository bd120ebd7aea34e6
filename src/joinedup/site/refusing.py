"""What is refused before any page is asked: tokens sent in clear, and what no form of ours can hold."""

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase, JsonResponse

_PROGRAMS: Final = "/api/"
_IN_CLEAR: Final = {
    "code": "tls",
    "says": "Ask over https. A token that was sent without it may have been read on its way: revoke it.",
}

_Respond = Callable[[HttpRequest], HttpResponseBase]


class NoPlainPrograms:
    """Middleware before the one that sends people on to TLS: a program must see that it asked without."""

    def __init__(self, respond: _Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse an address for programs that is asked for without TLS, where the site is served with it."""
        if settings.SECURE_SSL_REDIRECT and request.path_info.startswith(_PROGRAMS) and not request.is_secure():
            return JsonResponse({"error": _IN_CLEAR}, status=403)
        return self._respond(request)


class WholeForms:
    """Middleware after the check against forged forms: each form is read here, before a view may forget to.

    A file, too many fields or too many letters are refused by Django as it reads (`DATA_UPLOAD_…` in the settings); a
    null byte, which no database keeps, is refused here.
    """

    def __init__(self, respond: _Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the response: what is looked at is a form that is on its way to a view."""
        return self._respond(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Raise SuspiciousOperation, which is a page that says so, for a form that no page of ours sends."""
        if request.method == "POST" and any("\0" in said for _, all_said in request.POST.lists() for said in all_said):
            raise SuspiciousOperation("A form holds a null byte.")
