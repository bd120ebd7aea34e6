"""One section: what its claims say, what could not be told apart, its pictures, and the table behind them."""

from dataclasses import replace

from joinedup.claims.model import Claim
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
from joinedup.release.figure import Showing

LEADS = 3
"""How many of a section's values are told in sentences for each place; all are in its table."""


def compose_section(section: Section, board: Board) -> ReportSection | None:
    """Return the section, or None where nothing it asks for is held (the closing chapter then says so)."""
    if not section.asks:
        return ReportSection(section.slug, section.heading, section.level, ())
    places = (board.england,) if section.is_about_england else board.places
    claims = board.section_claims(section.slug)
    if not any(is_told(claim) for claim in claims):
        return None
    charts = (draw(picture, board, places) for picture in section.pictures)
    blocks: list[Block] = [
        *([Paragraph((Run(section.note),), style="note")] if section.note else []),
        *(_lead(section, place, claims) for place in places if _leading(section, place, claims)),
        *_differences(claims, board),
        *_sameness(claims, board),
        *(chart for chart in charts if chart is not None),
        _table(section, board, places),
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


def _lead(section: Section, place: Place, claims: tuple[Claim, ...]) -> Paragraph:
    """Tell the leading values in one paragraph; only its first sentence names the place and the period."""
    runs: list[Run] = []
    for claim in _leading(section, place, claims):
        opening = f"In {place.name} in {claim.about[0].period.label} "
        first, *rest = runs_of(claim)
        if runs and first.text.startswith(opening):
            words = first.text.removeprefix(opening)
            first = replace(first, text=words[:1].upper() + words[1:])
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
    slugs = dict.fromkeys(ask.indicator for ask in section.asks)
    has_england = any((figure := board.figure(slug, board.england)) and figure.is_visible for slug in slugs)
    columns = (*places, board.england) if has_england and board.england not in places else places
    rows = []
    for slug in slugs:
        indicator = board.indicators[slug]
        cells = [Cell(f"{indicator.title}, {board.period_of[slug].label}")]
        for place in columns:
            figure = board.figure(slug, place)
            if figure is None or figure.showing is Showing.ABSENT:
                cells.append(Cell(cell_text(figure, indicator)))
            else:
                cells.append(Cell(cell_text(figure, indicator), figure.value, board.value_claim(slug, place)))
        rows.append(tuple(cells))
    names = ("Indicator", *(place.name for place in columns))
    return Table(f"{section.heading}: value, 95% interval and counts", names, tuple(rows))
