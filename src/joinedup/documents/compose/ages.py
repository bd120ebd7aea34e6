"""How old each figure is on the day of the document, and who publishes it."""

import re
from datetime import date, timedelta

from joinedup.documents.compose.board import Board
from joinedup.documents.report import Block, Bullets, Cell, Paragraph, Run, Table

INTRODUCTION = (
    "Each figure is of the latest period that was held for its place when this was made; a later one may have been "
    "published since. Figures for different periods are not set against each other."
)

WHERE = "Where a later one can be looked for:"


def ages_of(board: Board, dated_on: date) -> tuple[Block, ...]:
    """Return a table of every figure told: its period, its age on `dated_on`, its publisher and where it can be had."""
    rows: dict[tuple[str, str], tuple[Cell, ...]] = {}
    for section in board.document.sections:
        for slug in dict.fromkeys(ask.indicator for ask in section.asks):
            for place in board.places_of(section):
                period = board.told_for(section, slug, place)
                figure = board.figure(slug, place, period)
                if figure is None or not figure.is_visible:
                    continue
                own = "" if place in board.places else f", {place.name}"
                cells = (
                    f"{board.indicators[slug].title}{own}",
                    period.label,
                    age(period.end, dated_on),
                    publisher_of(figure.provenance.source),
                )
                rows.setdefault((slug, place.code), tuple(Cell(text) for text in cells))
    columns = ("Figure", "For", "Age when this was made", "Publisher")
    table = Table("Every figure told, with its age", columns, tuple(rows.values()))
    pages = dict.fromkeys(origin for slug, _ in rows for origin in board.origins.get(slug, ()))
    where = Bullets(tuple((Run(f"{publisher}: ", is_strong=True), Run(page)) for publisher, page in pages))
    return (Paragraph((Run(INTRODUCTION),)), table, *((Paragraph((Run(WHERE),)), where) if pages else ()))


def age(end: date, dated_on: date) -> str:
    """Return how long ago a period ended, in whole years: 'under a year', '1 year', '8 years'."""
    last = end - timedelta(days=1)
    years = dated_on.year - last.year - ((dated_on.month, dated_on.day) < (last.month, last.day))
    if years < 1:
        return "under a year"
    return f"{years} year{'s' if years > 1 else ''}"


def publisher_of(source: str) -> str:
    """Return who publishes, from the names of tables: 'ONS' of 'ONS, deaths by area; ONS population estimates'.

    What follows the first comma, colon or bracket names a table, and a part that starts small only says more of it.
    """
    named = [re.split(r"[,:(]| population ", part)[0].strip() for part in source.split("; ") if part[:1].isupper()]
    return "; ".join(dict.fromkeys(named))
