"""What the worker does again and again, each with how often at most. One that fails keeps no other from its turn."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from joinedup.apps.accounts.models import OneTimeLink
from joinedup.apps.accounts.tries import forget_old
from joinedup.apps.audit.anchor import anchor
from joinedup.apps.messages.sending import send_due, sweep
from joinedup.apps.operations.endings_told import tell_endings
from joinedup.apps.operations.models import Chore

_LOG = logging.getLogger("joinedup.apps.operations")
_LINKS_ARE_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Again:
    """A chore: its name, how long after one time the next may come, and what is done."""

    name: str
    every: timedelta
    do: Callable[[datetime], object]


def _keep_heads(at: datetime) -> None:
    for using in settings.AUDIT:
        anchor(using=using)


def _send(at: datetime) -> None:
    if not settings.DEMO:
        send_due()


def _forget_links(at: datetime) -> None:
    OneTimeLink.objects.filter(expires_at__lt=at - _LINKS_ARE_KEPT).delete()


def _forget_sessions(at: datetime) -> None:
    SessionStore.clear_expired()


CHORES = (
    Again("keep-heads", timedelta(seconds=30), _keep_heads),
    Again("send", timedelta(seconds=5), _send),
    Again("tell-endings", timedelta(hours=1), tell_endings),
    Again("forget-tries", timedelta(minutes=5), forget_old),
    Again("sweep-letters", timedelta(hours=1), sweep),
    Again("forget-sessions", timedelta(hours=1), _forget_sessions),
    Again("forget-links", timedelta(hours=6), _forget_links),
)


def do_due(at: datetime) -> list[str]:
    """Do what is due, and return the names of what was done and did not fail."""
    done = []
    for chore in CHORES:
        if not _take(chore, at):
            continue
        try:
            chore.do(at)
        except Exception:
            # Told by kind and place alone; it is tried again at its next turn.
            _LOG.exception("a chore failed", extra={"fields": {"chore": chore.name}})
        else:
            done.append(chore.name)
    return done


def _take(chore: Again, at: datetime) -> bool:
    """Take a turn if it is due: of two workers at once, one gets it."""
    row, is_new = Chore.objects.get_or_create(name=chore.name, defaults={"done_at": at})
    due = Chore.objects.filter(name=row.name, done_at__lte=at - chore.every)
    return is_new or bool(due.update(done_at=at))
