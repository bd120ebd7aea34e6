"""A token made, revoked, and used: each with its line in the record of acts."""

from datetime import datetime, timedelta

from django.db import transaction

from joinedup.apps.accounts.models import Organisation, Person
from joinedup.apps.agreements.queries import agreements
from joinedup.apps.audit.record import record
from joinedup.apps.tokens import queries
from joinedup.apps.tokens.models import Asked, Token
from joinedup.apps.tokens.policies import KEEPERS, may_make, refuse_unfit
from joinedup.apps.tokens.secret import new_secret
from joinedup.core.refusal import Refusal
from joinedup.sharing.asking import Asker

RELEASED_PURPOSE = "needs-assessment"
"""The purpose of a token that reads what is released: the one that released figures are made for."""
LASTS_DAYS = (7, 30, 90)
MOST_AT_ONCE = 10
"""Tokens that somebody may have at a time: more are forgotten somewhere."""
MOST_A_MINUTE = 120
"""Times an account or a token may ask in one minute."""
_MOST_LETTERS = 80


def make_token(
    *, by: Person, asker: Asker, name: str, agreement: str, purpose: str, days: int, at: datetime
) -> tuple[Token, str]:
    """Return a new token and its secret, which is told nowhere else and never again.

    `agreement` '' is a token for what is released. Refuses roles that make none, a length that is not offered, and an
    agreement that the organisation acted for has no part in.
    """
    if by.audit_id != asker.account or not may_make(asker):
        raise Refusal("Your role makes no tokens.")
    if days not in LASTS_DAYS:
        raise Refusal(f"A token lasts {', '.join(map(str, LASTS_DAYS))} days.")
    if not name.strip() or len(name) > _MOST_LETTERS:
        raise Refusal(f"Say in at most {_MOST_LETTERS} letters what the token is for.")
    secret = new_secret()
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=by.pk)  # of two made at once each counts the other
        if agreement:
            refuse_unfit(asker, agreement, purpose, agreements(), at)
        if queries.live(queries.tokens_of(by), at).count() >= MOST_AT_ONCE:
            raise Refusal(f"You have {MOST_AT_ONCE} tokens: revoke one that nothing uses any more.")
        token = Token.objects.create(
            person=by,
            organisation=Organisation.objects.get(slug=asker.organisation),
            name=name.strip(),
            agreement=agreement,
            purpose=purpose if agreement else RELEASED_PURPOSE,
            digest=queries.digest(secret),
            made_at=at,
            expires_at=at + timedelta(days=days),
        )
        about = f"agreement:{agreement}" if agreement else "released"
        record("token.made", by=by.audit_id, about=token.audit_id, reason=about, is_grave=True)
    return token, secret


def revoke_token(*, by: Person, asker: Asker, token: int, at: datetime) -> None:
    """Make a token useless from now on: one's own, or anybody's for those who keep agreements or accounts.

    Refuses what is not there, is another's, or has ended before, alike.
    """
    with transaction.atomic():
        ours = Token.objects if asker.roles & KEEPERS else queries.tokens_of(by)
        if not ours.filter(pk=token, revoked_at=None, expires_at__gt=at).update(revoked_at=at):
            raise Refusal("There is no such token that you could revoke.")
        record("token.revoked", by=by.audit_id, about=f"token:{token}", is_grave=True)


def count_asking(who: str, *, at: datetime) -> int:
    """Count one more asking by an account or a token; return for how many seconds it must wait: 0 to go on.

    The one that goes over first is in the record of acts; those after it in the same minute are not.
    """
    minute, into = divmod(int(at.timestamp()), 60)
    with transaction.atomic():
        Asked.objects.bulk_create([Asked(who=who, minute=minute, times=0)], ignore_conflicts=True)
        asked = Asked.objects.select_for_update().get(who=who)
        asked.times = asked.times + 1 if asked.minute == minute else 1
        asked.minute = minute
        asked.save()
        if asked.times == MOST_A_MINUTE + 1:
            record("api.limited", by=who if who.startswith("person:") else None, about=who)
    return 60 - into if asked.times > MOST_A_MINUTE else 0


def note_refused(secret: str, *, at: datetime) -> None:
    """Write down that a token was sent which works no more. One that never was is nobody's, and leaves no line."""
    token = Token.objects.filter(digest=queries.digest(secret)).first()
    if token is not None and not count_asking(token.audit_id, at=at):
        with transaction.atomic():
            record("token.refused", by=None, about=token.audit_id)
