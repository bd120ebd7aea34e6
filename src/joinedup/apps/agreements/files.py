"""Each agreement as a file beside the database: what the command line and the drop folder read.

What closes is on the disk before it stands in the database, what opens after: wherever the machine stops between, the
command line may do less than the site, never more. `write_files` makes them alike again.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import transaction

from joinedup.apps.agreements import queries
from joinedup.apps.agreements.held import as_file
from joinedup.warehouse.durable import replace


def write(agreement: str, text: str) -> None:
    """Put the agreement's file in place of the one before, whole."""
    with _alone() as folder:
        replace(folder / f"{agreement}.toml", text)


def take_away(agreement: str) -> None:
    """Leave no file: until there is one again, the command line opens nothing under this agreement."""
    with _alone() as folder:
        (folder / f"{agreement}.toml").unlink(missing_ok=True)


def when_it_stands(agreement: str) -> None:
    """Write the file as the database has it, once this transaction stands."""
    transaction.on_commit(lambda: _write_held(agreement))


def write_files() -> int:
    """Write the file of each agreement anew, as the database has it; return how many there are."""
    held = [one.id for one in queries.agreements()]
    for agreement in held:
        _write_held(agreement)
    return len(held)


def _write_held(agreement: str) -> None:
    # Read and written under one lock, so that whoever comes last writes what stands last.
    with _alone() as folder:
        edition = queries.last_edition(agreement)
        if edition is not None:
            replace(folder / f"{agreement}.toml", as_file(edition.words, queries.stops_of(agreement)))


@contextmanager
def _alone() -> Iterator[Path]:
    folder = Path(settings.AGREEMENTS)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder
