"""The site's addresses, and the two that its pages are held against."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.urls import include, path

from joinedup.apps.audit.record import record

PAGE = b"<!doctype html><title>A page</title><p>A page that is always the same."


def bare(request: Any) -> HttpResponse:
    """Return a constant page: what Django itself, this server and this site's middleware cost."""
    return HttpResponse(PAGE)


def line(request: Any) -> HttpResponse:
    """Read one session and write one line of the record of acts."""
    held = request.session.get("account_authentication_methods")
    with transaction.atomic():
        record("page.viewed", by="person:1", about="page:1", reason="read" if held else "not-read")
    return HttpResponse(PAGE)


urlpatterns = [path("bench/bare", bare), path("bench/line", line), path("", include("joinedup.site.urls"))]
handler500 = "joinedup.site.pages.server_error"
