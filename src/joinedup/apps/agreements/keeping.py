"""The pages on which a lead enters and changes agreements: part by part, or as the words of a file."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from joinedup.apps.accounts.gates import for_roles, freshly_signed_in
from joinedup.apps.accounts.signed_in import is_fresh
from joinedup.apps.agreements import actions, composing, queries
from joinedup.apps.agreements.agreeing import address_of_waiting, theirs_waiting
from joinedup.apps.agreements.desk import address_of, crumbs, kept
from joinedup.apps.agreements.forms import WordsForm
from joinedup.apps.agreements.held import parsed
from joinedup.apps.agreements.models import Edition
from joinedup.apps.agreements.policies import KEEPER
from joinedup.apps.audit.instant import now
from joinedup.core.refusal import Refusal
from joinedup.kinds.agreement import Agreement

LONG_AGO = (
    "More than ten minutes have passed since you showed who you are, so nothing is entered yet, and nothing is lost. "
    "Show it again in another window (the link below), come back to this one, and send it once more."
)


@for_roles(KEEPER)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Any) -> HttpResponseBase:
    """Show the form of a new agreement; enter it."""
    return _by_parts(request, None)


@for_roles(KEEPER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, slug: str) -> HttpResponseBase:
    """Show the form of an agreement; enter another edition of it."""
    held = _newest(request, slug)
    if composing.is_too_long(held):
        return edit_words(request, slug)
    return _by_parts(request, held)


@for_roles(KEEPER)
@require_http_methods(["GET", "HEAD", "POST"])
def add_words(request: Any) -> HttpResponseBase:
    """Take a new agreement as the words of a file."""
    return _by_words(request, None)


@for_roles(KEEPER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_words(request: Any, slug: str) -> HttpResponseBase:
    """Take another edition of an agreement as the words of a file."""
    return _by_words(request, _newest(request, slug))


def _by_parts(request: Any, held: Agreement | None) -> HttpResponseBase:
    if request.method != "POST":
        return _first(request, lambda: _page(request, composing.shown(held)))
    if request.POST.get("more"):
        return _page(request, composing.with_more(request.POST, held))
    page = composing.sent(request.POST, held)
    if page.is_sound():
        try:
            words = page.words()
            if page.is_as_before(words) and held is not None:
                return HttpResponseRedirect(f"{_read_at(_edition(held))}?done=same")
            return _entered(request, words, held)
        except Refusal as refusal:
            page.parts.add_error(None, str(refusal))
    return _page(request, page)


def _by_words(request: Any, held: Agreement | None) -> HttpResponseBase:
    form = WordsForm(request.POST or None, initial={"words": _edition(held).words if held is not None else ""})
    if form.is_bound and form.is_valid():
        try:
            words = form.cleaned_data["words"].replace("\r\n", "\n")
            if held is not None and parsed(words, "The agreement").id != held.id:
                raise Refusal(f"These are the words of another agreement: the id of this one is '{held.id}'.")
            return _entered(request, words, held)
        except Refusal as refusal:
            form.add_error("words", str(refusal))
    more = {"form": form, **_about(held)}
    return _first(request, lambda: render(request, "agreements/edit_words.html", more))


def _entered(request: Any, words: str, held: Agreement | None) -> HttpResponseBase:
    if not is_fresh(request):
        raise Refusal(LONG_AGO)
    seen = request.POST.get("seen", "") if held is not None else queries.seen(None, ())
    try:
        edition = actions.enter(words, by=request.asker, at=now(), seen=seen)
    except actions.Stale as stale:
        if held is None:
            raise Refusal("There is an agreement of this id, or was one: choose another.") from None
        raise stale
    return HttpResponseRedirect(f"{_read_at(edition)}?done=entered")


def _newest(request: Any, slug: str) -> Agreement:
    """Return the edition that another one follows: what waits for a yes, or else what counts."""
    waits = theirs_waiting(request, slug)
    if waits is not None and waits.may_be_changed_by(request.asker):
        return waits.agreement
    return kept(request, slug)


def _edition(held: Agreement) -> Edition:
    newest = queries.newest_edition(held.id)
    assert newest is not None  # it was found just now, and none is ever taken away
    return newest


def _read_at(edition: Edition) -> str:
    """Return where the newest edition of an agreement is read."""
    return (address_of if edition.agreed_at is not None else address_of_waiting)(edition.agreement)


def _first(request: Any, respond: Callable[[], HttpResponse]) -> HttpResponseBase:
    """Show a form to whoever has shown lately who they are; what was sent is never thrown away for that."""
    return respond() if request.method == "POST" else freshly_signed_in(lambda _: respond())(request)


def _page(request: Any, page: composing.Page) -> HttpResponse:
    more = {"page": page, "is_old": request.method == "POST" and not is_fresh(request), **_about(page.agreement)}
    return render(request, "agreements/edit.html", more)


def _about(held: Agreement | None) -> dict[str, Any]:
    if held is None:
        return {"held": None, "seen": "", "crumbs": crumbs()}
    edition = _edition(held)
    seen = queries.seen(edition, queries.stops_of(held.id))
    return {"held": held, "seen": seen, "crumbs": (*crumbs(), (held.id, _read_at(edition)))}
