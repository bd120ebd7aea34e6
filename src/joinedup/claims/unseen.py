"""Which figure keeps a sentence from being said, and why."""

from joinedup.claims.several import Compared
from joinedup.release.figure import Figure, Showing


def unseen_of(of: Compared) -> Figure | None:
    """Return the first figure without a value, those not held before those hidden; None where all have one."""
    bare = [figure for figure in of.sides if figure.value is None]
    return next((figure for figure in bare if figure.showing is Showing.ABSENT), bare[0] if bare else None)


def why_unseen(figure: Figure) -> str:
    """Return why, as the end of a sentence says it."""
    return "a figure is hidden to protect people" if figure.showing is Showing.HIDDEN else "there are too few people"
