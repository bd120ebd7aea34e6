"""Agreements behind sign-in: a lead keeps them, the other parties read their own, to all others they do not exist."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from joinedup.apps.accounts.gates import for_roles, freshly_signed_in
from joinedup.apps.agreements import actions, queries, shown
from joinedup.apps.agreements.forms import StopForm, Sure
from joinedup.apps.agreements.held import as_file
from joinedup.apps.agreements.policies import KEEPER, READERS, may_keep, readable
from joinedup.apps.agreements.titles import feed_titles
from joinedup.apps.agreements.waiting import concerning, waiting
from joinedup.apps.audit.instant import now
from joinedup.core.refusal import Refusal
from joinedup.kinds.agreement import Agreement
from joinedup.sharing.state import State, standing
from joinedup.sharing.uk_time import instant_of

_SAID = {
    "entered": "The agreement is entered. It counts from now on, on every route.",
    "agreed": "Every party has said yes. This edition counts from now on, on every route.",
    "same": "Nothing was changed: the agreement says the same already.",
    "stopped": "The stop is entered. Every route closes at its instant.",
    "renewed": "The agreement is renewed. What it shares is open again.",
}


@for_roles(*READERS)
@require_safe
def agreements(request: Any) -> HttpResponse:
    """List the agreements of somebody's organisation with their states, those for emergencies apart."""
    at = now()
    rows = [shown.row(one, at) for one in readable(request.asker, queries.agreements(), at)]
    rows.sort(key=lambda one: (one.state is not State.LIVE, not one.warning, one.id))
    context = {
        "waiting": concerning(request.asker, waiting(), at) if KEEPER in request.asker.roles else (),
        "ordinary": [one for one in rows if not one.is_emergency],
        "emergency": [one for one in rows if one.is_emergency],
        "is_keeper": may_keep(request.asker),
    }
    return render(request, "agreements/list.html", context)


@for_roles(*READERS)
@require_safe
def agreement(request: Any, slug: str) -> HttpResponse:
    """Show all of one agreement: its parts, parties, shares, stops and editions, and to its lead what was done."""
    held, at, feeds = theirs(request, slug), now(), feed_titles()
    editions = queries.editions_of(slug)
    is_keeper = may_keep(request.asker, held)
    context = {
        "row": shown.row(held, at),
        "parts": shown.parts_of(held, feeds),
        "parties": [shown.party_of(one) for one in held.parties],
        "shares": shown.shares_of(held, feeds),
        "warnings": shown.warnings_of(held, at),
        "stops": shown.stops_told(queries.stops_of(slug)),
        "editions": shown.editions_told(editions),
        "is_keeper": is_keeper,
        "waits": editions[0] if is_keeper and editions[0].agreed_at is None else None,
        "acts": shown.acts_about(slug) if is_keeper else [],
        "said": _SAID.get(request.GET.get("done", ""), ""),
        "crumbs": crumbs(),
    }
    return render(request, "agreements/one.html", context)


@for_roles(KEEPER)
@freshly_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: Any, slug: str) -> HttpResponseBase:
    """Ask from when an agreement stops, by whose word and why; enter it."""
    held = kept(request, slug)
    form = StopForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        at, said = now(), form.cleaned_data
        stops = instant_of(said["at"]) if said["at"] else at

        def enter() -> None:
            actions.stop(
                *(slug, said["how"]),
                at=stops,
                post=said["post"],
                why=said["why"],
                by=request.asker,
                now=at,
                seen=request.POST.get("seen", ""),
            )

        if is_done(enter, form):
            return _back(slug, "stopped")
    return _form(request, "agreements/stop.html", held, form)


@for_roles(KEEPER)
@freshly_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: Any, slug: str) -> HttpResponseBase:
    """Ask whether to end a lapse; end it."""
    held = kept(request, slug)
    form = Sure(request.POST if request.method == "POST" else None)
    if form.is_bound:

        def enter() -> None:
            actions.renew(slug, by=request.asker, at=now(), seen=request.POST.get("seen", ""))

        if is_done(enter, form):
            return _back(slug, "renewed")
    return _form(request, "agreements/renew.html", held, form)


@for_roles(*READERS)
@require_safe
def words(request: Any, slug: str) -> HttpResponse:
    """Give an agreement as the file that the command line reads, stops among it."""
    theirs(request, slug)
    edition = queries.last_edition(slug)
    assert edition is not None  # it was found just now, and none is ever taken away
    text = as_file(edition.words, queries.stops_of(slug))
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.toml"'
    return response


def theirs(request: Any, slug: str) -> Agreement:
    """Return the agreement that somebody may read; to all others none of this id exists."""
    for one in readable(request.asker, queries.agreements(), now()):
        if one.id == slug:
            return one
    raise Http404


def kept(request: Any, slug: str) -> Agreement:
    """Return the agreement that somebody keeps; to all others none of this id exists."""
    held = theirs(request, slug)
    if not may_keep(request.asker, held):
        raise Http404
    return held


def is_done(act: Callable[[], object], form: Any) -> bool:
    """Do what a form asks for and return whether it was done; say beside the form why not."""
    try:
        act()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _form(request: Any, template: str, held: Agreement, form: Any) -> HttpResponse:
    stopped, edition = queries.stops_of(held.id), queries.newest_edition(held.id)
    context = {
        "form": form,
        "row": shown.row(held, now()),
        "may_renew": standing(held, now()).state is State.LAPSED,
        "seen": queries.seen(edition, stopped),
        "crumbs": (*crumbs(), (held.id, address_of(held.id))),
    }
    return render(request, template, context)


def crumbs() -> tuple[tuple[str, str], ...]:
    """Return the way back from a page of one agreement."""
    return (("Agreements", reverse("agreements:agreements")),)


def address_of(slug: str) -> str:
    """Return where an agreement is read."""
    return reverse("agreements:agreement", kwargs={"slug": slug})


def _back(slug: str, done: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{address_of(slug)}?done={done}")
