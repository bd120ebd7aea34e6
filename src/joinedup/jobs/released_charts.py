"""Charts made once, when figures are released: drawn by the same hand as those of documents."""

from collections.abc import Iterable, Iterator

from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.documents.charts.draw import draw_svg, size_of
from joinedup.documents.charts.layout import FONT, NARROW, WIDE
from joinedup.documents.charts.points import has_marks
from joinedup.documents.compose.board import Board
from joinedup.documents.compose.picture import draw, years_back
from joinedup.documents.reading import data_behind, is_right_aligned, notes_under
from joinedup.documents.report import Chart, Table
from joinedup.kinds.document import Picture
from joinedup.shelf.places import chart_of
from joinedup.shelf.records import ShelfChart, ShelfTable

_MOST_YEARS = 10


def charts_of(slug: str, board: Board) -> tuple[tuple[ShelfChart, ...], dict[str, bytes]]:
    """Return an indicator's charts (years, then places side by side) and the drawings by path; a hidden mark is none.

    A picture that a document declares of this indicator alone is that one, title and all.
    """
    files: dict[str, bytes] = {}
    charts = []
    for chart in _drawn(slug, board):
        wide, narrow = (_for_any_machine(draw_svg(chart, layout)) for layout in (WIDE, NARROW))
        for svg in (wide, narrow):
            files[chart_of(svg.encode())] = svg.encode()
        charts.append(_shelf_chart(chart, wide, narrow))
    return tuple(charts), files


def _drawn(slug: str, board: Board) -> Iterator[Chart]:
    title = board.indicators[slug].title
    declared = {
        picture.kind: picture
        for section in board.document.sections
        for picture in section.pictures
        if picture.indicators == (slug,)
    }
    span = _years_held(slug, board)
    if span > 1:
        each_year = declared["years"].title if "years" in declared else f"{title}, year by year"
        years = Picture("years", each_year, (slug,), years=span)
        yield from _if_marked(draw(years, board, _told(slug, board, years_back(board.period_of[slug], span))))
    bars = declared.get("bars", Picture("bars", f"{title}, {board.period_of[slug].label}", (slug,)))
    yield from _if_marked(draw(bars, board, board.places))


def _if_marked(chart: Chart | None) -> Iterator[Chart]:
    if chart is not None and has_marks(chart):
        yield chart


def _years_held(slug: str, board: Board) -> int:
    """Return how many periods back from the document's own were measured for some place without a gap."""
    held = {period for one, _, period in board.figures if one == slug}
    period, span = board.period_of[slug], 0
    while period in held and span < _MOST_YEARS:
        period, span = period.previous, span + 1
    return span


def _told(slug: str, board: Board, periods: Iterable[Period]) -> tuple[Place, ...]:
    """Return the document's places, and England where a line of it can be drawn."""
    england = (board.figure(slug, board.england, period) for period in periods)
    is_drawn = sum(one is not None and one.is_visible for one in england) > 1
    return (*board.places, *((board.england,) if is_drawn else ()))


def _for_any_machine(svg: str) -> str:
    """Name lettering to fall back on: a picture in a page can use no font of the page, and a reader may lack ours."""
    return svg.replace(f'font-family="{FONT}"', f'font-family="{FONT}, Arial, Helvetica, sans-serif"')


def _shelf_chart(chart: Chart, wide: str, narrow: str) -> ShelfChart:
    (width, height), (narrow_width, narrow_height) = size_of(wide), size_of(narrow)
    return ShelfChart(
        title=chart.title if chart.unit in chart.title else f"{chart.title} ({chart.unit})",
        alt=chart.alt,
        wide=chart_of(wide.encode()),
        narrow=chart_of(narrow.encode()),
        size=(round(width), round(height)),
        narrow_size=(round(narrow_width), round(narrow_height)),
        notes=notes_under(chart),
        behind=shelf_table(data_behind(chart)),
    )


def shelf_table(table: Table) -> ShelfTable:
    """Return a document's table as texts."""
    return ShelfTable(
        table.caption,
        table.columns,
        tuple(tuple(cell.text for cell in row) for row in table.rows),
        tuple(column for column in range(len(table.columns)) if is_right_aligned(table, column)),
    )
