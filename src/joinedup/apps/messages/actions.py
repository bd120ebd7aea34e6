"""Write a message down to be sent, in the transaction of the act that it tells of: no act, no message."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from joinedup.apps.audit.instant import now
from joinedup.apps.audit.record import ID, record
from joinedup.apps.letters.keeping import Words, put
from joinedup.apps.messages.kinds import kinds
from joinedup.apps.messages.models import Message, State
from joinedup.core.refusal import Refusal


class Recipient(Protocol):
    """Whom a message goes to: a person or an invitation is one."""

    @property
    def email(self) -> str:
        """The address."""

    @property
    def audit_id(self) -> str:
        """How the record of acts names them."""


@dataclass(frozen=True, slots=True)
class Address:
    """A recipient without an account: an address, and the id of what it belongs to."""

    email: str = field(repr=False)
    audit_id: str


def send(*, to: Recipient, kind: str, values: Mapping[str, str], by: str | None) -> Message:
    """Return the message, which is sent once the transaction around it stands; `by` is the id of who acts, or None.

    Outside a transaction it raises. Refuses an address that is none, and a value that could pass for more than a value.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A message is written in the transaction of the act it tells of.")
    subject, text = kinds()[kind].said(values, partnership=settings.PARTNERSHIP.name)
    _refuse_unless_ids(to.audit_id, *([] if by is None else [by]))
    at = now()
    words = Words(_address(to.email), f"{'[SYNTHETIC] ' if settings.DEMO else ''}{subject}", text.strip() + "\n")
    return Message.objects.create(kind=kind, to=to.audit_id, by=by, letter=put(words, at=at), made_at=at, due_at=at)


def send_again(message: Message, *, by: str) -> None:
    """Let a message that was perhaps sent be sent once more: somebody has asked whether it came."""
    with transaction.atomic():
        at = now()
        waiting = Message.objects.filter(pk=message.pk, state=State.UNSURE)
        if not waiting.update(state=State.WAITING, due_at=at, claimed_at=None, fault=""):
            raise Refusal("This message is not one of those that were perhaps sent.")
        record("message.sent-again", by=by, about=message.audit_id)


def _address(said: str) -> str:
    try:
        validate_email(said)
    except ValidationError:
        raise Refusal("This is not an e-mail address that a message can be sent to.") from None
    return said


def _refuse_unless_ids(*values: str) -> None:
    if not all(ID.fullmatch(value) for value in values):
        raise ValueError("Who a message is from and to is said by ids.")
