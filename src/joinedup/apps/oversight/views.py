"""The record of acts: read, looked through and checked. Reading it is an act of its own."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from joinedup.apps.accounts.gates import for_roles, signed_in
from joinedup.apps.accounts.queries import keeper
from joinedup.apps.audit.instant import now
from joinedup.apps.audit.record import record
from joinedup.apps.audit.verify import verify
from joinedup.apps.oversight import queries
from joinedup.apps.oversight.forms import Search
from joinedup.apps.oversight.policies import may_read_record

READERS = ("information-governance-lead",)


@for_roles(*READERS)
@require_safe
def acts(request: Any) -> HttpResponse:
    """Show lines of the record, newest first, and write down that they were read."""
    _refuse_unless_holder(request)
    form = Search(request.GET or None, acts=queries.acts())
    asked = form.asked() if form.is_bound and form.is_valid() else queries.Asked()
    with transaction.atomic():
        record("record.read", by=request.person.audit_id, about="record")
    found, following = queries.lines(asked)
    return _shown(request, "oversight/acts.html", found, following, form=form)


@for_roles(*READERS)
@require_POST
def check(request: Any) -> HttpResponse:
    """Read the record of every database anew, and say where it is not as it was written."""
    _refuse_unless_holder(request)
    verified = {name: verify(using=name) for name in settings.AUDIT}
    with transaction.atomic():
        record("record.verified", by=request.person.audit_id, about="record", is_grave=True)
    return render(request, "oversight/checked.html", {"verified": verified, "crumbs": _CRUMBS})


@signed_in
@require_safe
def own(request: Any) -> HttpResponse:
    """Show what the record says that somebody did themselves."""
    before = request.GET.get("before", "")
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None
    found, following = queries.lines(queries.Asked(by=request.person.audit_id, before=number))
    return _shown(request, "oversight/own.html", found, following)


_CRUMBS = (("Record of acts", "/desk/audit"),)


def _shown(
    request: Any, template: str, found: tuple[queries.Told, ...], following: int | None, **more: Any
) -> HttpResponse:
    held = {name: value for name, value in request.GET.items() if name != "before" and value}
    following_query = urlencode({**held, "before": following}) if following is not None else ""
    return render(request, template, {"lines": found, "following": following_query, **more})


def _refuse_unless_holder(request: Any) -> None:
    if not may_read_record(request.asker, keeper().slug, now()):
        raise Http404
