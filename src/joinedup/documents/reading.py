"""What every rendering says alike: the opening lines, notes under charts, and the numbers behind them."""

from joinedup.core.days import spoken_day
from joinedup.documents.behind import all_behind
from joinedup.documents.charts.points import has_marks, points_of, unseen
from joinedup.documents.report import Cell, Chart, Report, Run, Table
from joinedup.documents.wording import SYNTHETIC_BANNER, SYNTHETIC_SENTENCE, say_number, say_with_unit

CONTENTS, HEADLINES, SUPPORT, ABOUT, EVIDENCE, DEFINITIONS, FILES = (
    "Contents",
    "Headlines",
    "Help and support",
    "About this document",
    "Evidence",
    "Definitions these figures follow",
    "Files these figures rest on",
)


_LETTERS_A_LINE = 95


def banner(report: Report) -> str:
    """Return the line that says the data are synthetic, or '' where they are not."""
    return f"{SYNTHETIC_BANNER}. {SYNTHETIC_SENTENCE}" if report.is_synthetic else ""


def about(report: Report) -> tuple[tuple[str, str], ...]:
    """Return owner, contact, dates and data version with their labels."""
    return (
        ("Places", ", ".join(report.places)),
        ("Period", report.period),
        ("Owner", report.owner),
        ("Contact", report.contact),
        ("Date", say_date(report)),
        *((("As known on", spoken_day(report.known_on)),) if report.known_on else ()),
        ("Next update", report.next_update),
        ("Data version", report.data_version),
    )


def say_date(report: Report) -> str:
    """Return the report's date as people write it, whatever the machine's language."""
    return spoken_day(report.dated_on)


def notes_under(chart: Chart) -> tuple[str, ...]:
    """Return what stands under a chart: its note, and which points cannot be seen and why."""
    notes = [chart.note] if chart.note else []
    missing = unseen(chart)
    if not has_marks(chart):
        notes.append(_said_instead(chart, missing))
    elif missing:
        notes.append(f"Not drawn: {'; '.join(missing)}.")
    return tuple(notes)


def _said_instead(chart: Chart, missing: tuple[str, ...]) -> str:
    """Words for a chart that is not drawn: what little is held, and why the rest is not."""
    many = len(chart.series) > 1
    held = [
        f"{point['series']}, {point['category']}: {point['said']}" if many else f"{point['category']}: {point['said']}"
        for point in points_of(chart)
        if "value" in point
    ]
    if held:
        return f"Too few years are held for a line ({'; '.join(missing)}). Held: {'; '.join(held)}."
    return f"No figure of this chart can be shown ({'; '.join(missing)})."


def data_behind(chart: Chart) -> Table:
    """Return a chart's numbers as a table: a row a category, a column a series, intervals in the same cell.

    Of a picture of every area it is a row an area.
    """
    if chart.spots:
        return all_behind(chart)
    cells: dict[int, list[Cell]] = {index: [Cell(name)] for index, name in enumerate(chart.categories)}
    decimals = {order: _decimals(chart, order) for order in range(len(chart.series))}
    for point in points_of(chart):
        series = chart.series[point["order"]]
        at = point["index"]
        claim_id = series.claim_ids[at] if at < len(series.claim_ids) else None
        text = point["said"]
        if "low" in point:
            places = decimals[point["order"]]
            text += f" ({say_number(point['low'], places)} to {say_number(point['high'], places)})"
        cells[at].append(Cell(text, point.get("value"), claim_id))
    rows = [tuple(row) for row in cells.values()]
    if chart.reference:
        name, value = chart.reference
        said = say_with_unit(value, chart.unit, 0 if float(value).is_integer() else 1)
        rows.append((Cell(name), Cell(said, value), *(Cell("") for _ in chart.series[1:])))
    return Table(f"{chart.title} ({chart.unit})", ("", *(series.name for series in chart.series)), tuple(rows))


def _decimals(chart: Chart, order: int) -> int:
    said = [point["said"] for point in points_of(chart) if point["order"] == order and "value" in point]
    return 1 if any("." in text for text in said) else 0


def is_right_aligned(table: Table, column: int) -> bool:
    """Return whether a column holds numbers and so lines up on the right."""
    return column > 0 and any(row[column].number is not None for row in table.rows if column < len(row))


def column_shares(table: Table) -> list[float]:
    """Return each column's share of the page: room for its longest word first, the rest by how much it holds."""
    needs, wishes = [], []
    for column, name in enumerate(table.columns):
        texts = [name, *(row[column].text for row in table.rows if column < len(row))]
        needs.append(3 + max((len(word) for text in texts for word in text.split()), default=0))
        wishes.append(min(44 if column == 0 else 18, max(len(text) for text in texts)))
    spare = max(0, _LETTERS_A_LINE - sum(needs))
    wanted = [max(0, wish - need) + 1 for wish, need in zip(wishes, needs, strict=True)]
    widths = [need + spare * more / sum(wanted) for need, more in zip(needs, wanted, strict=True)]
    return [width / sum(widths) for width in widths]


def row_runs(row: tuple[Cell, ...]) -> list[Run]:
    """Return a table row's cells as runs, each claim marked once, at its first cell with words."""
    seen: set[str] = set()
    runs = []
    for cell in row:
        claim_id = cell.claim_id if cell.text and cell.claim_id not in seen else None
        seen |= {claim_id} if claim_id else set()
        runs.append(Run(cell.text, claim_id))
    return runs


def grouped(runs: tuple[Run, ...]) -> list[tuple[Run, bool]]:
    """Return each run with whether a reference mark follows it: once a claim, after its last number in the line."""
    last = {run.claim_id: index for index, run in enumerate(runs) if run.claim_id}
    return [(run, run.claim_id is not None and last[run.claim_id] == index) for index, run in enumerate(runs)]


def plain(runs: tuple[Run, ...]) -> str:
    """Return the words alone."""
    return "".join(run.text for run in runs)
