"""What is said when a folder cannot be written, and what is true of a warehouse on which work was stopped."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.warehouse.erasures import INTENT

_CLOSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@contextmanager
def refuse_unwritable(folder: Path, *, warehouse: Path | None = None) -> Iterator[None]:
    """Turn the machine's no to a write in `folder`, met anywhere inside, into a Refusal; other faults go on as before.

    A warehouse's lock is the first thing written, so that where nothing may be written nothing was begun. `warehouse`
    is the one worked on, if that is not the folder itself.
    """
    try:
        yield
    except OSError as fault:
        if fault.errno not in _CLOSED or not _lies_in(fault, folder):
            raise
        raise Refusal(
            f"This account cannot write in {folder} ({fault.strerror}), so this was stopped; "
            f"{as_left(warehouse or folder)}. Let it write there, then do it again."
        ) from fault


def as_left(root: Path) -> str:
    """Return what is true of a folder now that work on it was stopped, as the end of a sentence."""
    if (root / INTENT).exists():
        return (
            "an erasure has begun there and nothing is read until it is complete, which the next "
            f"`joinedup erase --warehouse {root}` does"
        )
    return "what was held before is as it was"


def _lies_in(fault: OSError, folder: Path) -> bool:
    names = [name for name in (fault.filename, fault.filename2) if isinstance(name, str | Path)]
    return any(Path(name).resolve().is_relative_to(folder.resolve()) for name in names)
