"""Tell published files apart by the shape of their header or what they begin with, never by their name."""

import pkgutil
from importlib import import_module
from pathlib import Path

from joinedup.intake.national import readers
from joinedup.intake.national.raw import Beginning
from joinedup.intake.national.reader import Reader


def _declared() -> tuple[Reader, ...]:
    """Return the `READER` of every module in the folder, by slug; a module without one is a fault here, not a skip."""
    names = sorted(module.name for module in pkgutil.iter_modules(readers.__path__))
    found = [import_module(f"{readers.__name__}.{name}").READER for name in names]
    return tuple(sorted(found, key=lambda reader: reader.slug))


READERS: tuple[Reader, ...] = _declared()


def recognise(path: Path) -> Reader | None:
    """Return the reader for a file, plain or gzipped, from its first bytes; None where no reader knows its shape."""
    return next(iter(matching(path)), None)


def matching(path: Path) -> tuple[Reader, ...]:
    """Return every reader that takes a file for its own; that no file has two is held by a test."""
    beginning = Beginning.of(path)
    return tuple(reader for reader in READERS if reader.is_for(beginning))
