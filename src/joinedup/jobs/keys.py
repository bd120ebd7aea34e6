"""The keys that loading a file about people needs: whatever is wrong with them is no fault of the file."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.intake.examined import Examined
from joinedup.intake.key import key_check, read_or_create_key
from joinedup.warehouse.key_ring import Lock
from joinedup.warehouse.writer import Writer


class FaultHere(Refusal):
    """A file was not loaded for a fault of this installation (its keys), not of the file: it gets no receipt."""


def key_for(examined: Examined, writer: Writer, key_path: Path | None) -> bytes | None:
    """Return the installation's key, made where none may be yet; None for a file that is not about people."""
    if not examined.is_case_level:
        return None
    if key_path is None:
        raise FaultHere("it holds rows about people and no key file was named (`--key FILE`).")
    checks = {one.key_check for one in writer.before.deliveries if one.key_check} if writer.before else set()
    with _here():
        key = read_or_create_key(key_path, warehouse=writer.root, may_create=not checks)
    if checks and key_check(key) not in checks:
        raise FaultHere(
            f"the key in {key_path} is not the one that this warehouse was loaded with: one person would "
            "become two. Use the first key."
        )
    return key


def lock_for(examined: Examined, writer: Writer, agreement: str | None, *, on: date) -> tuple[str, Lock] | None:
    """Return the name and key of the lock that a file about people is held under; None for any other."""
    assert examined.coverage is not None  # asked before
    if not examined.is_case_level:
        return None
    with _here():
        return writer.lock_for(agreement, examined.coverage.sender, examined.coverage.feed, on=on)


@contextmanager
def _here() -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        raise FaultHere(str(refusal)) from None
