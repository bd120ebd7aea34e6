"""How a link that works once reaches whoever it is for: what sends letters lies above this app, and listens."""

from typing import Final

from django.conf import settings
from django.dispatch import Signal

link_made: Final = Signal()
"""Sent in the transaction that makes a link, with `kind` ('invitation' or 'password'), `email` and `address`. Who
listens returns true once the letter is on its way; it is sent when the transaction stands, and not before."""


def tell(*, kind: str, email: str, address: str) -> bool:
    """Have a link sent; return whether somebody sends it. Where nobody does, it is shown once to who made it."""
    if settings.DEMO:  # nothing leaves a demonstration
        link_made.send(sender=None, kind=kind, email=email, address=address)
        return False
    answers = [answer for _, answer in link_made.send(sender=None, kind=kind, email=email, address=address)]
    return any(bool(answer) for answer in answers)
