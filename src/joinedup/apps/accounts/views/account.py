"""Somebody's own account: second factors, password, sessions, and for which organisation they act."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from joinedup.apps.accounts import factors, passkeys, passwords, second_factors, signing_in
from joinedup.apps.accounts.forms import ChangedPassword, FirstCode, NewPasskey
from joinedup.apps.accounts.gates import freshly_signed_in, signed_in
from joinedup.apps.accounts.going_on import asked_again
from joinedup.apps.accounts.pictures import totp_address, totp_picture
from joinedup.apps.accounts.queries import holdings_of
from joinedup.apps.accounts.sessions import ORGANISATION
from joinedup.apps.accounts.views.out import signed_out
from joinedup.apps.accounts.views.set_up import SECRET, _in_fours
from joinedup.apps.audit.instant import now
from joinedup.core.refusal import Refusal
from joinedup.sharing.roles import ROLES

_form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@signed_in
def account(request: Any) -> HttpResponse:
    """Show what somebody signs in with and the roles that they hold."""
    held = holdings_of(request.person, now()).select_related("organisation").order_by("organisation__name", "role")
    has = factors.factors_of(request.person)
    shown = {
        "roles": [(one.organisation, ROLES[one.role].title) for one in held],
        "organisations": list({one.organisation.slug: one.organisation for one in held}.values()),
        "has_device": any(one.type == factors.TOTP for one in has),
        "passkeys": [(one.pk, one.wrap().name) for one in has if one.type == factors.PASSKEY],
        "paper_left": factors.paper_left(request.person),
    }
    return render(request, "accounts/account.html", shown)


@require_POST
@signed_in
def act_for(request: Any) -> HttpResponse:
    """Act for another organisation in which somebody holds a role, from the next page on."""
    slug = request.POST.get("organisation", "")
    if not holdings_of(request.person, now()).filter(organisation__slug=slug).exists():
        raise Http404
    request.session[ORGANISATION] = slug
    return redirect("accounts:account")


@_form_page
@signed_in
@freshly_signed_in
def device(request: Any) -> HttpResponse:
    """Set up a device, in the place of the one before."""
    sealed = request.session.get(SECRET)
    if sealed is None:
        sealed = request.session[SECRET] = factors.new_secret()
    form = FirstCode(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            second_factors.set_up_device(
                by=request.person, sealed=sealed, code=form.cleaned_data["code"], is_first=False
            )
            del request.session[SECRET]
            return redirect("accounts:account")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    secret = factors.opened(sealed)
    shown = {"form": form, "secret": _in_fours(secret), "address": totp_address(request.person, secret)}
    return render(request, "accounts/device.html", shown)


@require_safe
@signed_in
@freshly_signed_in
def picture(request: Any) -> HttpResponse:
    """Show the secret that is being set up as a picture."""
    sealed = request.session.get(SECRET)
    if sealed is None:
        raise Http404
    return totp_picture(request.person, factors.opened(sealed))


@require_GET
@signed_in
@freshly_signed_in
def ask_passkey(request: Any) -> HttpResponse:
    """Say, to the script of the page, what a new passkey is made of."""
    return JsonResponse(passkeys.ask_for_new(request, request.person))


@_form_page
@signed_in
@freshly_signed_in
def passkey(request: Any) -> HttpResponse:
    """Keep another passkey."""
    form = NewPasskey(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            said = form.cleaned_data
            second_factors.set_up_passkey(
                request, by=request.person, name=said["name"], answer=said["answer"], is_first=False
            )
            return redirect("accounts:account")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "accounts/passkey.html", {"form": form})


@require_POST
@signed_in
def passkey_gone(request: Any, key: int) -> HttpResponse:
    """Take a passkey away."""
    if (again := asked_again(request, page="/desk/account")) is not None:
        return again
    try:
        second_factors.take_passkey_away(by=request.person, key=key)
    except Refusal as refusal:
        return render(request, "accounts/refused.html", {"refusal": str(refusal)}, status=409)
    return redirect("accounts:account")


@_form_page
@signed_in
@freshly_signed_in
def paper(request: Any) -> HttpResponse:
    """Make new codes on paper with a button, and show them this once."""
    codes = second_factors.renew_paper(by=request.person) if request.method == "POST" else None
    return render(request, "accounts/paper.html", {"codes": codes, "onward": "/desk/account"})


@_form_page
@signed_in
@freshly_signed_in
def password(request: Any) -> HttpResponse:
    """Change the password; every session ends with it, this one too."""
    form = ChangedPassword(request.POST if request.method == "POST" else None, person=request.person)
    if form.is_valid():
        try:
            passwords.change(by=request.person, old=form.cleaned_data["old"], new=form.cleaned_data["password"])
            request.session.flush()
            return render(request, "accounts/password_set.html")
        except Refusal as refusal:
            form.add_error("old", str(refusal))
    return render(request, "accounts/password.html", {"form": form})


@require_POST
@signed_in
def everywhere(request: Any) -> HttpResponse:
    """End every session of one's own."""
    signing_in.sign_out_everywhere(request, request.person)
    return signed_out(request)
