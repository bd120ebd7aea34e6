"""The pages of challenges: those that wait first, each with its answer."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from joinedup.apps.accounts.gates import for_roles
from joinedup.apps.audit.instant import now
from joinedup.apps.scrutiny import actions, queries
from joinedup.apps.scrutiny.forms import AnswerForm
from joinedup.apps.scrutiny.policies import ANSWERS
from joinedup.core.refusal import Refusal


@for_roles(*ANSWERS)
@require_safe
def challenges(request: Any) -> HttpResponse:
    """List the challenges, those that wait for an answer first."""
    found = sorted(queries.challenges(), key=lambda one: not one.is_open)
    return render(request, "scrutiny/challenges.html", {"challenges": found})


@for_roles(*ANSWERS)
@require_http_methods(["GET", "HEAD", "POST"])
def challenge(request: Any, number: int) -> HttpResponse:
    """Show one challenge, with the form of its answer while it waits."""
    held = queries.challenges().filter(pk=number).first()
    if held is None:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            words = form.cleaned_data["words"]
            actions.answer(number, words, by=request.person, asker=request.asker, at=now())
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            return HttpResponseRedirect(reverse("scrutiny:challenge", args=[number]))
    context = {
        "one": held,
        "form": form,
        "is_own": held.made_by_id == request.person.pk,
        "crumbs": (("Challenges", reverse("scrutiny:challenges")),),
    }
    return render(request, "scrutiny/challenge.html", context)
