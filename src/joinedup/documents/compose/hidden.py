"""Which figures of a section are hidden: each under the name of the place whose it is, whoever is compared with it."""

from collections.abc import Iterable

from joinedup.claims.model import Claim
from joinedup.core.place import Place
from joinedup.documents.compose.board import Board
from joinedup.documents.compose.telling import hidden_of
from joinedup.documents.compose.wording import listed
from joinedup.documents.report import Paragraph, Run
from joinedup.kinds.document import Section
from joinedup.release.figure import Figure


def hidden_lines(section: Section, claims: Iterable[Claim], board: Board, places: tuple[Place, ...]) -> list[Paragraph]:
    """Return a line for each place with hidden figures, the section's own places first.

    A figure of another period than the section tells, or of a group, is named as such: the table shows the other one.
    """
    found: dict[Place, dict[str, list[Figure]]] = {place: {} for place in places}
    for figure in dict.fromkeys(figure for claim in claims for figure in hidden_of(claim)):
        found.setdefault(figure.place, {}).setdefault(figure.indicator, []).append(figure)
    lines = []
    for place, of in found.items():
        titles = [_named(section, board, figures) for figures in of.values()]
        if titles:
            said = f"Hidden for {place.name}, to protect people: {listed(titles)}."
            lines.append(Paragraph((Run(said),), style="caveat"))
    return lines


def _named(section: Section, board: Board, figures: list[Figure]) -> str:
    """Return the indicator's title alone where the figure in the table is hidden, else with what is hidden of it."""
    slug, place = figures[0].indicator, figures[0].place
    title, told = board.indicators[slug].title, board.told_for(section, slug, place)
    if any(one.group is None and one.period == told for one in figures):
        return title
    of = dict.fromkeys(
        ", ".join(part for part in (one.group[1] if one.group else "", one.period.label) if part) for one in figures
    )
    return f"{title} ({listed(list(of))})"
