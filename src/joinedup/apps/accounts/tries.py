"""How often signing in failed of late, counted in the database for all workers, without a word of whom or where.

Salted hashes that expire within a day (rule of practice 21): each half day has a salt of its own, and what it hashed
can be told apart no more once it is forgotten. The site's secret key goes in too, so that the database alone tells
nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q
from django.utils.crypto import get_random_string, salted_hmac

from joinedup.apps.accounts.models import Salt, Try

_BLOCK: Final = timedelta(hours=12)
_KEPT: Final = timedelta(hours=1)
"""Longer than any limit looks back. A salt lives for a block and this: thirteen hours."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many tries that failed, within a time, of one thing of a kind."""

    kind: str
    most: int
    within: timedelta


ACCOUNT: Final = Limit("account", 5, timedelta(minutes=15))
"""Of one address, whether or not somebody has it."""
CODE: Final = Limit("code", 5, timedelta(minutes=15))
"""Of one person's second factor."""
SOURCE: Final = Limit("source", 50, timedelta(minutes=15))
"""Of one address on the network: a whole council may share one."""
RESET: Final = Limit("reset", 3, timedelta(minutes=15))
"""Links to set a password, asked for one address: nobody is sent more."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A try that was counted before it was made. `is_let` says whether it may be made, `is_last` that no more will."""

    is_source: bool
    key: int
    digests: tuple[str, ...]
    is_let: bool
    is_last: bool

    def take_back(self) -> None:
        """Count this one no longer: it succeeded."""
        Try.objects.filter(pk=self.key).delete()

    def forgive(self) -> None:
        """Count none of those before either."""
        Try.objects.filter(digest__in=self.digests).delete()


def count_try(limit: Limit, what: str, at: datetime) -> Tried:
    """Count a try before it is made, so that of many at once no more than the limit are let; refused ones count not.

    To be called outside a transaction: others must see the row at once.
    """
    digests = _digests(limit, what, at)
    row = Try.objects.create(digest=digests[0], at=at)
    count = Try.objects.filter(digest__in=digests, at__gt=at - limit.within).count()
    is_let = count <= limit.most
    key = row.pk
    if not is_let:
        row.delete()
    return Tried(limit is SOURCE, key, digests, is_let, count == limit.most)


def forget_old(at: datetime) -> None:
    """Take away what is no longer counted, and the salts of blocks that have ended."""
    Try.objects.filter(Q(at__lte=at - _KEPT) | Q(at__gt=at + _KEPT)).delete()
    Salt.objects.exclude(block__in=(_block(at), _block(at - _KEPT))).delete()


def _block(at: datetime) -> int:
    return int(at.timestamp() // _BLOCK.total_seconds())


def _digests(limit: Limit, what: str, at: datetime) -> tuple[str, ...]:
    """Return the hash under this block's salt, and where the time looked back on began before it, the last one's."""
    blocks = dict.fromkeys((_block(at), _block(at - limit.within)))
    return tuple(_digest(_salt(block), f"{limit.kind}:{what}") for block in blocks)


def _digest(salt: str, said: str) -> str:
    return salted_hmac(f"joinedup.accounts.tries.{salt}", said, algorithm="sha256").hexdigest()


def _salt(block: int) -> str:
    made = {"value": get_random_string(64)}
    return Salt.objects.get_or_create(block=block, defaults=made)[0].value
