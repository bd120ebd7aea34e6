"""Pages of breaking glass and of reviewing it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from joinedup.apps.accounts.gates import for_roles, freshly_signed_in
from joinedup.apps.agreements.queries import agreements
from joinedup.apps.audit.instant import now
from joinedup.apps.glass import actions, queries
from joinedup.apps.glass.forms import BreakGlass, Review
from joinedup.apps.glass.policies import BREAKERS, REVIEWER, feeds_about_people, may_break, may_review
from joinedup.core.refusal import Refusal
from joinedup.definitions.working_days import bank_holidays
from joinedup.sharing.uk_time import uk_day

A_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*BREAKERS)
@freshly_signed_in
def break_glass(request: Any) -> HttpResponse:
    """Ask for what an agreement leaves out; show what one broke before."""
    if not may_break(request.asker):
        raise Http404
    held = agreements()
    form = BreakGlass(request.POST or None, feeds=feeds_about_people(request.asker, held))
    if request.method == "POST" and form.is_valid():
        try:
            actions.break_glass(form.asked(), by=request.asker, agreements=held)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return HttpResponseRedirect(reverse("glass:break"))
    broken = list(queries.broken_by(request.asker.account)[:A_PAGE])
    return render(request, "glass/break.html", {"form": form, "broken": broken})


@require_safe
@for_roles(REVIEWER)
def reviews(request: Any) -> HttpResponse:
    """List what is to be reviewed, what is overdue first, and what has been. No words: those are on each one's page."""
    if not may_review(request.asker):
        raise Http404
    today = uk_day(now())
    page = Paginator(queries.to_review(), A_PAGE).get_page(request.GET.get("page"))
    waiting = [(one, one.review_due_on < today, one.review_due_on > bank_holidays().known_until) for one in page]
    context = {"page": page, "waiting": waiting, "reviewed": list(queries.reviewed()[:A_PAGE])}
    return render(request, "glass/reviews.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(REVIEWER)
@freshly_signed_in
def review(request: Any, pk: int) -> HttpResponse:
    """Show one with its words, and take its review. That it was read is written down before it is shown."""
    broken = queries.one(pk)
    if broken is None or not may_review(request.asker):
        raise Http404
    form = Review(request.POST or None) if broken.reviewed_at is None else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            actions.review(broken, by=request.asker, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return HttpResponseRedirect(reverse("glass:reviews"))
    actions.read(broken, by=request.asker)
    crumbs = (("Reviews", reverse("glass:reviews")),)
    return render(request, "glass/review.html", {"one": broken, "form": form, "crumbs": crumbs})
