"""The whole report, in the order people read: headlines, chapters, then how far to trust it."""

from datetime import date

from joinedup.claims.model import Claim
from joinedup.core.place import Place
from joinedup.documents.compose.board import Board
from joinedup.documents.compose.closing import closing_sections
from joinedup.documents.compose.section import compose_section, is_told, runs_of
from joinedup.documents.compose.wording import listed
from joinedup.documents.report import Report, ReportSection, Run


def compose(board: Board, *, dated_on: date, next_update: str, contact: str) -> Report:
    """Return the report of one ledger.

    Headlines are the claims declared so beforehand that say something, one sentence each. Chapters and sections with
    nothing to say are left out and named in the closing chapter. `dated_on` is an input, never the clock.
    """
    told = [section for declared in board.document.sections if (section := compose_section(declared, board))]
    names = listed([place.name for place in board.places])
    return Report(
        title=f"{board.document.title}: {names}",
        subtitle=f"What the figures for {board.period.label} support",
        places=tuple(place.name for place in board.places),
        period=board.period.label,
        is_synthetic=board.ledger.is_synthetic,
        headlines=_headlines(board),
        sections=(*_without_empty_chapters(told), *closing_sections(board)),
        owner=board.document.owner,
        contact=contact,
        dated_on=dated_on,
        next_update=next_update,
        data_version=board.ledger.data_version,
        support_lines=board.document.support_lines,
    )


def _headlines(board: Board) -> tuple[tuple[Run, ...], ...]:
    chosen = [claim for claim in board.ledger.claims if claim.is_headline and is_told(claim) and claim.word is not None]
    if not chosen:
        chosen = [claim for claim in board.ledger.claims if is_told(claim)][:6]
    return tuple(_named(claim, board.places) for claim in chosen)


def _named(claim: Claim, places: tuple[Place, ...]) -> tuple[Run, ...]:
    """Name the place first where the sentence itself does not."""
    place = next((place for place in places if claim.subject_id.startswith(f"{place.code}:")), None)
    if place is None or place.name in claim.sentence:
        return runs_of(claim)
    return (Run(f"{place.name}: "), *runs_of(claim))


def _without_empty_chapters(sections: list[ReportSection]) -> list[ReportSection]:
    """Drop a chapter heading that no section follows."""
    kept = []
    for section, following in zip(sections, [*sections[1:], None], strict=True):
        is_empty_chapter = section.level == 1 and not section.blocks and (following is None or following.level == 1)
        if not is_empty_chapter:
            kept.append(section)
    return kept
