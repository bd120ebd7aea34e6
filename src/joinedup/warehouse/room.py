"""What is said when a disk is full: one sentence, whatever part of the work ran out of room."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from joinedup.core.refusal import Refusal
from joinedup.warehouse.stopped import as_left

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_SAID = ("no space left", "file too large", "disk quota", "max_temp_directory_size", "failed to offload")


class NoRoom(Refusal):
    """The machine, not the file, is at fault."""


@contextmanager
def refuse_when_full(folder: Path) -> Iterator[None]:
    """Turn a lack of room on the disk of `folder`, met anywhere inside, into a Refusal; other faults go on as before.

    Our own writes and the engine's tell of it differently. Nothing a reader sees has changed by then: all work is done
    in a staging folder.
    """
    try:
        yield
    except OSError as fault:
        if fault.errno not in _FULL:
            raise
        raise NoRoom(_words(folder)) from fault
    except (duckdb.IOException, duckdb.OutOfMemoryException) as fault:
        if not any(words in str(fault).lower() for words in _SAID):
            raise
        raise NoRoom(_words(folder)) from fault


def _words(folder: Path) -> str:
    return (
        f"There is no room left on the disk that holds {folder}, so this was stopped; {as_left(folder)}. Make room "
        "(about three times the size of the file), then do it again."
    )
