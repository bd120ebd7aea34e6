"""How a release ended, written down with its line in the record of acts."""

from django.db import transaction

from joinedup.apps.audit.instant import now
from joinedup.apps.audit.record import record
from joinedup.apps.operations.models import ReleaseRun, RunState


def end_release(run: ReleaseRun, state: RunState, *, said: str, version: int | None = None) -> None:
    """Write down how a release ended; only the worker does."""
    with transaction.atomic():
        run.state, run.said, run.version, run.ended_at, run.is_open = state, said, version, now(), None
        run.save(update_fields=["state", "said", "version", "ended_at", "is_open"])
        reason = None if version is None else f"release:{version}"
        record(f"release.{state.value}", by=run.asked_by, about=run.audit_id, reason=reason, is_grave=True)
