"""The installation's pseudonym key: 32 random bytes in a file of its own, outside every warehouse and backup."""

import fcntl
import hashlib
import hmac
import secrets
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.warehouse import durable
from joinedup.warehouse.secret_file import read_secret, refuse_inside
from joinedup.warehouse.stopped import refuse_unwritable

WHAT = "key file"
_LENGTH = 32


def read_or_create_key(path: Path, *, warehouse: Path, may_create: bool) -> bytes:
    """Return the key held in `path`, making one first where there is none and no rows rest on another."""
    if may_create and not path.exists():
        _make(path, warehouse)
    return read_key(path, warehouse=warehouse)


def read_key(path: Path, *, warehouse: Path) -> bytes:
    """Return the key held in `path`.

    Refuses a key that lies in the warehouse (who holds both can undo the pseudonyms), one that other accounts can
    read, one that is missing, and one that is not 64 hexadecimal digits.
    """
    missing = (
        f"There is no key file {path}. People are given keyed pseudonyms as their rows are loaded; use the "
        "key that this warehouse was first loaded with, kept outside it and its backups."
    )
    text = read_secret(path, warehouse=warehouse, what=WHAT, missing=missing)
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != _LENGTH:
        raise Refusal(f"The key file {path} does not hold a key: 64 hexadecimal digits are expected.")
    return key


def create_key(path: Path, *, warehouse: Path) -> None:
    """Write a new random key to `path`, readable by this account only; refuse to overwrite a file."""
    if not _make(path, warehouse):
        raise Refusal(f"{path} exists already; a new key would not match the rows loaded with the old one.")


def _make(path: Path, warehouse: Path) -> bool:
    """Write a new key unless there is one, by whoever comes first; return whether it was written.

    It takes its name whole: a process that is killed leaves a key or none, never the beginning of one.
    """
    refuse_inside(path, warehouse=warehouse, what=WHAT)
    with refuse_unwritable(path.parent, warehouse=warehouse):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.with_name(f"{path.name}.lock").open("w") as waiting:
            fcntl.flock(waiting, fcntl.LOCK_EX)
            if path.exists():
                return False
            durable.replace(path, secrets.token_hex(_LENGTH) + "\n")
            return True


def key_check(key: bytes) -> str:
    """Return 16 hex digits by which two loads can tell that they used the same key, without revealing it."""
    return hmac.new(key, b"which key is this?", hashlib.sha256).hexdigest()[:16]
