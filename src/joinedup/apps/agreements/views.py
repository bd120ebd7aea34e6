"""The public page of data flows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from joinedup.apps.agreements import queries
from joinedup.apps.agreements.flows import flows
from joinedup.apps.agreements.titles import feed_titles
from joinedup.apps.audit.instant import now


@require_safe
def data_flows(request: HttpRequest) -> HttpResponse:
    """Say who shares what with whom, for what and until when; what is a draft is not told, as it shares nothing."""
    told = flows(queries.agreements(), feed_titles(), now())
    apart = {
        "ordinary": [one for one in told if not one.is_emergency],
        "emergency": [one for one in told if one.is_emergency],
    }
    return render(request, "agreements/flows.html", apart)
