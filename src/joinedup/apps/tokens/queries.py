"""Which token is meant by what a program sends, whose it is just now, and which somebody has."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from joinedup.apps.accounts.models import Person
from joinedup.apps.accounts.queries import asker
from joinedup.apps.tokens.models import Token
from joinedup.sharing.asking import Asker


@dataclass(frozen=True, slots=True)
class Bearer:
    """A token that works at this instant, and who asks by it."""

    token: Token
    asker: Asker


def digest(secret: str) -> str:
    """Return the hash by which a token is found: it is random and long, so that guessing undoes no plain hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def bearer(secret: str, at: datetime) -> Bearer | None:
    """Return the token and who asks by it; None alike for one that never was, expired or was revoked.

    So is one whose maker has left, or holds no role any more in the organisation that it was made for.
    """
    token = Token.objects.select_related("person", "organisation").filter(digest=digest(secret)).first()
    if token is None or token.revoked_at is not None or not token.made_at <= at < token.expires_at:
        return None
    who = asker(token.person, token.organisation, at)
    return None if who is None else Bearer(token, who)


def tokens_of(person: Person) -> QuerySet[Token]:
    """Return somebody's tokens, the latest first."""
    return Token.objects.filter(person=person).select_related("organisation")


def live(tokens: QuerySet[Token], at: datetime) -> QuerySet[Token]:
    """Return those of some tokens that have neither expired nor been revoked."""
    return tokens.filter(revoked_at=None, expires_at__gt=at)
