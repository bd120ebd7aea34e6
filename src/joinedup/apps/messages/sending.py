"""Send what waits. One message at a time is claimed, handed over and ended, each step standing before the next begins.

What a crash leaves: a message that was claimed and not yet handed over waits again. One that was being handed over was
perhaps taken: it is not sent twice by itself, but listed as perhaps sent, for somebody to ask and to send again. A
connection that breaks before the server has said yes is tried again, so such a message can arrive twice ("at least
once"), both times under one Message-ID, by which mail programs tell.
"""

from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction

from joinedup.apps.audit.instant import now
from joinedup.apps.audit.record import record
from joinedup.apps.letters.keeping import Words, names_put_before, opened, take_out, take_out_all
from joinedup.apps.messages.models import Message, State
from joinedup.core.refusal import Refusal

CLAIM_LASTS: Final = timedelta(minutes=10)
GIVES_UP_AFTER: Final = timedelta(days=3)
UNSURE_IS_KEPT: Final = timedelta(days=7)
_WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
_A_LETTER_ALONE: Final = timedelta(days=1)
_PERMANENT: Final = 500


def send_due(*, most: int = 50) -> Counter[str]:
    """Send messages that are due, the oldest first, and return how many came to which state.

    Where no mail server is set, they wait. Refused in a demonstration, whatever is set: it sends nothing.
    """
    if settings.DEMO:
        raise Refusal("A demonstration sends nothing: what would be sent is shown on the page of messages.")
    came: Counter[str] = Counter()
    if settings.MAIL is None:
        return came
    _take_up_what_was_left(now())
    for _ in range(most):
        message = _claim(now())
        if message is None:
            break
        came[_deliver(message, EmailBackend(**settings.MAIL))] += 1
    return came


def sweep(at: datetime) -> int:
    """Take out letters that no message names, and those perhaps sent long ago; return how many letters."""
    for message in Message.objects.filter(state=State.UNSURE, claimed_at__lt=at - UNSURE_IS_KEPT):
        _end(message, State.LOST, fault="perhaps-sent")
    names = names_put_before(at - _A_LETTER_ALONE, most=1000)
    named = set(Message.objects.filter(letter__in=names).values_list("letter", flat=True))
    return take_out_all(set(names) - named)


def _take_up_what_was_left(at: datetime) -> None:
    """Decide about messages of a worker that is gone."""
    left = Message.objects.filter(claimed_at__lt=at - CLAIM_LASTS)
    left.filter(state=State.CLAIMED).update(state=State.WAITING, claimed_at=None)
    left.filter(state=State.HANDING).update(state=State.UNSURE, fault="stopped-while-handing-over")


def _claim(at: datetime) -> Message | None:
    # On PostgreSQL another worker's row is passed over; on SQLite there is one writer at a time.
    with transaction.atomic():
        waiting = Message.objects.select_for_update(skip_locked=True).filter(state=State.WAITING, due_at__lte=at)
        message = waiting.order_by("due_at", "pk").first()
        if message is not None:
            message.state, message.claimed_at, message.tries = State.CLAIMED, at, message.tries + 1
            message.save(update_fields=["state", "claimed_at", "tries"])
    return message


def _deliver(message: Message, server: EmailBackend) -> State:
    words = opened(message.letter)
    if words is None:
        return _end(message, State.LOST, fault="no-words")
    try:
        try:
            server.open()
        except (SMTPException, OSError) as fault:
            return _later(message, _code(fault))
        message.state = State.HANDING
        message.save(update_fields=["state"])
        try:
            server.send_messages([_mail(words, message.letter)])
        except SMTPRecipientsRefused as fault:
            code = int(next(iter(fault.recipients.values()))[0])
            return _refused(message, f"recipient-{code}", is_final=code >= _PERMANENT)
        except SMTPDataError as fault:
            return _refused(message, _code(fault), is_final=fault.smtp_code >= _PERMANENT)
        except (SMTPException, OSError) as fault:
            return _later(message, _code(fault))
        return _end(message, State.SENT)
    finally:
        with suppress(SMTPException, OSError):  # it has said yes or no by now
            server.close()


def _mail(words: Words, letter: str) -> EmailMessage:
    host = settings.MAIL_FROM.rpartition("@")[2]
    headers = {"Message-ID": f"<{letter}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(words.subject, words.text, settings.MAIL_FROM, [words.address], headers=headers)


def _refused(message: Message, code: str, *, is_final: bool) -> State:
    return _end(message, State.BOUNCED, fault=code) if is_final else _later(message, code)


def _later(message: Message, code: str) -> State:
    """Let a message wait, each time for longer, until it is given up."""
    at = now()
    if at - message.made_at >= GIVES_UP_AFTER:
        return _end(message, State.BOUNCED, fault=f"gave-up-{code}"[:40])
    message.state, message.claimed_at, message.fault = State.WAITING, None, code
    message.due_at = at + _WAITS[min(message.tries, len(_WAITS)) - 1]
    message.save(update_fields=["state", "claimed_at", "fault", "due_at"])
    return State.WAITING


def _end(message: Message, state: State, *, fault: str = "") -> State:
    letter = message.letter
    with transaction.atomic():
        message.state, message.ended_at, message.letter, message.fault = state, now(), "", fault
        message.save(update_fields=["state", "ended_at", "letter", "fault"])
        record(f"message.{state.value}", by=None, about=message.audit_id, reason=fault or None)
    take_out(letter)
    return state


def _code(fault: SMTPException | OSError) -> str:
    """Return what went wrong without anybody's words: a server may repeat the address in its own."""
    if isinstance(fault, SMTPResponseException):
        return f"server-{fault.smtp_code}"
    return "no-connection" if not isinstance(fault, SMTPException) else "connection-broken"
