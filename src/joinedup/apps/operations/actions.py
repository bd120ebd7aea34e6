"""Ask for a release: the worker makes it, whole or not at all."""

from django.db import IntegrityError, transaction

from joinedup.apps.audit.instant import now
from joinedup.apps.audit.record import record
from joinedup.apps.operations.models import ReleaseRun
from joinedup.apps.operations.policies import may_release
from joinedup.apps.operations.tasks import make_release
from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.sharing.asking import Asker


def ask_release(*, by: Asker, year: str, areas: str, agreement: str) -> ReleaseRun:
    """Return the release that now waits for the worker. Refused while another one has not ended."""
    if by.account is None or not may_release(by):
        raise Refusal("Only an analyst asks for a release.")
    Period.financial_year(year)  # refuses what is none
    try:
        with transaction.atomic():
            run = ReleaseRun.objects.create(
                asked_by=by.account,
                organisation=by.organisation,
                year=year,
                areas=areas,
                agreement=agreement,
                asked_at=now(),
            )
            make_release.enqueue(run.pk)
            record("release.asked", by=by.account, about=run.audit_id, is_grave=True)
    except IntegrityError:
        raise Refusal("A release is being made already: look at its end before asking for another.") from None
    return run
