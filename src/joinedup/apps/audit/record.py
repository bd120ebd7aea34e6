"""Write down an act, in the transaction that does it: both stand, or neither."""

import re

from django.db import connections, transaction

from joinedup.apps.audit.instant import now
from joinedup.apps.audit.keeping import keep_head, kept_for
from joinedup.apps.audit.key import read_key
from joinedup.apps.audit.models import ChainEnd, Line
from joinedup.apps.audit.said import said
from joinedup.core.chain import Head, following

ID = re.compile(r"[a-z0-9][a-z0-9:/_.-]{0,99}")
"""What may stand in a line: an id or a code. No space, no @, no capital: neither a name, an address nor a sentence."""


def record(
    act: str, *, by: str | None, about: str, reason: str | None = None, is_grave: bool = False, using: str = "default"
) -> int:
    """Add the line of an act and return its number. Outside a transaction it raises: the act would stand alone.

    `by` and `about` are ids ('person:7'), `by` None where nobody is signed in; `reason` is a code, or the id of what
    holds the words. The head is kept outside once the transaction stands, for a grave act on the disk. Call it last:
    other writers of lines wait from here until the transaction ends.
    """
    if not connections[using].in_atomic_block:
        raise transaction.TransactionManagementError("An act and its line are written in one transaction.")
    for value in (act, about, *(each for each in (by, reason) if each is not None)):
        if not ID.fullmatch(value):
            raise ValueError("A line of the audit holds ids and codes, and nothing else.")
    kept = kept_for(using)
    end = ChainEnd.objects.using(using).select_for_update().get(id=1)
    key = read_key(kept.key, may_make=end.number == 0)
    line = Line(number=end.number + 1, at=now().isoformat(), act=act, by=by, about=about, reason=reason)
    link = following(key, Head(end.number, end.seal) if end.number else None, said(line), about=end.mark)
    line.seal = link.seal
    line.save(using=using, force_insert=True)
    ChainEnd.objects.using(using).filter(id=1).update(number=link.number, seal=link.seal)
    transaction.on_commit(
        lambda: keep_head(kept.heads, end.mark, link.head, to_disk=is_grave), using=using, robust=False
    )
    return link.number
