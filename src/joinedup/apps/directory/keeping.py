"""The pages by which services keep their own entries, and the partnership the list."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joinedup.apps.accounts.gates import for_roles
from joinedup.apps.audit.instant import now
from joinedup.apps.directory import actions, queries
from joinedup.apps.directory.details import details_of
from joinedup.apps.directory.forms import Entry, NewEntry, of_details
from joinedup.apps.directory.models import Service
from joinedup.apps.directory.policies import EDITORS, KEEPERS, is_keeper, may_edit
from joinedup.apps.directory.shown import shown
from joinedup.core.refusal import Refusal
from joinedup.sharing.uk_time import uk_day

_KEPT = "directory:kept"


@for_roles(*EDITORS, *KEEPERS)
@require_safe
def kept(request: Any) -> HttpResponse:
    """List the entries that somebody may change, those to look at anew first."""
    keeps = is_keeper(request.asker)
    found = queries.editable(None if keeps else request.asker.organisation).prefetch_related("needs", "places")
    services = [shown(one, today=uk_day(now())) for one in found]
    services.sort(key=lambda one: (not one.is_stale, one.name))
    done = request.GET.get("done", "")
    context = {"services": services, "is_keeper": keeps, "said": _SAID.get(done, "")}
    return render(request, "directory/kept.html", context)


_SAID = {
    "added": "The service is in the directory.",
    "edited": "The entry is changed.",
    "confirmed": "The entry is dated today.",
    "closed": "The entry is closed: its page says so.",
}


@for_roles(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Any) -> HttpResponseBase:
    """Show the form of a new entry; add it."""
    form = NewEntry(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        slug, owner = form.cleaned_data["slug"], form.cleaned_data["owner"].slug
        try:
            actions.add(form.details(), slug=slug, owner=owner, by=request.asker, at=now())
            return _back("added")
        except Refusal as refusal:
            form.add_error("slug", str(refusal))
    return _form(request, form, "Add a service")


@for_roles(*EDITORS, *KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, slug: str) -> HttpResponseBase:
    """Show the form of an entry; change it."""
    service = _theirs(request, slug)
    held = details_of(service)
    form = Entry(request.POST if request.method == "POST" else None, initial=of_details(held))
    if form.is_bound and form.is_valid():
        actions.edit(slug, form.details(), by=request.asker, at=now())
        return _back("edited")
    return _form(request, form, f"Change the entry of {service.name}", held.advice())


@for_roles(*EDITORS, *KEEPERS)
@require_POST
def confirm(request: Any, slug: str) -> HttpResponseBase:
    """Date an entry: all of it still holds."""
    _theirs(request, slug)
    actions.confirm(slug, by=request.asker, at=now())
    return _back("confirmed")


@for_roles(*EDITORS, *KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: Any, slug: str) -> HttpResponseBase:
    """Ask whether to close an entry; close it."""
    service = _theirs(request, slug)
    if request.method == "POST":
        actions.close(slug, by=request.asker, at=now())
        return _back("closed")
    return render(request, "directory/close.html", {"service": service, "crumbs": _crumbs()})


def _theirs(request: Any, slug: str) -> Service:
    service = queries.entry(slug)
    if service is None or service.closed_on is not None or not may_edit(request.asker, owner=service.owner):
        raise Http404
    return service


def _form(request: Any, form: Entry, title: str, advice: tuple[str, ...] = ()) -> HttpResponse:
    context = {"form": form, "title": title, "advice": advice, "crumbs": _crumbs()}
    return render(request, "directory/edit.html", context)


def _back(done: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse(_KEPT)}?done={done}")


def _crumbs() -> tuple[tuple[str, str], ...]:
    return (("Services", reverse(_KEPT)),)
