"""How long jobs say how far they are."""

from collections.abc import Callable

from joinedup.sharing.grant import Grant
from joinedup.warehouse.lasting import refuse_stopped

Progress = Callable[[str, float], None]
"""Takes what is being done, in words, and the share done (0 to 1)."""


def quiet(doing: str, share: float) -> None:
    """Say nothing: for tests and other callers without a person watching."""


def watched(progress: Progress, grant: Grant | None) -> Progress:
    """Return a progress that asks between steps whether the yes they run under still holds, and refuses where not."""

    def told(doing: str, share: float) -> None:
        refuse_stopped(grant)
        progress(doing, share)

    return told


def part(progress: Progress, start: float, end: float) -> Progress:
    """Return a progress whose 0 to 1 is `start` to `end` of the whole."""
    return lambda doing, share: progress(doing, start + share * (end - start))
