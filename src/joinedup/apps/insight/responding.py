"""A page over one version: opened once, asked whether it may be read, and refused alike where there is none."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from joinedup.apps.audit.instant import now
from joinedup.apps.insight import queries
from joinedup.apps.insight.policies import may_read
from joinedup.core.refusal import Refusal
from joinedup.shelf import places as at
from joinedup.shelf.reading import NotReleased, Version
from joinedup.shelf.records import About

_LOG = logging.getLogger("joinedup.apps.insight")

_View = Callable[..., HttpResponse]


def of_one_version(view: _View) -> _View:
    """Give the view its version, pinned, as `pinned` does; it is only read."""
    return require_safe(pinned(view))


def pinned(view: _View) -> _View:
    """Give the view its version, pinned. What is not there, and what may not be read, are the same 404.

    Who asks is `request.asker`, which sign-in sets; nobody where it does not.
    Where a file is not as it was written the page says so and shows nothing of it; the log says which.
    """

    @wraps(view)
    def respond(request: Any, *, number: str | None = None, **given: Any) -> HttpResponse:
        try:
            version = queries.opened(None if number is None else int(number))
            if not may_read(request.asker, version, now(), is_demo=settings.DEMO):
                raise Http404
            return view(request, version, **given)
        except NotReleased as unknown:
            raise Http404 from unknown
        except Refusal as spoilt:
            _LOG.error("released files cannot be shown", extra={"fields": {"why": str(spoilt)}})
            return render(request, "insight/spoilt.html", status=503)

    return respond


def show(
    request: HttpRequest, version: Version, template: str, *, of: tuple[str, ...] | None = None, **more: Any
) -> HttpResponse:
    """Return a page, with what every page says of its version; a synthetic version says so whatever the site is.

    `of` names what the page shows where the version alone decides it: what is marked so in the template is then kept.
    """
    about = version.one(About, at.ABOUT)
    synthetic = {"is_synthetic": True} if version.manifest.is_synthetic else {}
    made_of = None if of is None else (version.number, version.content, template, of)
    said = {"about": about, "number": version.number, "made_of": made_of, **synthetic, **more}
    return render(request, f"insight/{template}", said)
