"""One line in the log for each request: its method, the pattern of its address, its status; not who or from where."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

_LOG = logging.getLogger("joinedup.site.requests")


class RequestLog:
    """Middleware. The pattern, not the path: a path may hold a one-time link or an id."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the response after its line is written."""
        response = self._respond(request)
        route = request.resolver_match.route if request.resolver_match else None
        method = request.method if request.method in ("GET", "HEAD", "POST") else "other"
        _LOG.info("request", extra={"fields": {"method": method, "route": route, "status": response.status_code}})
        return response
