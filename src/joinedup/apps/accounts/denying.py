"""What only an administrator does, refused to everybody else; the attempt is recorded."""

from django.db import transaction

from joinedup.apps.accounts.models import Person
from joinedup.apps.accounts.policies import may_manage_people
from joinedup.apps.accounts.queries import roles_of
from joinedup.apps.audit.instant import now
from joinedup.apps.audit.record import record
from joinedup.core.refusal import Refusal


def refuse_unless_managing(by: Person, *, act: str, about: str) -> None:
    """Refuse whoever does not manage people."""
    if not may_manage_people(roles_of(by, now())):
        deny(by, act=act, about=about)
        raise Refusal("Only an administrator does this.")


def deny(by: Person, *, act: str, about: str) -> None:
    """Record an attempt, in a transaction of its own: what is refused afterwards takes nothing of it back."""
    with transaction.atomic(durable=True):
        record("act.denied", by=by.audit_id, about=about, reason=act)
