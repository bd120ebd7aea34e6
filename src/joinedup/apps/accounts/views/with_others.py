"""Signing in with an account of elsewhere: on the way there, and back."""

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_GET, require_POST

from joinedup.apps.accounts import factors, signing_in
from joinedup.apps.accounts.elsewhere import BROKEN, Arrived, Connect, provider_of
from joinedup.apps.accounts.going_on import safe_next
from joinedup.apps.accounts.identities import person_behind, showed_second_step
from joinedup.apps.accounts.sessions import begin_half
from joinedup.apps.accounts.sources import source_of
from joinedup.core.refusal import Refusal

_ONCE = "nonce_of_elsewhere"
"""Where the session keeps what the answer from elsewhere must say again, once: it is of this way there and no other."""


@require_POST
def leaving(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Show the way there as a link: a form that led elsewhere is what the policy of every page forbids."""
    provider = provider_of(provider_id)
    try:
        spoken = get_adapter().get_provider(request, provider_id)
        spoken.oauth2_adapter_class = Connect
        once = request.session[_ONCE] = get_random_string(32)
        onward = safe_next(request.POST.get("next"))
        there = spoken.redirect(request, "login", next_url=onward, auth_params={"nonce": once})
    except BROKEN:
        return _failed(request, f"{provider.name} does not answer. Try again later, or use your password.")
    return render(request, "accounts/leaving.html", {"provider": provider, "there": there["Location"]})


@require_GET
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Let in whoever comes back, as far as what they showed reaches."""
    provider = provider_of(provider_id)
    once = request.session.pop(_ONCE, None)
    try:
        OAuth2CallbackView.adapter_view(Connect(request, provider_id))(request)
    except Arrived as arrived:
        claims, onward = arrived.claims, safe_next(arrived.onward)
    except BROKEN:
        return _failed(request, f"Signing in with {provider.name} did not work. Begin again.")
    else:
        return _failed(request, f"Signing in with {provider.name} did not work. Begin again.")
    if once is None or claims.get("nonce") != once:
        return _failed(request, f"Signing in with {provider.name} did not work. Begin again.")
    person = person_behind(provider, claims)
    if person is None:
        try:
            signing_in.elsewhere_failed(source=source_of(request))
        except Refusal as refusal:
            return _failed(request, str(refusal))
        return _failed(request, "Your account there opens nothing here. Ask an administrator to invite you.")
    if showed_second_step(provider, claims):
        with transaction.atomic():
            signing_in.sign_in(request, person, how="provider")
        return redirect(onward)
    begin_half(request, person, by="provider", next=onward)
    return redirect("accounts:code" if factors.has_factor(person) else "accounts:set-up")


def _failed(request: HttpRequest, says: str) -> HttpResponse:
    return render(request, "accounts/passkey_failed.html", {"refusal": says, "back": "accounts:sign-in"}, status=403)
