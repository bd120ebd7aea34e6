"""The public page of data flows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from joinedup.apps.agreements import queries
from joinedup.apps.agreements.flows import flows
from joinedup.apps.audit.instant import now
from joinedup.definitions.catalogue import feeds

_NDTMS = {
    "ndtms-adult": "Adult drug and alcohol treatment records",
    "ndtms-young-people": "Young people's drug and alcohol treatment records",
}


@require_safe
def data_flows(request: HttpRequest) -> HttpResponse:
    """Say who shares what with whom, for what and until when; what is a draft is not told, as it shares nothing."""
    titles = _NDTMS | {slug: feed.title for slug, feed in feeds().items()}
    return render(request, "agreements/flows.html", {"flows": flows(queries.agreements(), titles, now())})
