"""Claims opened for the shelf: what a page says of one, in words that documents use already."""

from collections.abc import Iterator, Mapping

from joinedup.claims.model import Claim
from joinedup.documents.compose.board import Board
from joinedup.documents.evidence import Annex, chart_claims, runs_of
from joinedup.documents.report import Block, Bullets, Chart, Paragraph, Report, Table
from joinedup.documents.wording import SYNTHETIC_SENTENCE, say_figure, say_number
from joinedup.jobs.released_figures import shelf_figure
from joinedup.release.figure import Figure, Showing
from joinedup.shelf.records import ClaimSheet, Saying, ShelfFile

_ELSEWHERE = ("Files", "Sign-off", "Claim", "Definition")
"""Facts that a page has a place of its own for."""


def claim_sheets(board: Board, report: Report, annex: Annex, day: str) -> Iterator[ClaimSheet]:
    """Yield every claim of the ledger, opened; `day` is the one the documents are dated on, in words."""
    used = _used_in(report)
    for claim in board.ledger.claims:
        entry = annex.cite(claim.claim_id)
        sign_off = claim.sign_off
        yield ClaimSheet(
            claim_id=claim.claim_id,
            indicator=claim.about[0].indicator,
            title=board.indicators[claim.about[0].indicator].title,
            sentence=claim.sentence,
            kind=str(claim.kind),
            place=claim.about[0].place.name,
            is_headline=claim.is_headline,
            family=_family(claim, board),
            figures=tuple(shelf_figure(one, board, _states(one, claim, board)) for one in claim.about),
            facts=tuple(fact for fact in entry.facts if fact[0] not in _ELSEWHERE),
            files=tuple(
                ShelfFile(one.name, one.sha256, one.received_on.isoformat(), one.sender) for one in claim.evidence.files
            ),
            sign_off=" ".join(filter(None, (sign_off.state, f"by {sign_off.by}" if sign_off.by else ""))),
            marking=claim.marking,
            used_in=tuple(used.get(claim.claim_id, ())),
            quote=_quote(claim, board, day),
            would_change=tuple(_would_change(claim)),
            hidden_why=tuple(f"{_named(one)}: {one.note}" for one in claim.about if one.showing is Showing.HIDDEN),
        )


def saying(claim: Claim) -> Saying:
    """Return a claim as lists name it."""
    return Saying(claim.claim_id, claim.sentence, claim.about[0].place.name, str(claim.kind))


def _states(figure: Figure, claim: Claim, board: Board) -> str | None:
    if figure.group is not None:
        return claim.claim_id
    return board.value_claim(figure.indicator, figure.place, figure.period)


def _family(claim: Claim, board: Board) -> str:
    if claim.test is None or claim.test.family_size < 2:
        return ""
    ledger = board.ledger
    return (
        f"One of {say_number(ledger.family_size)} comparisons made for {board.document.title}, "
        f"{say_number(ledger.headline_count)} of them declared as headlines beforehand"
        f"{', this one too' if claim.is_headline else ''}. If nothing truly differed, about "
        f"{say_number(ledger.expected_by_chance)} would look different by chance."
    )


def _quote(claim: Claim, board: Board, day: str) -> str:
    """Return number, interval, caveats, source and day, as one text to copy; '' where no number can be seen."""
    told = [one for one in claim.about if one.is_visible]
    if not told:
        return ""
    numbers = "; ".join(f"{_named(one)}: {say_figure(one, board.indicators[one.indicator].unit)}" for one in told)
    caveats = [one for one in claim.caveats if one not in numbers and one not in claim.sentence]
    last = f"{board.document.title}, {day}; claim {claim.claim_id}; {claim.sign_off.state}."
    return " ".join([claim.sentence, f"{numbers}.", *caveats, last, *([SYNTHETIC_SENTENCE] * claim.is_synthetic)])


def _named(figure: Figure) -> str:
    return ", ".join(filter(None, (figure.place.name, figure.group[1] if figure.group else "", figure.period.label)))


def _would_change(claim: Claim) -> Iterator[str]:
    """Yield what would give another sentence: the test, what is missing, what is unverified, what is hidden."""
    if claim.word is not None and claim.test is not None:
        yield f"‘{claim.word}’ rests on its test: {claim.test.rule}. Figures for which that fails take the word away."
    for word, reason in claim.refused:
        yield f"‘{word}’ is not said: {reason.rstrip('.')}. Figures for which that no longer holds would allow it."
    for gap in dict.fromkeys(gap for figure in claim.about for gap in figure.provenance.gaps):
        yield f"Not everything expected has arrived: {gap}. What comes late can change the number."
    if any(figure.showing is Showing.HIDDEN for figure in claim.about):
        yield "A hidden figure is told once showing it gives nobody away, in a later year or for more people together."
    if any(figure.showing is Showing.ABSENT for figure in claim.about):
        yield "No figure is held for part of it: a file that covers it would give one."
    if claim.evidence.definition_status != "found":
        yield "The definition has not been checked against the publisher's wording; reading that could change it."
    yield "A file corrected by its sender, or a definition changed here, makes a new version; what moved is then named."


def _used_in(report: Report) -> Mapping[str, list[str]]:
    """Return by claim where the report tells it: its headlines, and the headings of its sections."""
    found: dict[str, dict[str, None]] = {}
    for headline in report.headlines:
        for run in headline:
            found.setdefault(run.claim_id or "", {})["Headlines"] = None
    for section in report.sections:
        for block in section.blocks:
            for claim_id in _cited(block):
                found.setdefault(claim_id, {})[section.heading] = None
    return {claim_id: [f"{report.title}: {heading}" for heading in where] for claim_id, where in found.items()}


def _cited(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from (cell.claim_id for row in block.rows for cell in row if cell.claim_id)
    elif isinstance(block, Chart):
        yield from chart_claims(block)
    elif isinstance(block, (Paragraph, Bullets)):
        yield from (run.claim_id for run in runs_of(block) if run.claim_id)
