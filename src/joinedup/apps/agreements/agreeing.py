"""The page of an edition that waits: what it would change, who has said yes, and a lead's own yes."""

from typing import Any

from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from joinedup.apps.accounts.gates import for_roles, freshly_signed_in
from joinedup.apps.accounts.models import Organisation
from joinedup.apps.agreements import actions, queries, shown
from joinedup.apps.agreements.desk import address_of, crumbs, is_done
from joinedup.apps.agreements.forms import Sure
from joinedup.apps.agreements.policies import KEEPER
from joinedup.apps.agreements.titles import feed_titles
from joinedup.apps.agreements.waiting import Waiting, concerning, waiting_of
from joinedup.apps.audit.instant import now

_SAID = {
    "entered": "The edition is entered, and the leads of the other parties are told. It counts once all have said yes.",
    "agreed": "Your yes is entered. The edition counts once all have said it.",
    "same": "Nothing was changed: the edition says the same already.",
}


@for_roles(KEEPER)
@freshly_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: Any, slug: str) -> HttpResponseBase:
    """Show an edition that waits, beside what counts until then; take the yes of an organisation by its lead."""
    waits = theirs_waiting(request, slug)
    if waits is None:
        raise Http404
    form = Sure(request.POST if request.method == "POST" else None)
    seen = request.POST.get("seen", "")
    if form.is_bound and is_done(lambda: actions.agree(slug, by=request.asker, at=now(), seen=seen), form):
        counts = waiting_of(slug) is None
        return HttpResponseRedirect(f"{address_of(slug) if counts else address_of_waiting(slug)}?done=agreed")
    names = dict(Organisation.objects.filter(slug__in=waits.concerned).values_list("slug", "name"))
    feeds, silent = feed_titles(), waits.silent
    context = {
        "form": form,
        "id": slug,
        "number": waits.edition.number,
        "counts": waits.before,
        "row": shown.row(waits.agreement, now()),
        "says": list(shown.told(waits.agreement, feeds)),
        "changes": shown.changes(waits.both[1], waits.agreement, feeds) if waits.before is not None else [],
        "yes": [(names[one], "yet to say yes" if one in silent else "has said yes") for one in waits.concerned],
        "own": waits.agreement.party(request.asker.organisation),
        "may_agree": request.asker.organisation in silent,
        "may_change": waits.may_be_changed_by(request.asker),
        "seen": queries.seen(waits.edition, queries.stops_of(slug)),
        "said": _SAID.get(request.GET.get("done", ""), ""),
        "crumbs": crumbs(),
    }
    return render(request, "agreements/agree.html", context)


def theirs_waiting(request: Any, slug: str) -> Waiting | None:
    """Return the edition of an agreement that waits, where it concerns whoever asks; None where none does."""
    waits = waiting_of(slug)
    return waits if waits is not None and concerning(request.asker, (waits,), now()) else None


def address_of_waiting(slug: str) -> str:
    """Return where an edition that waits is read."""
    return reverse("agreements:agree", kwargs={"slug": slug})
