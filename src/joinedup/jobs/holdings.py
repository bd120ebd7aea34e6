"""What a board holds for its places, section by section: for the person who asked, and for tables of many councils."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from joinedup.documents.compose.board import Board
from joinedup.documents.compose.telling import is_told
from joinedup.kinds.document import Section
from joinedup.release.figure import Figure, Showing


@dataclass(frozen=True, slots=True)
class Holding:
    """What one section rests on: of `asked` claims `told` say something; `measures` names each figure held."""

    slug: str
    heading: str
    asked: int
    told: int
    measures: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


def holdings_of(board: Board) -> tuple[Holding, ...]:
    """Return what each section that asks for claims holds, in the order of the document."""
    return tuple(_holding(section, board) for section in board.document.sections if section.asks)


def holding_lines(holdings: Iterable[Holding]) -> list[str]:
    """Return what is held by section, one line a measure with its period; sections without any are named last."""
    held = [one for one in holdings if one.measures or one.hidden]
    lines = [line for one in held for line in _lines(one)]
    empty = [one.heading for one in holdings if one not in held]
    return [*lines, *([f"Nothing is held for: {'; '.join(empty)}."] if empty else [])]


def _lines(one: Holding) -> Iterator[str]:
    yield f"  {one.heading}"
    yield from (f"    {measure}" for measure in one.measures)
    yield from (f"    {title}: hidden, to protect people" for title in one.hidden)


def _holding(section: Section, board: Board) -> Holding:
    claims = board.section_claims(section.slug)
    figures: dict[tuple[str, str], list[Figure]] = {}
    for claim in claims:
        for figure in claim.about:
            if figure.group is None and figure.place == claim.about[0].place:  # not what it is set beside
                figures.setdefault((figure.indicator, figure.place.name), []).append(figure)
    seen = {key: [one for one in held if one.is_visible] for key, held in figures.items()}
    own = {place.name for place in board.places}
    return Holding(
        slug=section.slug,
        heading=section.heading,
        asked=len(claims),
        told=sum(is_told(claim) for claim in claims),
        measures=tuple(
            _measure(board.indicators[slug].title, "" if name in own and len(own) == 1 else name, held)
            for (slug, name), held in seen.items()
            if held
        ),
        hidden=tuple(
            board.indicators[slug].title
            for (slug, name), held in figures.items()
            if any(one.showing is Showing.HIDDEN for one in held)
        ),
    )


def _measure(title: str, name: str, held: list[Figure]) -> str:
    latest = max(held, key=lambda one: (one.period.end, one.period.start))
    years = len({one.period for one in held})
    more = f" and {years - 1} earlier" if years > 1 else ""
    only = " (value only)" if latest.is_value_only else ""
    return f"{title}{f', {name}' if name else ''}: {latest.period.label}{more}{only}"
