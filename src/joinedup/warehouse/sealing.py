"""Encrypt whole files in memory: AES-256-GCM (NIST SP 800-38D) in frames, each bound to where it belongs.

A sealed file is `MAGIC`, then frames of a nonce (12 bytes), as many sealed bytes as were clear, and a tag (16). Every
frame is authenticated with what the file is about, its place in it and whether it is the last, so that a file put in
another's place, frames in another order or a file cut short do not open.

Keys and nonces are the only things here that are not a function of declared inputs: they come from the operating
system.
"""

import os
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"joinedup sealed 1\n"
_NONCE = 12
_TAG = 16
_FRAME = 64 * 1024**2


class DoesNotOpen(Exception):
    """The key is another one, or the bytes are not those that were sealed."""


def new_key() -> bytes:
    """Return 32 new random bytes."""
    return AESGCM.generate_key(256)


def seal(clear: memoryview, key: bytes, about: str, *, frame: int = _FRAME) -> Iterator[bytes]:
    """Yield the parts of the sealed file that holds `clear`; `about` is what has to be said again to open it."""
    cipher = AESGCM(key)
    yield MAGIC
    starts = range(0, max(len(clear), 1), frame)
    for number, start in enumerate(starts):
        nonce = os.urandom(_NONCE)
        said = _said(about, number, is_last=number == len(starts) - 1)
        yield nonce
        yield cipher.encrypt(nonce, clear[start : start + frame], said)


def unseal(sealed: memoryview, key: bytes, about: str, *, frame: int = _FRAME) -> bytes:
    """Return what was sealed; DoesNotOpen under another key, about something else, or if a bit is different."""
    if bytes(sealed[: len(MAGIC)]) != MAGIC:
        raise DoesNotOpen
    cipher = AESGCM(key)
    body = sealed[len(MAGIC) :]
    size = frame + _NONCE + _TAG
    starts = range(0, max(len(body), 1), size)
    parts = []
    for number, start in enumerate(starts):
        nonce, hidden = body[start : start + _NONCE], body[start + _NONCE : start + size]
        try:
            parts.append(cipher.decrypt(nonce, hidden, _said(about, number, is_last=number == len(starts) - 1)))
        except (InvalidTag, ValueError):
            raise DoesNotOpen from None
    return parts[0] if len(parts) == 1 else b"".join(parts)


def wrap(data_key: bytes, key: bytes, about: str) -> str:
    """Return one key sealed under another, in hexadecimal."""
    return b"".join(seal(memoryview(data_key), key, about)).hex()


def unwrap(wrapped: str, key: bytes, about: str) -> bytes:
    """Return the key that `wrap` sealed; DoesNotOpen under another key or about something else."""
    try:
        return unseal(memoryview(bytes.fromhex(wrapped)), key, about)
    except ValueError:
        raise DoesNotOpen from None


def _said(about: str, number: int, *, is_last: bool) -> bytes:
    return f"{about}|{number}|{'last' if is_last else 'more'}".encode()
