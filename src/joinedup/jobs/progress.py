"""How long jobs say how far they are."""

from collections.abc import Callable

Progress = Callable[[str, float], None]
"""Takes what is being done, in words, and the share done (0 to 1)."""


def quiet(doing: str, share: float) -> None:
    """Say nothing: for tests and other callers without a person watching."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """Return a progress whose 0 to 1 is `start` to `end` of the whole."""
    return lambda doing, share: progress(doing, start + share * (end - start))
