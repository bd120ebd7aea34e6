"""What programs look for at fixed addresses: where to report a weakness, and which pages to leave out of a search."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from joinedup.apps.audit.instant import now

_STANDS: Final = timedelta(days=180)
"""RFC 9116: whoever reads an old copy is to know that it may no longer hold."""
_NOT_FOR_SEARCHES: Final = ("/api/", "/desk", "/evidence", "/join/", "/sign-in", "/sign-out")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Say where to report a weakness (RFC 9116); a site without an address for questions has no such file."""
    if not settings.PARTNERSHIP.contact:
        raise Http404
    until = (now() + _STANDS).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    return _text(f"Contact: mailto:{settings.PARTNERSHIP.contact}", f"Expires: {until}", "Preferred-Languages: en")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Ask searches to leave out what is not written for the public. It guards nothing: sign-in does."""
    return _text("User-agent: *", *(f"Disallow: {place}" for place in _NOT_FOR_SEARCHES))


def _text(*lines: str) -> HttpResponse:
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")
