"""Put a letter away encrypted, open it, and take it out. What it says is a link that works, so nobody reads it here.

AES-256-GCM (NIST SP 800-38D), bound to the letter's name: one that is put in another's place does not open.
"""

import json
import os
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from django.utils.crypto import get_random_string

from joinedup.apps.audit.key import read_key
from joinedup.apps.letters.models import Letter

_USING = "identifiable"
_NAME_LETTERS = 32
_NONCE = 12


@dataclass(frozen=True, slots=True)
class Words:
    """What is sent: to which address, under which subject, which text. Never shown in an error or a log."""

    address: str = field(repr=False)
    subject: str = field(repr=False)
    text: str = field(repr=False)


def put(words: Words, *, at: datetime) -> str:
    """Keep a letter and return its name.

    It stands at once, whatever becomes of the transaction around it: two databases cannot agree on one end. A letter
    that no message names is taken out later; a message without its letter could not be sent.
    """
    name = get_random_string(_NAME_LETTERS)
    clear = json.dumps(asdict(words)).encode()
    nonce = os.urandom(_NONCE)
    cipher = AESGCM(read_key(settings.LETTERS_KEY, may_make=True))
    sealed = nonce + cipher.encrypt(nonce, clear, name.encode())
    with transaction.atomic(using=_USING, durable=True):
        Letter.objects.create(name=name, sealed=sealed, put_at=at)
    return name


def opened(name: str) -> Words | None:
    """Return what a letter says; None where it is gone, or was put away under another key."""
    letter = Letter.objects.filter(name=name).first()
    if letter is None:
        return None
    try:
        sealed = bytes(letter.sealed)
        cipher = AESGCM(read_key(settings.LETTERS_KEY, may_make=False))
        clear = cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode())
    except (InvalidTag, ValueError):
        return None
    return Words(**json.loads(clear))


def take_out(name: str) -> None:
    """Leave nothing of a letter."""
    Letter.objects.filter(name=name).delete()


def names_put_before(at: datetime, *, most: int) -> list[str]:
    """Return the names of letters put away before an instant, the oldest first."""
    return list(Letter.objects.filter(put_at__lt=at).order_by("put_at").values_list("name", flat=True)[:most])


def take_out_all(names: Collection[str]) -> int:
    """Leave nothing of these letters, and return how many there were."""
    return Letter.objects.filter(name__in=names).delete()[0]
