"""Setting up the first second factor: all that somebody can do who has a password and none."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from joinedup.apps.accounts import factors, passkeys, second_factors, signing_in
from joinedup.apps.accounts.forms import FirstCode, NewPasskey
from joinedup.apps.accounts.going_on import safe_next
from joinedup.apps.accounts.pictures import totp_address, totp_picture
from joinedup.apps.accounts.sessions import half_of
from joinedup.core.refusal import Refusal

SECRET = "totp-secret"
"""Where the session keeps the sealed secret of a device that is being set up."""


def _without_factor(request: HttpRequest) -> Any:
    """Return who is half way in and has no second factor; None for everybody else."""
    half = half_of(request)
    return None if half is None or factors.has_factor(half.person) else half


@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Show the secret as a picture and as text, and ask for the device's first code."""
    half = _without_factor(request)
    if half is None:
        return redirect("accounts:sign-in")
    sealed = request.session.get(SECRET)
    if sealed is None:
        sealed = request.session[SECRET] = factors.new_secret()
    form = FirstCode(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            codes = second_factors.set_up_device(
                by=half.person, sealed=sealed, code=form.cleaned_data["code"], is_first=True
            )
            return _in(request, half, codes, how="totp")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    secret = factors.opened(sealed)
    shown = {"form": form, "passkey_form": NewPasskey(), "secret": _in_fours(secret)}
    return render(request, "accounts/set_up.html", shown | {"address": totp_address(half.person, secret)})


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """Show the secret as a picture that a device's camera reads."""
    half, sealed = _without_factor(request), request.session.get(SECRET)
    if half is None or sealed is None:
        return redirect("accounts:sign-in")
    return totp_picture(half.person, factors.opened(sealed))


@require_GET
def ask_passkey(request: HttpRequest) -> HttpResponse:
    """Say, to the script of the page, what a new passkey is made of."""
    half = _without_factor(request)
    if half is None:
        return redirect("accounts:sign-in")
    return JsonResponse(passkeys.ask_for_new(request, half.person))


@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """Keep the passkey that a browser made."""
    half = _without_factor(request)
    if half is None:
        return redirect("accounts:sign-in")
    form = NewPasskey(request.POST)
    try:
        if not form.is_valid():
            raise Refusal(second_factors.WRONG_KEY)
        said = form.cleaned_data
        codes = second_factors.set_up_passkey(
            request, by=half.person, name=said["name"], answer=said["answer"], is_first=True
        )
        return _in(request, half, codes, how="passkey")
    except Refusal as refusal:
        shown = {"refusal": str(refusal), "back": "accounts:set-up"}
        return render(request, "accounts/passkey_failed.html", shown, status=403)


def _in(request: HttpRequest, half: Any, codes: list[str], *, how: str) -> HttpResponse:
    """Sign in whoever has set up their first factor, and show their codes on paper, this once."""
    signing_in.sign_in(request, half.person, how=how)
    return render(request, "accounts/paper.html", {"codes": codes, "onward": safe_next(half.next), "is_first": True})


def _in_fours(secret: str) -> str:
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
