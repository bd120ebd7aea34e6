"""What published figures do not say of a council: why not, and where to ask for it."""

from collections.abc import Iterator

from joinedup.core.place import Place
from joinedup.documents.compose.board import Board
from joinedup.documents.compose.wording import listed
from joinedup.documents.report import Block, Bullets, Run
from joinedup.kinds.document import Section
from joinedup.release.figure import Figure, Showing

Line = tuple[Run, ...]
Origins = tuple[tuple[str, str], ...]

MOST_NAMED = 4
"""Figures of one section named one by one where all of them are missing; more are named by its heading."""


def published_gaps(board: Board) -> tuple[Block, ...]:
    """Return a line for each figure not held or hidden, those with one reason and origin together; empty if none."""
    lines = [line for place in board.places for line in _not_held(place, board)]
    lines += [
        (Run(f"{one.what}: ", is_strong=True), Run(f"{one.why} Ask: {one.ask}")) for one in board.document.unpublished
    ]
    return (Bullets(tuple(lines)),) if lines else ()


def _not_held(place: Place, board: Board) -> Iterator[Line]:
    """Yield a line for all that is missing for one reason and to be had at the same pages."""
    together: dict[tuple[str, Origins], dict[str, None]] = {}
    named: set[str] = set()
    for section in board.document.sections:
        if section.around or section.is_about_england:
            continue
        gone = [slug for slug in section.indicators if slug not in named and _is_gone(board.figure(slug, place))]
        named |= set(gone)
        keys = {slug: (_why(slug, place, board), board.origins.get(slug, ())) for slug in gone}
        if len(gone) > MOST_NAMED and len(gone) == len(section.indicators) and len(set(keys.values())) == 1:
            together.setdefault(keys[gone[0]], {})[f"All of ‘{section.heading}’"] = None
        else:
            for slug, key in keys.items():
                together.setdefault(key, {})[board.indicators[slug].title] = None
    for (why, origins), titles in together.items():
        where = f" Look at, or ask: {'; '.join(', '.join(one) for one in origins)}." if origins else ""
        yield (Run(f"{'; '.join(titles)}: ", is_strong=True), Run(f"{why}{where}"))


def _is_gone(figure: Figure | None) -> bool:
    return figure is None or not figure.is_visible


def _why(slug: str, place: Place, board: Board) -> str:
    """Say why there is no figure, in one sentence or two."""
    figure = board.figure(slug, place)
    if figure is not None and figure.showing is Showing.HIDDEN:
        return f"hidden for {place.name}, to protect people."
    within = _told_of("district", slug, board)
    if within:
        return (
            f"none is published for {place.name} as a whole. What is published for "
            f"{listed([area.name for area in within])} stands above."
        )
    names = filter(None, (slug, board.indicators[slug].published_as))
    shared = list(dict.fromkeys(area.name for name in names for area in _told_of("several-councils", name, board)))
    if shared:
        return (
            f"none is published for {place.name} alone. The publisher gives one figure for {listed(shared)}; it stands "
            "under that name above, and is not the council's."
        )
    if figure is not None and figure.note.startswith("The publisher gives no figure"):
        return f"none for {place.name}. {figure.note}"
    return f"none is held for {place.name}."


def _told_of(kind: str, slug: str, board: Board) -> list[Place]:
    """Return the areas of one kind around the council for which the indicator is told."""
    sections: list[Section] = [one for one in board.document.sections if one.around == kind and slug in one.indicators]
    return [
        area
        for section in sections
        for area in board.places_of(section)
        if (figure := board.figure(slug, area, board.told_for(section, slug, area))) is not None and figure.is_visible
    ]
