"""A sender's signing key in a file of its own, and signatures made and checked with it: Ed25519 (RFC 8032)."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from joinedup.core.refusal import Refusal
from joinedup.kinds.signing_key import PREFIX, fingerprint, public_key_bytes
from joinedup.warehouse.backups import POINTER
from joinedup.warehouse.folder import is_warehouse
from joinedup.warehouse.secret_file import read_secret, refuse_inside

WHAT = "signing key"
_MARK = "joinedup signing key 1: "
_TEXT = re.compile(re.escape(_MARK) + r"([0-9a-f]{64})\n")


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key. `public` is the text that goes into the agreement."""

    _private: Ed25519PrivateKey = field(repr=False)

    @property
    def public(self) -> str:
        """The public key as agreements write it."""
        return PREFIX + self._private.public_key().public_bytes_raw().hex()

    @property
    def fingerprint(self) -> str:
        """What tells the key apart, and may be read out over the telephone."""
        return fingerprint(self.public)

    def sign(self, message: bytes) -> str:
        """Return the signature in hexadecimal; the same for the same message."""
        return self._private.sign(message).hex()


def is_signed(message: bytes, signature: str, public: str) -> bool:
    """Return whether the holder of the key behind `public` signed exactly these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key_bytes(public)).verify(bytes.fromhex(signature), message)
    except InvalidSignature:
        return False
    return True


def create_signing_key(path: Path) -> SigningKey:
    """Write a new private key to `path`, readable by this account only, and return it.

    Refuses to overwrite anything, and to write into a warehouse or a backup of one.
    """
    _refuse_held(path)
    key = Ed25519PrivateKey.generate()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refusal(f"{path} exists already: name a new file. A key that is written over is lost.") from None
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{_MARK}{key.private_bytes_raw().hex()}\n")
        file.flush()
        os.fsync(file.fileno())
    return SigningKey(key)


def read_signing_key(path: Path) -> SigningKey:
    """Return the key held in `path`; refuse one that is missing, in a warehouse, readable by others or no such key."""
    missing = f"There is no {WHAT} {path}: make one with `joinedup signing-key FILE`."
    _refuse_held(path)
    found = _TEXT.fullmatch(read_secret(path, warehouse=None, what=WHAT, missing=missing))
    if found is None:
        raise Refusal(f"{path} does not hold a {WHAT}, as `joinedup signing-key` writes it.")
    return SigningKey(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(found[1])))


def _refuse_held(path: Path) -> None:
    for folder in path.resolve().parents:
        if is_warehouse(folder) or (folder / POINTER).is_file():
            refuse_inside(path, warehouse=folder, what=WHAT)
