"""The areas of a picture of every authority: whose figure is drawn, for which period, and in which words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from joinedup.claims.model import Claim
from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.documents.compose.board import Board
from joinedup.documents.compose.wording import figure_text
from joinedup.documents.report import Part, Spot
from joinedup.kinds.document import ClaimKind
from joinedup.release.figure import Figure

FEWEST = 10
"""Authorities with a value that a map of fifths, or a funnel, needs: fewer show no pattern."""

MOST_NAMED = 20
"""Statistical neighbours that a picture can name and still be read; of several places, the nearest of each."""


@dataclass(frozen=True, slots=True)
class Everywhere:
    """The figures of one indicator, one period and one authority each: the document's own first, then neighbours.

    `figures` hold None where an authority has no figure for the period.
    """

    slug: str
    period: Period
    codes: tuple[str, ...]
    figures: tuple[Figure | None, ...]
    spots: tuple[Spot, ...]
    england: Figure | None
    whole: Spot | None


def gather(slug: str, board: Board, places: Sequence[Place]) -> Everywhere | None:
    """Return every authority's figure of one period, or None where fewer than `FEWEST` have a value.

    The period is the latest for which that many, and one of the document's places if any, have a value: figures of
    other periods are left out, for no picture mixes them.
    """
    held = board.everywhere(slug)
    seen = [figure for figure in held if figure.is_visible and figure.value is not None]
    own = [place.code for place in places if place != board.england]
    period = _period(seen, own)
    if period is None:
        return None
    of_period = {figure.place.code: figure for figure in held if figure.period == period}
    near = _nearest([board.neighbours.get(place, ()) for place in own], own)
    names = {figure.place.code: figure.place.name for figure in held} | {place.code: place.name for place in places}
    known = dict.fromkeys(own, 0) | {code: 1 for code in near if code in names}
    codes = (*known, *sorted(set(names) - set(known) - {board.england.code}, key=lambda code: (names[code], code)))
    figures = tuple(of_period.get(code) for code in codes)
    parts = (Part.OWN, Part.NEIGHBOUR, Part.OTHER)
    spots = tuple(
        _spot(slug, board, Place(code, names[code]), figure, parts[known.get(code, 2)], period)
        for code, figure in zip(codes, figures, strict=True)
    )
    england = board.figure(slug, board.england, period)
    has_england = england is not None and england.value is not None
    return Everywhere(
        slug=slug,
        period=period,
        codes=codes,
        figures=figures,
        spots=spots,
        england=england if has_england else None,
        whole=_spot(slug, board, board.england, england, Part.WHOLE, period) if has_england else None,
    )


def _nearest(lists: Sequence[Sequence[str]], own: Sequence[str]) -> list[str]:
    """Return the nearest neighbours of all places in turn, the nearest of each first, at most `MOST_NAMED`."""
    in_turn = [code for rank in zip_longest(*lists) for code in rank if code is not None and code not in own]
    return list(dict.fromkeys(in_turn))[:MOST_NAMED]


def _period(seen: Sequence[Figure], own: Sequence[str]) -> Period | None:
    """Return the latest period that enough authorities, and a place of the document if any has one, have values of."""
    of_period: dict[Period, set[str]] = {}
    for figure in seen:
        of_period.setdefault(figure.period, set()).add(figure.place.code)
    wide = {period: codes for period, codes in of_period.items() if len(codes) >= FEWEST}
    with_own = [period for period, codes in wide.items() if codes & set(own)]
    return max(with_own or wide, default=None)


def _spot(slug: str, board: Board, place: Place, figure: Figure | None, part: Part, period: Period) -> Spot:
    tile = board.tiles.get(place.code)
    square = (tile.row, tile.column) if tile else None
    said = figure_text(figure, board.indicators[slug])
    if figure is None or figure.value is None:
        return Spot(place.name, part, said, square=square)
    claim_id = None if part is Part.OTHER else board.value_claim(slug, place, period)
    return Spot(place.name, part, said, figure.value, figure.numerator, claim_id=claim_id, square=square)


def tell(everywhere: Everywhere, board: Board, spots: Sequence[Spot]) -> str:
    """Return the named places' values in words: a number only where a claim opens it, and what a claim says of it.

    Where a place stands against others is told in the claim's own sentence or not at all.
    """
    said = []
    for code, spot in zip(everywhere.codes, spots, strict=True):
        if spot.part is Part.OTHER:
            continue
        if spot.value is None or spot.claim_id:
            said.append(f"{spot.name}: {spot.said}.")
        if spot.part is Part.OWN:
            said += [claim.sentence for claim in _comparisons(everywhere, board, code)]
    if everywhere.whole is not None and everywhere.whole.claim_id:
        said.append(f"{everywhere.whole.name}: {everywhere.whole.said}.")
    return " ".join(said)


def _comparisons(everywhere: Everywhere, board: Board, code: str) -> list[Claim]:
    """Claims that set this place's figure of this period beside England's."""
    sides = [(code, everywhere.period), (board.england.code, everywhere.period)]
    return [
        claim
        for claim in board.claims.values()
        if claim.kind is ClaimKind.COMPARISON
        and claim.about[0].indicator == everywhere.slug
        and [(figure.place.code, figure.period) for figure in claim.about] == sides
        and all(figure.is_visible and figure.group is None for figure in claim.about)
    ]
