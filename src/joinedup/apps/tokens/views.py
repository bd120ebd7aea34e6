"""The page of one's tokens: made after showing anew who one is, shown once, revoked by a button."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from joinedup.apps.accounts.gates import for_roles, freshly_signed_in, signed_in
from joinedup.apps.agreements.queries import agreements
from joinedup.apps.audit.instant import now
from joinedup.apps.tokens import actions, queries
from joinedup.apps.tokens.forms import NewToken
from joinedup.apps.tokens.policies import MAKERS
from joinedup.core.refusal import Refusal
from joinedup.sharing.asking import Asker
from joinedup.sharing.purposes import PURPOSES
from joinedup.sharing.state import State, standing


@for_roles(*MAKERS)
@require_http_methods(["GET", "HEAD"])
def tokens(request: Any) -> HttpResponse:
    """List one's tokens."""
    return _page(request)


@for_roles(*MAKERS)
@freshly_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    """Show the form of a new token; answer it with the token itself, on a page that is stored nowhere."""
    at = now()
    form = NewToken(request.POST if request.method == "POST" else None, scopes=_scopes(request.asker, at))
    if request.method == "POST" and form.is_valid():
        agreement, purpose = form.asked
        try:
            token, secret = actions.make_token(
                by=request.person,
                asker=request.asker,
                name=form.cleaned_data["name"],
                agreement=agreement,
                purpose=purpose,
                days=form.cleaned_data["days"],
                at=at,
            )
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            return render(request, "tokens/made.html", {"token": token, "secret": secret, "crumbs": _crumbs()})
    return render(request, "tokens/new.html", {"form": form, "crumbs": _crumbs()})


@signed_in
@require_POST
def revoke(request: Any, token: int) -> HttpResponse:
    """Revoke a token; one that is not there and one of somebody else are the same 404."""
    try:
        actions.revoke_token(by=request.person, asker=request.asker, token=token, at=now())
    except Refusal as refused:
        raise Http404 from refused
    return HttpResponseRedirect(reverse("tokens:tokens"))


def _page(request: HttpRequest) -> HttpResponse:
    at = now()
    held = [(one, _state(one, at)) for one in queries.tokens_of(request.person)]  # type: ignore[attr-defined]
    return render(request, "tokens/tokens.html", {"tokens": held})


def _crumbs() -> tuple[tuple[str, str], ...]:
    return (("Tokens", reverse("tokens:tokens")),)


def _state(token: Any, at: datetime) -> str:
    if token.revoked_at is not None:
        return "revoked"
    return "expired" if token.expires_at <= at else "works"


def _scopes(asker: Asker, at: datetime) -> list[tuple[str, str]]:
    theirs = [one for one in agreements() if one.party(asker.organisation) is not None]
    live = [one for one in theirs if standing(one, at).state is State.LIVE]
    return [(one.id, purpose) for one in live for purpose in one.purposes if purpose in PURPOSES]
