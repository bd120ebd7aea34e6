"""The numbers behind a map or a funnel: of every area for those who open them, of the named ones beside the picture."""

from joinedup.documents.report import Cell, Chart, Part, Spot, Table
from joinedup.documents.wording import say_number

UNMARKED = "no mark"


def all_behind(chart: Chart) -> Table:
    """Return a row an area, the document's own first, then their neighbours, England and the others by name.

    A hidden or absent figure has words in its cell and nothing in any other. Numbers of background areas have no claim:
    they are printed here alone.
    """
    ranks = {Part.OWN: 0, Part.NEIGHBOUR: 1, Part.WHOLE: 2, Part.OTHER: 3}
    spots = sorted(chart.spots, key=lambda spot: ranks[spot.part])
    head, extra = _columns(chart)
    rows = [(Cell(spot.name), *_cells(spot, chart, extra)) for spot in spots]
    blanks = tuple(Cell("") for _ in head[1:])
    rows += [(Cell(name), Cell(say_number(value, 1), value), *blanks) for name, value in chart.further]
    return Table(f"{_titled(chart)}: every authority", ("Authority", *head), tuple(rows))


def named_behind(chart: Chart) -> Table | None:
    """Return a row for each named area and England; None if none is.

    A number stands here only with the claim that opens it; a neighbour without one is in the table of every authority.
    """
    named = [
        spot
        for spot in chart.spots
        if spot.part is not Part.OTHER and (spot.claim_id is not None or spot.value is None)
    ]
    if not named:
        return None
    head, extra = _columns(chart)
    rows = tuple((Cell(spot.name), *_cells(spot, chart, extra)) for spot in named)
    return Table(f"{_titled(chart)}: places named", ("", *head), rows)


def _titled(chart: Chart) -> str:
    return chart.title if chart.unit in chart.title else f"{chart.title} ({chart.unit})"


def _columns(chart: Chart) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the headings after the name, and which further cells stand under them."""
    extra = tuple(
        name
        for name, is_told in (
            ("count", any(spot.count is not None for spot in chart.spots)),
            ("size", bool(chart.size_name)),
            ("mark", bool(chart.shades)),
            ("note", any(spot.note for spot in chart.spots)),
        )
        if is_told
    )
    titles = {"count": "Count", "size": _upper_first(chart.size_name), "mark": "Mark on the map", "note": "Note"}
    return (_upper_first(chart.unit), *(titles[name] for name in extra)), extra


def _cells(spot: Spot, chart: Chart, extra: tuple[str, ...]) -> tuple[Cell, ...]:
    mark = "" if spot.part is Part.WHOLE else UNMARKED if spot.shade is None else chart.shades[spot.shade].mark
    cells = {
        "count": _number(spot.count, spot.claim_id),
        "size": _number(spot.size, spot.claim_id),
        "mark": Cell(mark),
        "note": Cell(spot.note),
    }
    return (Cell(spot.said, spot.value, spot.claim_id), *(cells[name] for name in extra))


def _number(number: float | None, claim_id: str | None) -> Cell:
    if number is None:
        return Cell("")
    return Cell(say_number(number), round(number), claim_id, "#,##0")


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
