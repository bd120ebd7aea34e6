"""The key of a record of acts: made with its first line, kept in a file outside the database."""

import os
import secrets
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.warehouse.secret_file import read_secret

_LENGTH = 32
_WHAT = "key file of the record of acts"


def read_key(path: Path, *, may_make: bool) -> bytes:
    """Return the key, making one first where there is none and `may_make`: while nothing rests on another."""
    if may_make and not path.exists():
        _make_key(path)
    missing = f"There is no {_WHAT} at {path}: use the one that the record was begun with."
    try:
        key = bytes.fromhex(read_secret(path, warehouse=None, what=_WHAT, missing=missing).strip())
    except ValueError:
        key = b""
    if len(key) != _LENGTH:
        raise Refusal(f"The {_WHAT} {path} does not hold a key: {2 * _LENGTH} hexadecimal digits are expected.")
    return key


def _make_key(path: Path) -> None:
    """Write a new key; where two do at once, the first one's stays. It takes its name whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(file, f"{secrets.token_hex(_LENGTH)}\n".encode("ascii"))
        os.fsync(file)
        os.link(beside, path)
    except FileExistsError:
        return
    finally:
        os.close(file)
        beside.unlink()
