"""Links that work once, for one purpose, until they expire or are revoked. Their token is told once and never kept."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction

from joinedup.apps.accounts.models import OneTimeLink
from joinedup.apps.audit.instant import now

_BYTES = 32


def make_link(purpose: str, *, about: str, lasts: timedelta) -> str:
    """Return the token of a new link; to be called in the transaction of what it is made for."""
    token = secrets.token_urlsafe(_BYTES)
    OneTimeLink.objects.create(purpose=purpose, about=about, digest=_digest(token), expires_at=now() + lasts)
    return token


def link_of(purpose: str, token: str) -> OneTimeLink | None:
    """Return the link that can still be used, using nothing up: for the page with the button. None for all others."""
    links = OneTimeLink.objects.filter(used_at=None, revoked_at=None, expires_at__gt=now())
    return links.filter(purpose=purpose, digest=_digest(token)).first()


def use_link(purpose: str, token: str) -> OneTimeLink | None:
    """Use a link up and return it; None where it cannot be used. Of two at once, one gets it."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A link is used up in the transaction of what it is used for.")
    link = link_of(purpose, token)
    if link is None:
        return None
    used = OneTimeLink.objects.filter(pk=link.pk, used_at=None, revoked_at=None).update(used_at=now())
    return link if used else None


def revoke_links(about: str) -> int:
    """Make the links about something useless, and return how many could still have been used."""
    links = OneTimeLink.objects.filter(about=about, used_at=None, revoked_at=None)
    return links.update(revoked_at=now())


def _digest(token: str) -> str:
    # The token is random and long: a plain hash cannot be undone by guessing.
    return hashlib.sha256(token.encode()).hexdigest()
