"""Pictures: declared as indicators to draw, made into charts with their data and words."""

from dataclasses import replace

from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.documents.compose.board import Board
from joinedup.documents.compose.everywhere import gather
from joinedup.documents.compose.funnel import draw_funnel
from joinedup.documents.compose.tiles import draw_tiles
from joinedup.documents.report import Chart, Series
from joinedup.kinds.document import Picture
from joinedup.kinds.indicator import Unit
from joinedup.release.figure import Figure, Showing

_UNITS = {
    Unit.COUNT: "people",
    Unit.PERCENT: "%",
    Unit.RATE: "per 100,000",
    Unit.DAYS: "days",
    Unit.SCORE: "score",
}


def years_back(period: Period, years: int) -> tuple[Period, ...]:
    """Return `years` periods of the same length ending with `period`, oldest first."""
    periods = [period]
    while len(periods) < years:
        periods.insert(0, periods[0].previous)
    return tuple(periods)


def draw(picture: Picture, board: Board, places: tuple[Place, ...]) -> Chart | None:
    """Return the chart, or None where no mark, or no line, could be drawn: an empty picture helps nobody."""
    if picture.kind in ("tiles", "funnel"):
        return _everywhere(picture, board, places)
    chart = {"bars": _bars, "years": _years, "split": _split}[picture.kind](picture, board, places)
    marks = [sum(value is not None for value in series.values) for series in chart.series]
    return chart if max(marks, default=0) >= (2 if picture.kind == "years" else 1) else None


def _everywhere(picture: Picture, board: Board, places: tuple[Place, ...]) -> Chart | None:
    held = gather(picture.indicators[0], board, places)
    if held is None:
        return None
    chart = (draw_tiles if picture.kind == "tiles" else draw_funnel)(picture, board, held)
    if chart is None:
        return None
    note = " ".join(filter(None, (chart.note, _status_note(picture, board))))
    return replace(chart, slug=_slug(picture), unit=_unit(picture, board), note=note)


def _bars(picture: Picture, board: Board, places: tuple[Place, ...]) -> Chart:
    """Places as bars; one indicator shows England as a line, several put indicators along the axis."""
    if len(picture.indicators) == 1:
        slug = picture.indicators[0]
        figures = [board.figure(slug, place) for place in places]
        ids = [board.value_claim(slug, place) for place in places]
        england = board.figure(slug, board.england)
        reference = (board.england.name, england.value) if england and england.value is not None else None
        categories = tuple(place.name for place in places)
        series = (_series(board.indicators[slug].title, figures, ids),)
        return _chart(picture, board, "bars", categories, series, reference)
    categories = tuple(board.indicators[slug].title for slug in picture.indicators)
    several = tuple(
        _series(
            place.name,
            [board.figure(slug, place) for slug in picture.indicators],
            [board.value_claim(slug, place) for slug in picture.indicators],
        )
        for place in places
    )
    return _chart(picture, board, "bars", categories, several)


def _years(picture: Picture, board: Board, places: tuple[Place, ...]) -> Chart:
    slug = picture.indicators[0]
    periods = years_back(board.period_of[slug], picture.years)
    series = tuple(
        _series(
            place.name,
            [board.figure(slug, place, period) for period in periods],
            [board.value_claim(slug, place, period) for period in periods],
        )
        for place in places
    )
    return _chart(picture, board, "lines", tuple(period.label for period in periods), series)


def _split(picture: Picture, board: Board, places: tuple[Place, ...]) -> Chart:
    series = tuple(
        _series(
            board.indicators[slug].title,
            [board.figure(slug, place) for place in places],
            [board.value_claim(slug, place) for place in places],
        )
        for slug in picture.indicators
    )
    return _chart(picture, board, "stacked", tuple(place.name for place in places), series)


def _series(name: str, figures: list[Figure | None], claim_ids: list[str | None]) -> Series:
    shown = [figure if figure is not None and figure.is_visible else None for figure in figures]
    return Series(
        name=name,
        values=tuple(figure.value if figure else None for figure in shown),
        lows=tuple(figure.low if figure else None for figure in shown),
        highs=tuple(figure.high if figure else None for figure in shown),
        claim_ids=tuple(claim_ids),
        why=tuple(_why(figure) for figure in figures),
    )


def _why(figure: Figure | None) -> str:
    if figure is None or figure.showing is Showing.ABSENT:
        return "no figure held"
    return "hidden" if figure.showing is Showing.HIDDEN else ""


def _chart(
    picture: Picture,
    board: Board,
    kind: str,
    categories: tuple[str, ...],
    series: tuple[Series, ...],
    reference: tuple[str, float] | None = None,
) -> Chart:
    note, unit = _status_note(picture, board), _unit(picture, board)
    return Chart(
        _slug(picture),
        kind,
        picture.title,
        unit,
        categories,
        series,
        _alt(picture, categories, series),
        note,
        reference,
    )


def _slug(picture: Picture) -> str:
    return f"{picture.kind}-{'-'.join(picture.indicators)}"[:80]


def _unit(picture: Picture, board: Board) -> str:
    return picture.unit or _UNITS[board.indicators[picture.indicators[0]].unit]


def _status_note(picture: Picture, board: Board) -> str:
    statuses = {board.indicators[slug].source.status for slug in picture.indicators}
    return "" if statuses == {"found"} else "Rests on a definition we have not been able to verify."


def _alt(picture: Picture, categories: tuple[str, ...], series: tuple[Series, ...]) -> str:
    said = []
    for one in series:
        points = ", ".join(
            f"{category} {_spoken(value, why)}"
            for category, value, why in zip(categories, one.values, one.why, strict=True)
        )
        said.append(points if len(series) == 1 else f"{one.name}: {points}")
    return f"{picture.title}. {'; '.join(said)}."


def _spoken(value: float | None, why: str) -> str:
    if value is None:
        return why or "no figure held"
    return f"{value:,.0f}" if abs(value) >= 10 or value == int(value) else f"{value:,.1f}"
