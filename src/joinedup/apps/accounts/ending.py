"""How an administrator ends sessions of others: a device was lost, or somebody was seen where they should not be."""

from django.db import transaction
from django.db.models import F

from joinedup.apps.accounts.models import Person
from joinedup.apps.accounts.policies import may_manage_people
from joinedup.apps.accounts.queries import roles_of
from joinedup.apps.accounts.signing_in import end_sessions
from joinedup.apps.audit.instant import now
from joinedup.apps.audit.record import record
from joinedup.core.refusal import Refusal

_EVERYBODY = "people"


def end_sessions_of(*, by: Person, person: Person) -> None:
    """End every session of somebody, now."""
    _refuse_unless_managing(by, about=person.audit_id)
    with transaction.atomic():
        end_sessions(person)
        record("sessions.ended", by=by.audit_id, about=person.audit_id, is_grave=True)


def end_all_sessions(*, by: Person) -> None:
    """End every session of everybody, now; of whoever asks too."""
    _refuse_unless_managing(by, about=_EVERYBODY)
    with transaction.atomic():
        Person.objects.update(session_number=F("session_number") + 1)
        record("sessions.ended", by=by.audit_id, about=_EVERYBODY, is_grave=True)


def _refuse_unless_managing(by: Person, *, about: str) -> None:
    if may_manage_people(roles_of(by, now())):
        return
    with transaction.atomic(durable=True):
        record("act.denied", by=by.audit_id, about=about, reason="sessions.ended")
    raise Refusal("Only an administrator does this.")
