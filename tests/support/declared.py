"""Declared documents, found by walking their folder."""

import pkgutil
from importlib import import_module

from joinedup.definitions import documents as folder
from joinedup.kinds.document import DocumentKind


def declared_documents() -> tuple[DocumentKind, ...]:
    """Return the DOCUMENT of every module in the documents folder."""
    names = sorted(module.name for module in pkgutil.iter_modules(folder.__path__))
    return tuple(import_module(f"{folder.__name__}.{name}").DOCUMENT for name in names)
