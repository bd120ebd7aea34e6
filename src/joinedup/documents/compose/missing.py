"""What the document could not say: whole sections by their headings, single figures by their titles."""

from joinedup.core.place import Place
from joinedup.documents.compose.board import Board
from joinedup.documents.compose.published_gaps import published_gaps
from joinedup.documents.compose.wording import listed
from joinedup.documents.report import Block, Bullets, Paragraph, Run
from joinedup.kinds.document import Section
from joinedup.release.figure import Showing

ASKING = (
    "Treatment figures for a council come from its providers' NDTMS extracts under a sharing agreement, or from the "
    "restricted NDTMS reports its public health team can sign in to. Published figures come from the publishers named "
    "below."
)


def missing_blocks(board: Board) -> tuple[Block, ...]:
    """Return what is not held and what is hidden, places with the same gaps named together; empty if nothing is."""
    if board.document.is_latest:
        return published_gaps(board)
    absent = _by_gaps(board, Showing.ABSENT, "no figure held for")
    hidden = _by_gaps(board, Showing.HIDDEN, "hidden, to protect people:")
    if not absent and not hidden:
        return ()
    return (Bullets((*absent, *hidden)), Paragraph((Run(ASKING),)))


def _by_gaps(board: Board, showing: Showing, words: str) -> list[tuple[Run, ...]]:
    together: dict[tuple[str, ...], list[str]] = {}
    for place in board.places:
        lines = tuple(
            line
            for section in board.document.sections
            if section.asks and not section.is_about_england and (line := _gap(section, place, board, showing))
        )
        if lines:
            together.setdefault(lines, []).append(place.name)
    return [
        (Run(f"{listed(names)}, {words} ", is_strong=True), Run(f"{'; '.join(lines)}."))
        for lines, names in together.items()
    ]


def _gap(section: Section, place: Place, board: Board, showing: Showing) -> str:
    slugs = list(dict.fromkeys(ask.indicator for ask in section.asks))
    gone = [slug for slug in slugs if _showing(slug, place, board) is showing]
    if not gone:
        return ""
    if len(gone) == len(slugs) and len(slugs) > 1:
        return f"all of ‘{section.heading}’ ({_chapter(section, board)})"
    return "; ".join(_lower_first(board.indicators[slug].title) for slug in gone)


def _showing(slug: str, place: Place, board: Board) -> Showing:
    figure = board.figure(slug, place)
    return Showing.ABSENT if figure is None else figure.showing


def _chapter(section: Section, board: Board) -> str:
    before = board.document.sections[: board.document.sections.index(section)]
    return next((one.heading.lower() for one in reversed(before) if one.level == 1), "")


def _lower_first(title: str) -> str:
    return title[:1].lower() + title[1:]
