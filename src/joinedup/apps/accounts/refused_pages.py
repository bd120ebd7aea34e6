"""Middleware: that somebody asked for what is not there for them is recorded, whether a gate or a view said so."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from joinedup.apps.audit.record import record


class RefusedPages:
    """After the one that says who asks. Strangers, and addresses that lead nowhere, leave no line."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._respond = respond

    def __call__(self, request: Any) -> HttpResponseBase:
        """Return the response, recorded where it is a 404: by the page's name, not by what they named in it."""
        response = self._respond(request)
        if response.status_code == 404 and request.person is not None and request.resolver_match is not None:
            with transaction.atomic():
                record("page.refused", by=request.person.audit_id, about=f"page:{request.resolver_match.view_name}")
        return response
