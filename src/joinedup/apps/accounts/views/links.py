"""What lies under a link that works once: looking uses nothing up, the button does. All that do not work look alike."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from joinedup.apps.accounts import actions, passwords
from joinedup.apps.accounts.forms import Forgotten, NewPassword
from joinedup.apps.accounts.models import Person
from joinedup.apps.accounts.sessions import begin_half
from joinedup.apps.accounts.signed_in import DESK
from joinedup.apps.accounts.sources import source_of
from joinedup.core.refusal import Refusal
from joinedup.sharing.roles import ROLES

_form_page = require_http_methods(["GET", "HEAD", "POST"])


@_form_page
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Show who invites to what, and accept with a button; where the account is new, with a password for it."""
    invitation = actions.invitation_of(token)
    if invitation is None:
        return _not_to_be_used(request)
    needs_password = actions.needs_password(invitation)
    form = _password_form(request, Person(email=invitation.email)) if needs_password else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            person = actions.accept_invitation(token=token, password=form.cleaned_data["password"] if form else None)
        except Refusal as refusal:
            if str(refusal) == actions.NOT_TO_BE_USED:
                return _not_to_be_used(request)
            return render(request, "accounts/refused.html", {"refusal": str(refusal)}, status=409)
        if form is None:
            return redirect("accounts:sign-in")
        begin_half(request, person, by="password", next=DESK)
        return redirect("accounts:set-up")
    shown = {"form": form, "invitation": invitation, "role": ROLES[invitation.role].title}
    return render(request, "accounts/join.html", shown)


@_form_page
def forgotten(request: HttpRequest) -> HttpResponse:
    """Take an address and say the same whether or not it is anybody's."""
    form = Forgotten(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            passwords.ask_for_link(
                email=form.cleaned_data["email"],
                source=source_of(request),
                address=lambda token: request.build_absolute_uri(reverse("accounts:reset", args=[token])),
            )
            return render(request, "accounts/link_asked.html")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "accounts/forgotten.html", {"form": form})


@_form_page
def reset(request: HttpRequest, token: str) -> HttpResponse:
    """Take a new password for whoever a link is about; then they sign in with it, second step and all."""
    person = passwords.holder_of(token)
    if person is None:
        return _not_to_be_used(request)
    form = _password_form(request, person)
    if form.is_valid():
        try:
            passwords.set_by_link(token=token, password=form.cleaned_data["password"])
        except Refusal:
            return _not_to_be_used(request)
        return render(request, "accounts/password_set.html")
    return render(request, "accounts/reset.html", {"form": form})


def _password_form(request: HttpRequest, person: Person) -> Any:
    return NewPassword(request.POST if request.method == "POST" else None, person=person)


def _not_to_be_used(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/link_gone.html", status=404)
