"""Signing in: an address and a password, then a code; or a passkey, which is both. And signing out."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from joinedup.apps.accounts import demo, factors, passkeys, signing_in
from joinedup.apps.accounts.forms import Passkey, SecondStep, SignIn
from joinedup.apps.accounts.going_on import safe_next
from joinedup.apps.accounts.sessions import begin_half, half_of
from joinedup.apps.accounts.signed_in import person_of
from joinedup.apps.accounts.sources import source_of
from joinedup.apps.accounts.views.out import signed_out
from joinedup.core.refusal import Refusal

_form_page = require_http_methods(["GET", "HEAD", "POST"])


@_form_page
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address and a password; both right, go on to the second step, or to setting one up."""
    onward = safe_next(request.GET.get("next"))
    if request.method != "POST" and person_of(request) is not None:
        return redirect(onward)
    form = SignIn(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person = signing_in.check_password(**form.cleaned_data, source=source_of(request))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            begin_half(request, person, by="password", next=onward)
            return redirect("accounts:code" if factors.has_factor(person) else "accounts:set-up")
    shown = {"form": form, "onward": onward, "providers": settings.SIGN_IN_WITH}
    return render(request, "accounts/sign_in.html", shown)


@_form_page
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask whoever's password was right for a code."""
    half = half_of(request)
    if half is None:
        return redirect("accounts:sign-in")
    if not factors.has_factor(half.person):
        return redirect("accounts:set-up")
    form = SecondStep(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            how = signing_in.check_code(person=half.person, code=form.cleaned_data["code"], source=source_of(request))
            signing_in.sign_in(request, half.person, how=how)
            return redirect(safe_next(half.next))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    if settings.DEMO:
        demo.tell_code(half.person)
    return render(request, "accounts/second_step.html", {"form": form, "onward": half.next})


@require_GET
def ask_passkey(request: HttpRequest) -> JsonResponse:
    """Say, to the script of the page, what a passkey is asked for."""
    return JsonResponse(passkeys.ask(request))


@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign in whoever's passkey answered; whoever is in already has shown anew who they are."""
    onward = safe_next(request.POST.get("next"))
    form = Passkey(request.POST)
    try:
        person = passkeys.answered(request, form.cleaned_data["answer"]) if form.is_valid() else None
        present = person_of(request)
        if person is None or not signing_in.may_come_in(person) or present not in (None, person):
            signing_in.passkey_failed(source=source_of(request))
            raise Refusal(signing_in.WRONG_KEY)
        if present is None:
            signing_in.sign_in(request, person, how="passkey")
        else:
            signing_in.sign_in_again(request, person, how="passkey")
        return redirect(onward)
    except Refusal as refusal:
        back = "accounts:sign-in" if person_of(request) is None else "accounts:again"
        return render(request, "accounts/passkey_failed.html", {"refusal": str(refusal), "back": back}, status=403)


@_form_page
def again(request: HttpRequest) -> HttpResponse:
    """Ask whoever is signed in to show anew who they are, before a grave act."""
    person, onward = person_of(request), safe_next(request.GET.get("next"))
    if person is None:
        return redirect(f"/sign-in?{urlencode({'next': onward})}")
    form = SecondStep(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            how = signing_in.check_code(person=person, code=form.cleaned_data["code"], source=source_of(request))
            signing_in.sign_in_again(request, person, how=how)
            return redirect(onward)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    if settings.DEMO:
        demo.tell_code(person)
    return render(request, "accounts/again.html", {"form": form, "onward": onward})


@_form_page
def sign_out(request: Any) -> HttpResponse:
    """Ask once more, then end this session."""
    person = person_of(request)
    if request.method == "POST":
        if person is not None:
            signing_in.sign_out(request, person)
        else:
            request.session.flush()
        return signed_out(request)
    return render(request, "accounts/sign_out.html", {"is_in": person is not None})
