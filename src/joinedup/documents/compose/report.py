"""The whole report, in the order people read: headlines, chapters, then how far to trust it."""

from datetime import date, timedelta

from joinedup.claims.model import Claim
from joinedup.core.days import spoken_day
from joinedup.documents.compose.board import Board
from joinedup.documents.compose.closing import closing_sections
from joinedup.documents.compose.section import compose_section
from joinedup.documents.compose.telling import is_difference, is_told, once_each, runs_of
from joinedup.documents.compose.wording import listed
from joinedup.documents.report import Report, ReportSection, Run
from joinedup.kinds.document import ClaimKind

FEWEST = 6
"""How many figures open the report where no headline found a difference."""


def compose(board: Board, *, dated_on: date, next_update: str, contact: str) -> Report:
    """Return the report of one ledger.

    Headlines are the claims declared so beforehand that say something, one sentence each. Chapters and sections with
    nothing to say are left out and named in the closing chapter. `dated_on` is an input, never the clock.
    """
    told = [section for declared in board.document.sections if (section := compose_section(declared, board))]
    names = listed([place.name for place in board.places])
    return Report(
        title=f"{board.document.title}: {names}",
        subtitle=_subtitle(board),
        places=tuple(place.name for place in board.places),
        period=period_label(board),
        is_synthetic=board.ledger.is_synthetic,
        headlines=(*_beforehand(board), *_not_arrived(board), *_headlines(board)),
        sections=(*_without_empty_chapters(told), *closing_sections(board, dated_on)),
        owner=board.document.owner,
        contact=contact,
        dated_on=dated_on,
        next_update=next_update,
        data_version=board.ledger.data_version,
        support_lines=board.document.support_lines,
        known_on=board.ledger.known.on if board.ledger.known else None,
    )


def _subtitle(board: Board) -> str:
    known = board.ledger.known
    return f"What {spoken_period(board)} support" + (f", as known on {spoken_day(known.on)}" if known else "")


def _beforehand(board: Board) -> tuple[tuple[Run, ...], ...]:
    """Say as of which day it is told, what must be known of the council, and how old its figures are."""
    known = board.ledger.known
    notes = [(Run(note, is_strong=True),) for note in (*(known.lines if known else ()), *board.notes)]
    if board.document.is_latest:
        told = [claim.about[0].period for claim in told_claims(board)]
        oldest, newest = min(told, key=lambda one: one.end), max(told, key=lambda one: one.end)
        ends = f"the oldest is for {oldest.label}, the newest for {newest.label}"
        notes.append((Run(f"Each figure is the latest held and says its own period; {ends}."),))
    return tuple(notes)


def _not_arrived(board: Board) -> tuple[tuple[Run, ...], ...]:
    """Say what expected senders have not delivered, before anything else (rules of practice 10).

    Figures that only lack their months of follow-up say so themselves.
    """
    figures = (board.figure(slug, place) for slug in board.period_of for place in board.places)
    gaps = dict.fromkeys(
        gap
        for figure in figures
        if figure is not None
        for gap in figure.provenance.gaps
        if gap.endswith(figure.period.label)
    )
    if not gaps:
        return ()
    words = f"Not everything expected has arrived: {listed(list(gaps))}. What rests on it is compared with nothing."
    return ((Run(words, is_strong=True),),)


def _headlines(board: Board) -> tuple[tuple[Run, ...], ...]:
    """Headlines that found a difference; where none did, the first figures told. A document may declare its opening."""
    if board.document.opening:
        return tuple(runs_of(claim) for claim in _opening(board))
    chosen = once_each(claim for claim in board.ledger.claims if claim.is_headline and is_difference(claim))
    if not chosen:
        chosen = told_claims(board)[:FEWEST]
    return tuple(runs_of(claim) for claim in chosen)


def _opening(board: Board) -> list[Claim]:
    """Return what the document opens with: of each indicator its headlines, told or refused a word, else its value."""
    told = {
        claim.claim_id: claim
        for claim in told_claims(board)
        if claim.about[0].place in board.places and all(figure.value is not None for figure in claim.about)
    }
    values = (ClaimKind.COUNT, ClaimKind.SHARE, ClaimKind.LEVEL)
    chosen: list[Claim] = []
    for slug in board.document.opening:
        about = [claim for claim in told.values() if claim.about[0].indicator == slug]
        chosen += [claim for claim in about if claim.is_headline] or [one for one in about if one.kind in values]
    return chosen


def period_label(board: Board) -> str:
    """Return '2021/22'; of latest figures the years they span, '2017 to 2024'."""
    if not board.document.is_latest:
        return board.period.label
    told = [claim.about[0].period for claim in told_claims(board)]
    days = (min(period.start for period in told), max(period.end for period in told) - timedelta(days=1))
    return f"{days[0].year} to {days[1].year}"


def spoken_period(board: Board) -> str:
    """Return 'the figures for 2021/22', or what is said of figures each of its own period."""
    if board.document.is_latest:
        return "the latest published figures held"
    return f"the figures for {board.period.label}"


def told_claims(board: Board) -> list[Claim]:
    """Return the claims that the document's own sections ask for and that say something."""
    asked = [claim for section in board.document.sections for claim in board.section_claims(section.slug)]
    return [claim for claim in asked if is_told(claim)]


def _without_empty_chapters(sections: list[ReportSection]) -> list[ReportSection]:
    """Drop a chapter heading that no section follows."""
    kept = []
    for section, following in zip(sections, [*sections[1:], None], strict=True):
        is_empty_chapter = section.level == 1 and not section.blocks and (following is None or following.level == 1)
        if not is_empty_chapter:
            kept.append(section)
    return kept
