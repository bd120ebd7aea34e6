"""The last chapter: what is missing, how figures reconcile, how they were made, and how words were tested."""

from datetime import date

from joinedup.claims import numbers
from joinedup.core.status import SourceStatus
from joinedup.documents.compose.ages import ages_of
from joinedup.documents.compose.board import Board
from joinedup.documents.compose.missing import missing_blocks
from joinedup.documents.compose.wording import figure_text, listed
from joinedup.documents.report import Block, Bullets, Cell, Paragraph, ReportSection, Run, Table
from joinedup.kinds.indicator import Indicator
from joinedup.release.figure import Figure

METHODS = (
    "Area is the council area where a person lived at their journey's latest episode, not where the provider is.",
    "Episodes join into one journey when the next starts within three weeks of the last ending, or overlaps it.",
    "Shares carry Wilson intervals; rates carry Byar's, exact where events are few; ratios of rates are exact.",
    "Rates here are crude: they do not allow for places having older or younger people.",
    "A group is compared only where the answer is recorded for nearly everyone.",
    "How years run is told of single years only, never of pooled or overlapping ones, and never of people in "
    "treatment, of whom many are there in one year and the next.",
    "Where a place stands among others allows for every pair of places that could have been picked.",
)
"""How figures of treatment records are made; a document may declare its own."""

WHICH_TO_QUOTE = (
    "Quote a number with its period and its source. Where a publisher prints the same measure as one worked out "
    "here, its number is the official one; ours can differ by residence, dates, consent to share with the national "
    "system, and duplicates. Where two publications differ, the one released last is used, then the one that "
    "prints counts; of populations, the one received last."
)


def closing_sections(board: Board, dated_on: date) -> tuple[ReportSection, ...]:
    """Return the chapter on these figures and its sections; ages of figures are those on `dated_on`."""
    sections = (
        ("missing", "What is missing, and where to ask", missing_blocks(board)),
        (
            "sources",
            "Where the figures come from, and how old they are",
            (ages_of(board, dated_on) if board.document.is_latest else _sources(board)),
        ),
        ("reconciliation", "Which number to quote", _reconciliation(board)),
        ("methods", "How the figures were made", _methods(board)),
        ("testing", "How the words were tested", _testing()),
        ("unheard", "Who this does not hear from", _unheard()),
    )
    opened = ReportSection("about-figures", "About these figures", 1, ())
    return (opened, *(ReportSection(slug, heading, 2, blocks) for slug, heading, blocks in sections if blocks))


def _sources(board: Board) -> tuple[Block, ...]:
    """Say how old the figures are; the evidence at the end names each file."""
    spans = sorted({board.period_of[slug].label for slug in board.document.indicators})
    received = sorted({file.received_on for claim in board.ledger.claims for file in claim.evidence.files})
    words = f"Figures are for these periods: {listed(spans)}. Each states its own."
    if received:
        first, last = received[0].isoformat(), received[-1].isoformat()
        words += f" The files they rest on were received on {first}" + (f" to {last}" if last != first else "")
        words += "; the evidence at the end names each file, its sender and its fingerprint."
    return (Paragraph((Run(words),)),)


def _reconciliation(board: Board) -> tuple[Block, ...]:
    """Set each shown figure beside what others print for the same."""
    rows = []
    for (slug, _, period), figure in sorted(board.figures.items()):
        indicator = board.indicators[slug]
        name = f"{indicator.title}, {figure.place.name}, {period.label}"
        claim_id = board.value_claim(slug, figure.place, period)
        for *texts, sources in printed_beside(figure, indicator):
            rows.append((Cell(name), *(Cell(text, claim_id=claim_id) for text in texts), Cell(sources)))
    alone = "Nothing held here prints the same measure for these places, so nothing is set beside these figures."
    columns = ("Figure", "Here", "Elsewhere", "Difference", "Sources, in that order")
    table = Table("Figures beside those printed elsewhere", columns, tuple(rows))
    return (Paragraph((Run(WHICH_TO_QUOTE),)), table if rows else Paragraph((Run(alone),)))


def printed_beside(figure: Figure, indicator: Indicator) -> tuple[tuple[str, str, str, str], ...]:
    """Return a figure, what each other publication prints for the same, the difference, and both sources, as texts."""
    if figure.value is None:
        return ()
    decimals = numbers.decimals_for(figure, indicator.unit)
    ours = figure.provenance.source if figure.provenance.is_published else "worked out here"
    lines = []
    for other in figure.beside:
        elsewhere, gap = (
            numbers.value(number, indicator.unit, decimals) for number in (other.value, figure.value - other.value)
        )
        lines.append((figure_text(figure, indicator), elsewhere, gap, f"{ours}; {other.source}"))
    return tuple(lines)


def _methods(board: Board) -> tuple[Block, ...]:
    points = list(board.document.methods or METHODS)
    unsure = [
        slug for slug in board.document.indicators if board.indicators[slug].source.status is not SourceStatus.FOUND
    ]
    if unsure and board.document.is_latest:
        points.append(
            f"{len(unsure)} of the {len(board.document.indicators)} definitions used are worked out here from columns "
            "that the publisher prints, or not yet checked against its wording: the evidence says which and why."
        )
    elif unsure:
        points.append(
            f"{len(unsure)} of the {len(board.document.indicators)} definitions used are not yet checked against the "
            "publisher's wording: their charts say so, and the evidence says which and why."
        )
    return (Bullets(tuple((Run(point),) for point in points)),)


def _testing() -> tuple[Block, ...]:
    """Say how words earned their place; the evidence at the end opens with the counts."""
    words = (
        "A comparing word is printed only where its test holds. Some comparisons were declared as headlines before the "
        "figures were seen. Every other comparing word also had to pass a stricter test across all comparisons made "
        "for this document, printed or not (Benjamini and Hochberg), because among many some look different by chance. "
        "The evidence at the end begins with how many there were."
    )
    return (Paragraph((Run(words),)),)


def _unheard() -> tuple[Block, ...]:
    words = (
        "These figures count people who reached services or a register. They do not hear from people who never asked, "
        "who were turned away, or who use help that is not structured treatment. The standard does not record every "
        "group, so silence about a group is not evidence about it."
    )
    return (Paragraph((Run(words),)),)
