"""A public key by which a sender's signature is known: Ed25519 (RFC 8032), as text in an agreement."""

import hashlib
import re
from typing import Final

PREFIX: Final = "ed25519:"
_TEXT: Final = re.compile(r"ed25519:[0-9a-f]{64}")
_FIELD: Final = 2**255 - 19
_WEAK: Final = frozenset(
    {
        0,
        1,
        _FIELD - 1,
        2707385501144840649318225287225658788936804267575313519463743609750303402022,
        55188659117513257062467267217118295137698188065244968500265048394206261417927,
    }
)
"""The second coordinates of the points of small order: under such a key anybody can sign anything."""


def public_key_bytes(text: str) -> bytes:
    """Return the 32 bytes of a public key written as `ed25519:` and 64 small hexadecimal digits.

    Raises ValueError with a sentence for anything else, and for the few keys under which anybody could sign: nought,
    as somebody may write before the key is there, is one of them.
    """
    if not _TEXT.fullmatch(text):
        raise ValueError("a signing_key is 'ed25519:' and 64 digits from 0 to f, as `joinedup signing-key` printed it.")
    key = bytes.fromhex(text.removeprefix(PREFIX))
    second = int.from_bytes(key, "little") & (2**255 - 1)
    if second in _WEAK or second >= _FIELD:
        raise ValueError("that signing_key is nobody's: under it anybody could sign. Ask the sender for theirs.")
    return key


def fingerprint(text: str) -> str:
    """Return the sha256 of a public key's 32 bytes, in hexadecimal: what tells keys apart and may be read out."""
    return hashlib.sha256(public_key_bytes(text)).hexdigest()
