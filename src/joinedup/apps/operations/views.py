"""Pages of messages and releases: they translate what comes in, and decide nothing."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joinedup.apps.accounts.gates import for_roles, freshly_signed_in
from joinedup.apps.agreements.queries import agreements
from joinedup.apps.audit.instant import now
from joinedup.apps.messages.actions import send_again
from joinedup.apps.messages.models import Message
from joinedup.apps.operations import actions, queries
from joinedup.apps.operations.forms import AskRelease
from joinedup.apps.operations.policies import ADMINISTRATOR, ANALYST
from joinedup.core.refusal import Refusal
from joinedup.sharing.state import State, standing

A_PAGE = 25


@require_safe
@for_roles(ADMINISTRATOR)
def messages(request: Any) -> HttpResponse:
    """List messages: which kind went to whom, by an id, and what became of it."""
    page = Paginator(queries.messages(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "messages": [queries.told(one, with_words=settings.DEMO) for one in page],
        "is_demo": settings.DEMO,
        "has_server": settings.MAIL is not None,
    }
    return render(request, "operations/messages.html", context)


@require_POST
@for_roles(ADMINISTRATOR)
def again(request: Any, pk: int) -> HttpResponse:
    """Send a message once more that was perhaps sent."""
    message = Message.objects.filter(pk=pk).first()
    if message is None:
        raise Http404
    try:
        send_again(message, by=request.person.audit_id)
    except Refusal:
        raise Http404 from None
    return HttpResponseRedirect(reverse("operations:messages"))


@require_safe
@for_roles(ANALYST)
def releases(request: Any) -> HttpResponse:
    """List releases that were asked for, and how each ended."""
    page = Paginator(queries.runs(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "operations/releases.html", {"page": page, "runs": list(page)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(ANALYST)
@freshly_signed_in
def new_release(request: Any) -> HttpResponse:
    """Ask for a release."""
    live = [one.id for one in agreements() if standing(one, now()).state is State.LIVE]
    form = AskRelease(request.POST or None, agreements=live)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_release(by=request.asker, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return HttpResponseRedirect(reverse("operations:releases"))
    crumbs = (("Releases", reverse("operations:releases")),)
    return render(request, "operations/new_release.html", {"form": form, "crumbs": crumbs})
