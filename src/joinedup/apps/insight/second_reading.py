"""Behind sign-in: challenge a claim, and sign a document off, of the version that is being read."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from joinedup.apps.accounts.gates import for_roles, freshly_signed_in, signed_in
from joinedup.apps.audit.instant import now
from joinedup.apps.insight import queries
from joinedup.apps.insight.responding import pinned, show
from joinedup.apps.scrutiny import actions
from joinedup.apps.scrutiny.forms import ChallengeForm, SignOffForm
from joinedup.apps.scrutiny.policies import READERS
from joinedup.core.refusal import Refusal
from joinedup.shelf import places as at
from joinedup.shelf.reading import Version
from joinedup.shelf.records import ClaimSheet, ShelfDocument

_READ_AND_SENT = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(_READ_AND_SENT)
@pinned
def challenge(request: Any, version: Version, claim_id: str) -> HttpResponse:
    """Show the form of a challenge, and take it."""
    sheet = version.one(ClaimSheet, at.claim_of(claim_id))
    steward = next(iter(version.many(ShelfDocument, at.DOCUMENTS))).owner
    form = ChallengeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        claim = actions.Challenged(queries.name_of(claim_id), sheet.claim_id, sheet.sentence, version.number, steward)
        try:
            actions.challenge(claim, form.cleaned_data["words"], by=request.person, asker=request.asker, at=now())
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            return HttpResponseRedirect(f"{reverse('insight:claim', args=[claim_id])}#challenges")
    return show(request, version, "challenge.html", claim=sheet, steward=steward, form=form)


@for_roles(*sorted(READERS))
@freshly_signed_in
@require_http_methods(_READ_AND_SENT)
@pinned
def sign_off(request: Any, version: Version, slug: str) -> HttpResponse:
    """Show what signing off means, and take it."""
    document = next((one for one in version.many(ShelfDocument, at.DOCUMENTS) if one.slug == slug), None)
    if document is None:
        raise Http404
    form = SignOffForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        content, who = version.content, request.person
        try:
            actions.sign_off(
                version=version.number, content=content, document=slug, by=who, asker=request.asker, at=now()
            )
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            return HttpResponseRedirect(reverse("insight:documents"))
    return show(request, version, "sign_off.html", document=document, form=form)
