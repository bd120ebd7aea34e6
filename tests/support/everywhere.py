"""A made-up country of thirty authorities, for pictures of every authority."""

from dataclasses import replace

from joinedup.core.place import ENGLAND, Place
from joinedup.documents.compose.picture import draw
from joinedup.kinds.area import Tile
from joinedup.kinds.document import Ask, ClaimKind, Picture, Section, Versus
from joinedup.kinds.indicator import Unit
from joinedup.release.figure import Showing
from support.boards import board_of
from support.claiming import CITY, COUNTY, PUBLISHED, YEAR, hidden, indicator, rated

RATE = indicator("made-up-death-rate", Unit.RATE, title="Made-up deaths per 100,000 people", noun="made-up deaths")
OTHERS = tuple(Place(f"X2{at:07d}", f"Market {name}") for at, name in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZab"))
EVERYONE = (COUNTY, CITY, *OTHERS)
TILES = {place.code: Tile(at // 5, at % 5) for at, place in enumerate(EVERYONE)}
SECTION = Section(
    "one", "Deaths", (Ask(ClaimKind.LEVEL, RATE.slug), Ask(ClaimKind.COMPARISON, RATE.slug, Versus.ENGLAND))
)
NEAR = tuple(place.code for place in OTHERS[:6])


def open_rate(place, count, people, **more):
    """Return an already published rate with its counts."""
    return replace(rated(RATE.slug, place, count, people, provenance=PUBLISHED, **more), showing=Showing.OPEN)


def figures(unseen=(), **counts):
    """Return a rate for each authority and England; those of `unseen` (codes) are hidden, `counts` set some by code."""
    held = []
    for at, place in enumerate(EVERYONE):
        people = 60_000 * (at + 1)
        count = counts.get(place.code, people // 10_000 + (at % 7) * 2)
        held.append(hidden(RATE.slug, place) if place.code in unseen else open_rate(place, count, people))
    return [*held, open_rate(ENGLAND, 3_300, 33_000_000)]


def board(held, *, places=(CITY,), neighbours=None, known=(RATE,), tiles=TILES, **more):
    """Return the board of a document about `places` with these figures of everyone."""
    laid = board_of([SECTION], held, known, places=places, **more)
    near = {CITY.code: NEAR} if neighbours is None else neighbours
    return replace(laid, tiles=tiles, neighbours=near)


def picture(kind, held=None, *, places=(CITY,), title="Made-up deaths", shaded_by="fifths", **more):
    """Return the chart of one kind, or None."""
    laid = board(figures() if held is None else held, places=places, **more)
    return draw(Picture(kind, title, (RATE.slug,), shaded_by=shaded_by), laid, places)


def period_before():
    """Return the year before the one that figures are of."""
    return YEAR.previous
