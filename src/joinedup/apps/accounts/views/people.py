"""For administrators: organisations, people with their roles, invitations. For all others none of it is there."""

from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joinedup.apps.accounts import actions, ending, inviting, passwords
from joinedup.apps.accounts.forms import NewInvitation, NewOrganisation, NewRole
from joinedup.apps.accounts.gates import for_roles, freshly_signed_in
from joinedup.apps.accounts.going_on import asked_again
from joinedup.apps.accounts.models import Holding, Invitation, Organisation, Person
from joinedup.apps.accounts.policies import ADMINISTRATOR
from joinedup.apps.accounts.queries import invitations, people
from joinedup.apps.accounts.views.out import signed_out
from joinedup.apps.audit.instant import now
from joinedup.apps.audit.record import record
from joinedup.core.refusal import Refusal
from joinedup.sharing.roles import ROLES

_PAGE = 50
_form_page = require_http_methods(["GET", "HEAD", "POST"])
_of_administrators = for_roles(ADMINISTRATOR)
_CRUMBS = (("People", "/desk/people"),)


@require_safe
@_of_administrators
def people_page(request: HttpRequest) -> HttpResponse:
    """List people by address, with the roles that they hold now."""
    page = _page(request, people(now()))
    rows = [(person, [(ROLES[one.role].title, one.organisation) for one in person.held]) for person in page]
    return render(request, "accounts/people.html", {"page": page, "rows": rows})


@_form_page
@_of_administrators
def person_page(request: Any, key: int) -> HttpResponse:
    """Show one person: roles held and held before, and what can be done. That they were looked at is recorded."""
    person = get_object_or_404(Person, pk=key)
    held = list(person.holdings.select_related("organisation").order_by("-from_at", "-pk")[:_PAGE])
    form = NewRole(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if (again := asked_again(request, page=request.path)) is not None:
            return again
        try:
            actions.give_role(by=request.person, person=person, **form.cleaned_data)
            return redirect("accounts:person", key=key)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    if request.method != "POST":
        with transaction.atomic():
            record("person.viewed", by=request.person.audit_id, about=person.audit_id)
    shown = {"someone": person, "held": [(one, ROLES[one.role].title) for one in held], "form": form, "crumbs": _CRUMBS}
    return render(request, "accounts/person.html", shown | {"is_own": person == request.person})


@require_POST
@_of_administrators
def end_role(request: Any, key: int) -> HttpResponse:
    """End a role now."""
    holding = get_object_or_404(Holding.objects.select_related("person"), pk=key)
    if (again := asked_again(request, page=reverse("accounts:person", args=[holding.person_id]))) is not None:
        return again
    try:
        actions.end_role(by=request.person, holding=holding)
    except Refusal as refusal:
        return _refused(request, refusal)
    return redirect("accounts:person", key=holding.person_id)


@require_POST
@_of_administrators
def end_sessions(request: Any, key: int) -> HttpResponse:
    """Sign somebody out everywhere."""
    person = get_object_or_404(Person, pk=key)
    if (again := asked_again(request, page=reverse("accounts:person", args=[key]))) is not None:
        return again
    ending.end_sessions_of(by=request.person, person=person)
    return redirect("accounts:person", key=key)


@_form_page
@_of_administrators
@freshly_signed_in
def end_all_sessions(request: Any) -> HttpResponse:
    """Say what signing everybody out does, and do it with a button; whoever asks for it is out too."""
    if request.method != "POST":
        return render(request, "accounts/end_all_sessions.html", {"crumbs": _CRUMBS})
    ending.end_all_sessions(by=request.person)
    request.session.flush()
    return signed_out(request)


@_form_page
@_of_administrators
@freshly_signed_in
def leave(request: Any, key: int) -> HttpResponse:
    """Say what closing an account does, and close it with a button."""
    person = get_object_or_404(Person, pk=key)
    if request.method != "POST":
        return render(request, "accounts/leave.html", {"someone": person, "crumbs": _CRUMBS})
    try:
        actions.leave(by=request.person, person=person)
    except Refusal as refusal:
        return _refused(request, refusal)
    return redirect("accounts:person", key=key)


@_form_page
@_of_administrators
@freshly_signed_in
def anew(request: Any, key: int) -> HttpResponse:
    """Say what starting anew does for who lost their second step, and do it with a button."""
    person = get_object_or_404(Person, pk=key)
    if request.method != "POST":
        return render(request, "accounts/anew.html", {"someone": person, "crumbs": _CRUMBS})
    try:
        link, is_sent = passwords.start_anew(
            by=request.person,
            person=person,
            address=lambda token: request.build_absolute_uri(reverse("accounts:reset", args=[token])),
        )
    except Refusal as refusal:
        return _refused(request, refusal)
    shown = {"link": link, "is_sent": is_sent, "email": person.email, "crumbs": _CRUMBS}
    return render(request, "accounts/link_made.html", shown)


@_form_page
@_of_administrators
def organisations_page(request: Any) -> HttpResponse:
    """List organisations, and add one."""
    form = NewOrganisation(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.add_organisation(by=request.person, **form.cleaned_data)
            return redirect("accounts:organisations")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    page = _page(request, Organisation.objects.all())
    return render(request, "accounts/organisations.html", {"page": page, "form": form, "crumbs": _CRUMBS})


@_form_page
@_of_administrators
@freshly_signed_in
def invitations_page(request: Any) -> HttpResponse:
    """List invitations, and make one; its link is sent, or shown this once where nobody sends it."""
    form = NewInvitation(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            link, is_sent = inviting.invite(
                by=request.person,
                address=lambda token: request.build_absolute_uri(reverse("accounts:join", args=[token])),
                **form.cleaned_data,
            )
            shown = {"link": link, "is_sent": is_sent, "email": form.cleaned_data["email"], "crumbs": _CRUMBS}
            return render(request, "accounts/link_made.html", shown)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    page = _page(request, invitations(now()))
    rows = [(one, ROLES[one.role].title) for one in page]
    return render(request, "accounts/invitations.html", {"page": page, "rows": rows, "form": form, "crumbs": _CRUMBS})


@require_POST
@_of_administrators
def withdraw(request: Any, key: int) -> HttpResponse:
    """Make an invitation's link useless."""
    if (again := asked_again(request, page=reverse("accounts:invitations"))) is not None:
        return again
    invitation = get_object_or_404(Invitation, pk=key)
    try:
        actions.withdraw_invitation(by=request.person, invitation=invitation)
    except Refusal as refusal:
        return _refused(request, refusal)
    return redirect("accounts:invitations")


def _page(request: HttpRequest, found: Any) -> Any:
    return Paginator(found, _PAGE).get_page(request.GET.get("page"))


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return render(request, "accounts/refused.html", {"refusal": str(refusal), "crumbs": _CRUMBS}, status=409)
