"""One section: what its claims say, what could not be told apart, its pictures, and the table behind them."""

from collections.abc import Mapping
from dataclasses import replace

from joinedup.claims.model import Claim
from joinedup.claims.phrases import when
from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.documents.compose.board import Board
from joinedup.documents.compose.hidden import hidden_lines
from joinedup.documents.compose.picture import draw
from joinedup.documents.compose.telling import (
    COMPARING,
    is_counted_change,
    is_difference,
    is_told,
    is_without_difference,
    once_each,
    runs_of,
)
from joinedup.documents.compose.wording import cell_text, listed
from joinedup.documents.report import Block, Bullets, Cell, Paragraph, ReportSection, Run, Table
from joinedup.kinds.document import ClaimKind, Section
from joinedup.kinds.indicator import Indicator
from joinedup.release.figure import Figure, Showing

NO_NEIGHBOURS = (
    "No statistical neighbours are told for {}: no other authority is near it in the figures compared, or one of those "
    "figures is not held."
)

MOST_LED = 3
"""Areas around the council told of in sentences; more are set out in the table alone, one row each."""

LEADS = 3
"""How many of a section's values are told in sentences for each place; all are in its table."""


def compose_section(section: Section, board: Board) -> ReportSection | None:
    """Return the section, or None where nothing it asks for is held (the closing chapter then says so)."""
    if not section.asks:
        return ReportSection(section.slug, section.heading, section.level, ())
    places = board.places_of(section)
    claims = board.section_claims(section.slug)
    if not any(is_told(claim) for claim in claims):
        return None
    charts = (draw(picture, _told_there(section, board, places), places) for picture in section.pictures)
    new = _not_told_before(section, board)
    led = places if len(places) <= MOST_LED or not section.around else ()
    blocks: list[Block] = [
        *([Paragraph((Run(section.note),), style="note")] if section.note else []),
        *(_lead(new, place, claims, board.indicators) for place in led if _leading(new, place, claims)),
        *(_judged(claims) if board.document.is_latest else (*_differences(claims, board), *_sameness(claims, board))),
        *(chart for chart in charts if chart is not None),
        *([_table(new, board, places)] if new.asks else []),
        *_neighbours(section, board),
        *hidden_lines(section, claims, board, places),
    ]
    return ReportSection(section.slug, section.heading, section.level, tuple(blocks))


def _told_there(section: Section, board: Board, places: tuple[Place, ...]) -> Board:
    """Return the board as pictures of a section see it: for the latest period of any of its places."""
    told = {slug: max(board.told_for(section, slug, place) for place in places) for slug in section.indicators}
    return replace(board, period_of={**board.period_of, **told})


def _not_told_before(section: Section, board: Board) -> Section:
    """Return the section; of latest figures without the indicators that one before it told of the same places."""
    if not board.document.is_latest:
        return section
    before = board.document.sections[: board.document.sections.index(section)]
    told = {ask.indicator for one in before if board.places_of(one) == board.places_of(section) for ask in one.asks}
    return replace(section, asks=tuple(ask for ask in section.asks if ask.indicator not in told))


def _judged(claims: tuple[Claim, ...]) -> list[Block]:
    """Tell every comparison of visible figures in full: what differs, what does not, and why no more is said."""
    found = once_each(
        claim for claim in claims if claim.kind in COMPARING and all(one.value is not None for one in claim.about)
    )
    return [Bullets(tuple(runs_of(claim) for claim in found))] if found else []


def _leading(section: Section, place: Place, claims: tuple[Claim, ...]) -> list[Claim]:
    slugs = list(dict.fromkeys(ask.indicator for ask in section.asks if ask.kind not in COMPARING))[:LEADS]
    return [
        claim
        for claim in claims
        if claim.subject_id.startswith(f"{place.code}:")
        and claim.about[0].indicator in slugs
        and claim.kind not in COMPARING
        and is_told(claim)
    ]


def _lead(section: Section, place: Place, claims: tuple[Claim, ...], indicators: Mapping[str, Indicator]) -> Paragraph:
    """Tell the leading values in one paragraph; place and period are named where they are not those just named."""
    runs: list[Run] = []
    said = ""
    for claim in _leading(section, place, claims):
        told = when(indicators[claim.about[0].indicator], claim.about[0])
        opening = f"In {place.name}{told} "
        first, *rest = runs_of(claim)
        if said == opening and first.text.startswith(opening):
            words = first.text.removeprefix(opening)
            first = replace(first, text=words[:1].upper() + words[1:])
        said = opening
        runs.extend((first, *rest, Run(" ")))
    return Paragraph(tuple(runs))


def _differences(claims: tuple[Claim, ...], board: Board) -> list[Block]:
    """Tell what differs, and how many more or fewer are in treatment where that is all that may be said."""
    found = once_each(claim for claim in claims if is_difference(claim) or is_counted_change(claim, board.indicators))
    return [Bullets(tuple(runs_of(claim) for claim in found))] if found else []


def _sameness(claims: tuple[Claim, ...], board: Board) -> list[Block]:
    """One line naming what was compared without a difference; each name opens to its claim."""
    found = once_each(claim for claim in claims if is_without_difference(claim))
    if not found:
        return []
    runs = [Run("Compared, and similar or not to be told apart on these numbers: ")]
    for position, claim in enumerate(found):
        runs.append(Run("; " if position else ""))
        runs.append(Run(f"{board.indicators[claim.about[0].indicator].title}, {_sides(claim)}", claim.claim_id))
    return [Paragraph((*runs, Run(".")), style="caveat")]


def _sides(claim: Claim) -> str:
    first, second = claim.about[0], claim.about[-1]
    if claim.kind is ClaimKind.TREND:
        return f"{first.place.name}, {second.period.label} to {first.period.label}"
    if claim.kind is ClaimKind.RANK:
        return f"{first.place.name} among the {len(claim.about)} places"
    if claim.kind is ClaimKind.TARGET:
        return f"{first.place.name} and its target"
    if claim.kind is ClaimKind.GAP_CHANGE and first.group and second.group:
        sides = f"{first.group[1]} and {second.group[1]}"
        return f"{first.place.name}, the gap between {sides}, {first.period.label} and {second.period.label}"
    if first.group and second.group:
        return f"{first.place.name}, {first.group[1]} and {second.group[1]}"
    if first.place == second.place:
        return f"{first.place.name}, {first.period.label} and {second.period.label}"
    return f"{first.place.name} and {second.place.name}"


def _table(section: Section, board: Board, places: tuple[Place, ...]) -> Table:
    """Set out every figure with its period; England's of the same period beside it, where one is held."""
    if section.around and len(places) > MOST_LED:
        return _by_area(section, board, places)
    rows_of = [
        (slug, period, there)
        for slug in dict.fromkeys(ask.indicator for ask in section.asks)
        for period, there in _periods(section, slug, board, places).items()
    ]
    held = ((board.figure(slug, board.england, period)) for slug, period, _ in rows_of)
    has_england = any(figure is not None and figure.is_visible for figure in held)
    columns = (*places, board.england) if has_england and board.england not in places else places
    rows = []
    for slug, period, there in rows_of:
        indicator = board.indicators[slug]
        cells = [Cell(f"{indicator.title}, {period.label}")]
        for place in columns:
            figure = board.figure(slug, place, period)
            is_told = place in there or place == board.england
            if not is_told:
                cells.append(Cell("see its own row"))
            else:
                cells.append(_cell(figure, indicator, board.value_claim(slug, place, period)))
        rows.append(tuple(cells))
    names = ("Indicator", *(place.name for place in columns))
    figures = [board.figure(slug, place, period) for slug, period, there in rows_of for place in there]
    has_interval = any(figure is not None and figure.low is not None for figure in figures)
    what = "value, 95% interval and counts" if has_interval or not board.document.is_latest else "as published"
    return Table(f"{section.heading}: {what}", names, tuple(rows))


def _by_area(section: Section, board: Board, places: tuple[Place, ...]) -> Table:
    """Set out many areas one a row; a period that is not every area's stands in the cell."""
    slugs = tuple(dict.fromkeys(ask.indicator for ask in section.asks))
    shared = {slug: _periods(section, slug, board, places) for slug in slugs}
    rows = []
    for place in places:
        cells = [Cell(place.name)]
        for slug in slugs:
            period = board.told_for(section, slug, place)
            cell = _cell(
                board.figure(slug, place, period), board.indicators[slug], board.value_claim(slug, place, period)
            )
            cells.append(cell if len(shared[slug]) == 1 else replace(cell, text=f"{cell.text}, {period.label}"))
        rows.append(tuple(cells))
    heads = (
        board.indicators[slug].title + (f", {next(iter(shared[slug])).label}" if len(shared[slug]) == 1 else "")
        for slug in slugs
    )
    return Table(f"{section.heading}: as published", ("Area", *heads), tuple(rows))


def _periods(
    section: Section, slug: str, board: Board, places: tuple[Place, ...]
) -> Mapping[Period, tuple[Place, ...]]:
    """Return the periods that places of one section have an indicator for: one row of its table each."""
    found: dict[Period, tuple[Place, ...]] = {}
    for place in places:
        period = board.told_for(section, slug, place)
        found[period] = (*found.get(period, ()), place)
    return found


def _cell(figure: Figure | None, indicator: Indicator, claim_id: str | None) -> Cell:
    if figure is None or figure.showing is Showing.ABSENT:
        return Cell(cell_text(figure, indicator))
    return Cell(cell_text(figure, indicator), figure.value, claim_id)


def _neighbours(section: Section, board: Board) -> list[Block]:
    """Say how the neighbours that the pictures name were chosen, or that there are none."""
    if not section.is_beside_neighbours:
        return []
    alone = [place.name for place in board.places if not board.neighbours.get(place.code)]
    words = [board.likeness] if board.likeness and len(alone) < len(board.places) else []
    words += [NO_NEIGHBOURS.format(listed(alone))] if alone else []
    return [Paragraph((Run(text),), style="caveat") for text in words]
