"""What published figures do not say of a council: why not, and where to ask for it."""

from collections.abc import Iterator

from joinedup.core.place import Place
from joinedup.documents.compose.board import Board
from joinedup.documents.compose.wording import listed
from joinedup.documents.report import Block, Bullets, Run
from joinedup.kinds.document import Section
from joinedup.release.figure import Figure, Showing

Line = tuple[Run, ...]


def published_gaps(board: Board) -> tuple[Block, ...]:
    """Return a line for each figure not held or hidden, those with one reason and origin together; empty if none."""
    lines = [line for place in board.places for line in _not_held(place, board)]
    lines += [
        (Run(f"{one.what}: ", is_strong=True), Run(f"{one.why} Ask: {one.ask}")) for one in board.document.unpublished
    ]
    return (Bullets(tuple(lines)),) if lines else ()


def _not_held(place: Place, board: Board) -> Iterator[Line]:
    together: dict[tuple[str, str], dict[str, None]] = {}
    for section in board.document.sections:
        if section.around or section.is_about_england:
            continue
        gone = [slug for slug in section.indicators if _is_gone(board.figure(slug, place))]
        for slug in gone:
            key = (_why(slug, place, board), board.origins.get(slug, ""))
            together.setdefault(key, {})[slug] = None
    for (why, origin), slugs in together.items():
        titles = listed([board.indicators[slug].title for slug in slugs])
        where = f" It is published by: {origin}." if origin else ""
        yield (Run(f"{titles}: ", is_strong=True), Run(f"{why}{where}"))


def _is_gone(figure: Figure | None) -> bool:
    return figure is None or not figure.is_visible


def _why(slug: str, place: Place, board: Board) -> str:
    """Say why there is no figure, in one sentence or two."""
    figure = board.figure(slug, place)
    if figure is not None and figure.showing is Showing.HIDDEN:
        return f"hidden for {place.name}, to protect people."
    shared = [area.name for area in _told_together(slug, board)]
    if shared:
        return (
            f"none is published for {place.name} alone. The publisher gives one figure for {listed(shared)}; it stands "
            "under that name above, and is not the council's."
        )
    if figure is not None and figure.note.startswith("The publisher gives no figure"):
        return f"none for {place.name}. {figure.note}"
    return f"none is held for {place.name}."


def _told_together(slug: str, board: Board) -> list[Place]:
    sections: list[Section] = [one for one in board.document.sections if one.around == "several-councils"]
    return [
        area
        for section in sections
        for area in board.places_of(section)
        if (figure := board.figure(slug, area, board.told_for(section, slug, area))) is not None and figure.is_visible
    ]
