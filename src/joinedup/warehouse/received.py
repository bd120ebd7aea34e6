"""The very bytes of a file as received, beside the tables made from it; never those of a file about people."""

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.warehouse import durable
from joinedup.warehouse.manifest import Delivery

FILE = "received.gz"
_CHUNK = 1 << 20


def keep_received(path: Path, folder: Path, sha256: str) -> bool:
    """Write the file's bytes, compressed, into a delivery's folder; the same bytes give the same file.

    Return False, and keep nothing, where they are not those of this sha256 any more.
    """
    digest = hashlib.sha256()
    with (
        path.open("rb") as sent,
        (folder / FILE).open("wb") as out,
        gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=out, mtime=0) as packed,
    ):
        while chunk := sent.read(_CHUNK):
            digest.update(chunk)
            packed.write(chunk)
    if digest.hexdigest() != sha256:
        (folder / FILE).unlink()
        return False
    return True


def has_received(folder: Path) -> bool:
    """Return whether the bytes of a delivery are kept."""
    return (folder / FILE).is_file()


def give_back(folder: Path, delivery: Delivery, out: Path) -> None:
    """Write the bytes as received to `out`, which must not exist; nothing is written where they are not whole."""
    if out.exists() or out.is_symlink():
        raise Refusal(f"{out} exists already: name a new file.")
    digest = hashlib.sha256()
    new = out.with_name(f"{out.name}.new")
    try:
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refusal(f"{new} exists already, left by a run that was stopped: remove it first.") from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            for chunk in _chunks(folder / FILE):
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if digest.hexdigest() != delivery.sha256:
            raise Refusal(_altered(delivery))
        new.replace(out)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise Refusal(_altered(delivery)) from None
    finally:
        new.unlink(missing_ok=True)
    durable.sync_folder(out.parent)


def _chunks(path: Path) -> Iterator[bytes]:
    with gzip.open(path, "rb") as packed:
        while chunk := packed.read(_CHUNK):
            yield chunk


def _altered(delivery: Delivery) -> str:
    return (
        f"What is kept of {delivery.file_name} from {delivery.sender_name} is not as it was received: it was damaged "
        "or altered. Put the warehouse back from a backup (`joinedup restore`)."
    )
