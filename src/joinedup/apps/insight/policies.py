"""Who may read the evidence pages."""

from typing import Any

from joinedup.shelf.reading import Version


def may_read(person: Any, version: Version, *, is_demo: bool) -> bool:
    """Return whether someone may read a released version; None is whoever has not signed in.

    What is invented is for everybody, and a demonstration shows nothing else. Figures of real people are for those who
    have signed in (rule of practice 18: pages are for staff until linked releases are protected).
    """
    if version.manifest.is_synthetic:
        return True
    return not is_demo and bool(getattr(person, "is_authenticated", False))
