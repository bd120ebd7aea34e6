"""One section: what its claims say, what could not be told apart, its pictures, and the table behind them."""

from collections.abc import Mapping
from dataclasses import replace

from joinedup.claims.model import Claim
from joinedup.claims.phrases import when
from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.documents.compose.board import Board
from joinedup.documents.compose.picture import draw
from joinedup.documents.compose.telling import (
    COMPARING,
    is_counted_change,
    is_difference,
    is_hidden,
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
    charts = (draw(picture, board, places) for picture in section.pictures)
    blocks: list[Block] = [
        *([Paragraph((Run(section.note),), style="note")] if section.note else []),
        *(_lead(section, place, claims, board.indicators) for place in places if _leading(section, place, claims)),
        *_differences(claims, board),
        *_sameness(claims, board),
        *(chart for chart in charts if chart is not None),
        _table(section, board, places),
        *_beside_neighbours(section, board),
        *_hidden(claims, board, places),
    ]
    return ReportSection(section.slug, section.heading, section.level, tuple(blocks))


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


def _hidden(claims: tuple[Claim, ...], board: Board, places: tuple[Place, ...]) -> list[Block]:
    lines: list[Block] = []
    for place in places:
        about = [claim for claim in claims if claim.subject_id.startswith(f"{place.code}:")]
        slugs = dict.fromkeys(claim.about[0].indicator for claim in about if is_hidden(claim))
        if slugs:
            titles = listed([board.indicators[slug].title for slug in slugs])
            lines.append(Paragraph((Run(f"Hidden for {place.name}, to protect people: {titles}."),), style="caveat"))
    return lines


def _table(section: Section, board: Board, places: tuple[Place, ...]) -> Table:
    """Set out every figure with its period; England's of the same period beside it, where one is held."""
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
    return Table(f"{section.heading}: value, 95% interval and counts", names, tuple(rows))


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


def _beside_neighbours(section: Section, board: Board) -> list[Block]:
    """Set the place and its statistical neighbours in a table, in order of likeness and never of value."""
    if not section.neighbours:
        return []
    names = {figure.place.code: figure.place for slug in section.neighbours for figure in board.everywhere(slug)}
    blocks: list[Block] = []
    for place in board.places:
        near = [names[code] for code in board.neighbours.get(place.code, ()) if code in names]
        if not near:
            words = NO_NEIGHBOURS.format(place.name)
            blocks.append(Paragraph((Run(words),), style="caveat"))
            continue
        rows = tuple(
            (
                Cell(one.name),
                *(
                    _cell(board.figure(slug, one), board.indicators[slug], board.value_claim(slug, one))
                    for slug in section.neighbours
                ),
            )
            for one in (place, *near)
        )
        titles = (f"{board.indicators[slug].title}, {board.period_of[slug].label}" for slug in section.neighbours)
        caption = f"{place.name} and its statistical neighbours, the most alike first"
        blocks += [Table(caption, ("Council", *titles), rows), Paragraph((Run(board.likeness),), style="caveat")]
    return blocks
