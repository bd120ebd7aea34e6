"""The public pages: nobody signs in, nothing is kept, and no cookie is set."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from joinedup.apps.audit.instant import now
from joinedup.apps.directory import queries
from joinedup.apps.directory.shown import shown
from joinedup.definitions.public_help import emergency_words, needs

A_PAGE = 20
_MOST_LETTERS = 80


@require_safe
def get_help(request: HttpRequest) -> HttpResponse:
    """Say what to do in an emergency, whom to call, and how to find a service."""
    words = emergency_words(getattr(settings, "EMERGENCY_WORDS", None))
    return render(request, "directory/help.html", {"words": words, "needs": needs()})


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """List services by place, need and words, a page at a time, or all at once to be printed."""
    asked = {name: request.GET.get(name, "").strip()[:_MOST_LETTERS] for name in ("place", "need", "words")}
    # A character that no database keeps finds nothing, and is no fault of the reader's.
    asked = {name: text.replace("\0", "") for name, text in asked.items()}
    found = queries.listed(**asked)
    is_whole = request.GET.get("show") == "all"
    pages = Paginator(found, max(found.count(), 1) if is_whole else A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    today = localdate(now())
    context = {
        "asked": asked,
        "query": urlencode({name: text for name, text in asked.items() if text}),
        "places": queries.places(),
        "needs": needs(),
        "count": pages.count,
        "page": page,
        "services": [shown(service, today=today) for service in page],
        "today": today,
        "is_whole": is_whole,
    }
    return render(request, "directory/services.html", context)


@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one service; one that has closed says so."""
    found = queries.entry(slug)
    if found is None:
        raise Http404
    return render(request, "directory/service.html", {"service": shown(found, today=localdate(now()))})
