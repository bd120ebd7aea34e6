"""Tell published files apart by the shape of their header, never by their name."""

import pkgutil
from importlib import import_module
from pathlib import Path

from joinedup.intake.national import readers
from joinedup.intake.national.reader import Reader
from joinedup.intake.national.sheet import first_header


def _declared() -> tuple[Reader, ...]:
    """Return the `READER` of every module in the folder, by slug; a module without one is a fault here, not a skip."""
    names = sorted(module.name for module in pkgutil.iter_modules(readers.__path__))
    found = [import_module(f"{readers.__name__}.{name}").READER for name in names]
    return tuple(sorted(found, key=lambda reader: reader.slug))


READERS: tuple[Reader, ...] = _declared()


def recognise(path: Path) -> Reader | None:
    """Return the reader for a file, plain or gzipped, from its first bytes; None where no reader knows its shape."""
    header = first_header(path)
    return next((reader for reader in READERS if reader.matches(header)), None)
