"""Released figures as the shelf holds them: texts as documents print them, and rows of a table to download."""

import csv
import io
from collections.abc import Iterable

from joinedup.claims import numbers
from joinedup.claims.model import Claim
from joinedup.core.cells import plain_text
from joinedup.documents.compose.board import Board
from joinedup.documents.compose.wording import counts_text, figure_text, interval_text
from joinedup.kinds.indicator import Indicator, Unit
from joinedup.release.figure import Figure
from joinedup.shelf.records import ShelfFigure

COLUMNS = (
    *("indicator", "title", "area_code", "area", "start", "end", "period", "split_by", "group", "showing", "value"),
    *("low_95", "high_95", "numerator", "denominator", "recorded", "note", "claim"),
)
_DECIMALS = 4


def shelf_figure(figure: Figure, board: Board, claim_id: str | None = None) -> ShelfFigure:
    """Return one figure; of a hidden or absent one the words that say so, and nothing else that could tell more."""
    indicator = board.indicators[figure.indicator]
    is_recorded = figure.is_visible and indicator.of == "among"
    numbers = (figure.value, figure.low, figure.high, figure.numerator, figure.denominator)
    return ShelfFigure(
        figure.indicator,
        figure.place.code,
        figure.place.name,
        figure.period.start.isoformat(),
        figure.period.end.isoformat(),
        figure.period.label,
        figure.group,
        str(figure.showing),
        figure_text(figure, indicator),
        interval_text(figure, indicator),
        counts_text(figure, indicator) or _averaged(figure, indicator),
        f"{100 * figure.known:.0f}%" if is_recorded else "",  # whole percents: nobody can count who did not answer
        figure.note,
        claim_id or "",
        *(None if number is None else float(number) for number in numbers),
    )


def _averaged(figure: Figure, indicator: Indicator) -> str:
    """Return of how many an average is: what was added up for it is no count of anybody."""
    is_mean = indicator.unit is Unit.DAYS and figure.is_visible and figure.denominator is not None
    return f"of {numbers.count(figure.denominator or 0)}" if is_mean else ""


def figures_of(slug: str, figures: Iterable[Figure], board: Board) -> tuple[ShelfFigure, ...]:
    """Return an indicator's figures of everyone together, oldest first, each with the claim that states it."""
    found = sorted(
        (one for one in figures if one.indicator == slug and one.group is None),
        key=lambda one: (one.period, one.place.kind == "country", one.place.code),
    )
    return tuple(shelf_figure(one, board, board.value_claim(slug, one.place, one.period)) for one in found)


def groups_of(slug: str, figures: Iterable[Figure], board: Board) -> tuple[ShelfFigure, ...]:
    """Return an indicator's figures by group, latest first, each with the claim that compares it."""
    found = sorted(
        (one for one in figures if one.indicator == slug and one.group is not None),
        key=lambda one: (-one.period.end.toordinal(), one.place.kind == "country", one.place.code, one.group),
    )
    return tuple(shelf_figure(one, board, _claim_about(one, board.ledger.claims)) for one in found)


def _claim_about(figure: Figure, claims: Iterable[Claim]) -> str | None:
    return next((claim.claim_id for claim in claims if figure in claim.about), None)


def table_bytes(title: str, figures: Iterable[ShelfFigure]) -> bytes:
    """Return figures as CSV in UTF-8; a cell that a spreadsheet would take for a formula is words."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for one in figures:
        by, group = one.group or ("", "")
        words = (one.indicator, title, one.place_code, one.place, one.start, one.end, one.period, by, group)
        numbers = (one.value, one.low, one.high, one.numerator, one.denominator)
        told = map(_plain_number, numbers)
        last = (one.recorded, one.note, one.claim_id)
        table.writerow((*map(plain_text, words), one.showing, *told, *map(plain_text, last)))
    return text.getvalue().encode()


def _plain_number(number: float | None) -> str:
    if number is None:
        return ""
    rounded = round(number, _DECIMALS)
    return str(int(rounded)) if rounded.is_integer() else str(rounded)
