"""One section: what its claims say about each place, a table behind them, and its pictures."""

from joinedup.claims.model import Claim
from joinedup.core.place import Place
from joinedup.documents.compose.board import Board
from joinedup.documents.compose.picture import draw
from joinedup.documents.compose.wording import counts_text, figure_text, interval_text, listed
from joinedup.documents.report import Block, Cell, Paragraph, ReportSection, Run, Table
from joinedup.kinds.document import ClaimKind, Section
from joinedup.release.figure import Showing


def compose_section(section: Section, board: Board) -> ReportSection | None:
    """Return the section, or None where nothing it asks for is held (the closing chapter then says so)."""
    if not section.asks:
        return ReportSection(section.slug, section.heading, section.level, ())
    places = (board.england,) if section.is_about_england else board.places
    claims = board.section_claims(section.slug)
    if not any(is_told(claim) for claim in claims):
        return None
    blocks: list[Block] = []
    if section.note:
        blocks.append(Paragraph((Run(section.note),), style="note"))
    for place in places:
        blocks.extend(_told(place, [claim for claim in claims if _is_about(claim, place)], len(places) > 1))
    blocks.extend(chart for picture in section.pictures if (chart := draw(picture, board, places)) is not None)
    blocks.append(_table(section, board, places))
    return ReportSection(section.slug, section.heading, section.level, tuple(blocks))


def is_told(claim: Claim) -> bool:
    """Whether the claim says something a reader can use, rather than that nothing is held."""
    return claim.kind is not ClaimKind.ABSENCE and any(figure.is_visible for figure in claim.about)


def runs_of(claim: Claim) -> tuple[Run, ...]:
    """Return the claim's sentence with its id on every number and on its bound word."""
    return tuple(
        Run(text, claim.claim_id if is_number or (claim.word is not None and claim.word in text) else None)
        for text, is_number in claim.parts
    )


def _is_about(claim: Claim, place: Place) -> bool:
    return claim.subject_id.startswith(f"{place.code}:")


def _told(place: Place, claims: list[Claim], names_place: bool) -> list[Block]:
    blocks: list[Block] = []
    told = [claim for claim in claims if is_told(claim)]
    runs: list[Run] = [Run(f"{place.name}. ", is_strong=True)] if names_place and told else []
    for claim in told:
        runs.extend((*runs_of(claim), Run(" ")))
    if told:
        blocks.append(Paragraph(tuple(runs)))
    hidden = [claim for claim in claims if any(figure.showing is Showing.HIDDEN for figure in claim.about)]
    if hidden:
        blocks.append(Paragraph(_hidden_line(place, hidden), style="caveat"))
    return blocks


def _hidden_line(place: Place, hidden: list[Claim]) -> tuple[Run, ...]:
    subjects = list(dict.fromkeys(claim.about[0].indicator for claim in hidden))
    words = listed([slug.replace("-", " ") for slug in subjects])
    return (Run(f"Hidden for {place.name}, to protect people: {words}."),)


def _table(section: Section, board: Board, places: tuple[Place, ...]) -> Table:
    slugs = dict.fromkeys(ask.indicator for ask in section.asks)
    columns = ["Indicator"]
    for place in places:
        columns += [place.name, "95% interval", "Counts"]
    shows_england = not section.is_about_england and any(board.figure(slug, board.england) for slug in slugs)
    if shows_england:
        columns.append("England")
    rows = []
    for slug in slugs:
        indicator = board.indicators[slug]
        cells = [Cell(f"{indicator.title} ({indicator.unit}, {board.period_of[slug].label})")]
        for place in places:
            figure, claim_id = board.figure(slug, place), board.value_claim(slug, place)
            number = figure.value if figure is not None and figure.is_visible else None
            cells += [
                Cell(figure_text(figure, indicator), number, claim_id),
                Cell(interval_text(figure, indicator), None, claim_id),
                Cell(counts_text(figure), None, claim_id),
            ]
        if shows_england:
            england = board.figure(slug, board.england)
            number = england.value if england is not None and england.is_visible else None
            cells.append(Cell(figure_text(england, indicator), number, board.value_claim(slug, board.england)))
        rows.append(tuple(cells))
    return Table(f"{section.heading}: the figures", tuple(columns), tuple(rows))
