"""How an administrator ends sessions of others: a device was lost, or somebody was seen where they should not be."""

from django.db import transaction
from django.db.models import F

from joinedup.apps.accounts.denying import refuse_unless_managing
from joinedup.apps.accounts.models import Person
from joinedup.apps.accounts.signing_in import end_sessions
from joinedup.apps.audit.record import record

_EVERYBODY = "people"
_ENDED = "sessions.ended"


def end_sessions_of(*, by: Person, person: Person) -> None:
    """End every session of somebody, now."""
    refuse_unless_managing(by, act=_ENDED, about=person.audit_id)
    with transaction.atomic():
        end_sessions(person)
        record(_ENDED, by=by.audit_id, about=person.audit_id, is_grave=True)


def end_all_sessions(*, by: Person) -> None:
    """End every session of everybody, now; of whoever asks too."""
    refuse_unless_managing(by, act=_ENDED, about=_EVERYBODY)
    with transaction.atomic():
        Person.objects.update(session_number=F("session_number") + 1)
        record(_ENDED, by=by.audit_id, about=_EVERYBODY, is_grave=True)
