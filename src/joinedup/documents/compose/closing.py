"""The last chapter: what is missing, how figures reconcile, how they were made, and how words were tested."""

from joinedup.core.status import SourceStatus
from joinedup.documents.compose.board import Board
from joinedup.documents.compose.missing import missing_blocks
from joinedup.documents.compose.wording import amount, figure_text, listed
from joinedup.documents.report import Block, Bullets, Cell, Paragraph, ReportSection, Run, Table


def closing_sections(board: Board) -> tuple[ReportSection, ...]:
    """Return the chapter 'About these figures' and its sections."""
    sections = (
        ("missing", "What is missing, and where to ask", missing_blocks(board)),
        ("sources", "Where the figures come from, and how old they are", _sources(board)),
        ("reconciliation", "Which number to quote", _reconciliation(board)),
        ("methods", "How the figures were made", _methods(board)),
        ("testing", "How the words were tested", _testing(board)),
        ("unheard", "Who this does not hear from", _unheard()),
    )
    opened = ReportSection("about-figures", "About these figures", 1, ())
    return (opened, *(ReportSection(slug, heading, 2, blocks) for slug, heading, blocks in sections if blocks))


def _sources(board: Board) -> tuple[Block, ...]:
    files = {file for claim in board.ledger.claims for file in claim.evidence.files}
    rows = tuple(
        (Cell(file.sender), Cell(file.name), Cell(file.received_on.isoformat()), Cell(file.sha256[:12]))
        for file in sorted(files, key=lambda file: (file.sender, file.name))
    )
    spans = sorted({board.period_of[slug].label for slug in board.document.indicators})
    age = Paragraph((Run(f"Figures are for these periods: {listed(spans)}. Each states its own."),))
    if not rows:
        return (age,)
    columns = ("From", "File", "Received", "Fingerprint (sha256, first 12)")
    return (age, Table("Source files", columns, rows))


def _reconciliation(board: Board) -> tuple[Block, ...]:
    """Ours beside the publisher's, wherever both are held and ours may be shown."""
    rows = []
    for (slug, code, period), printed in sorted(board.beside.items()):
        figure = board.figures.get((slug, code, period))
        if figure is None or not figure.is_visible or figure.value is None:
            continue
        indicator = board.indicators[slug]
        name = f"{indicator.title}, {figure.place.name}, {period.label}"
        difference = figure.value - printed
        cells = (figure_text(figure, indicator), amount(printed, indicator.unit), amount(difference, indicator.unit))
        claim_id = board.value_claim(slug, figure.place, period)
        rows.append((Cell(name), *(Cell(text, claim_id=claim_id) for text in cells)))
    words = (
        "Quote a number with its period and its source. Where a publisher prints the same measure, its number is the "
        "official one; ours can differ by residence, dates, consent to share with the national system, and duplicates."
    )
    held_apart = "No published count of the same measure is held for these places, so nothing is set beside ours."
    table = Table("Ours beside the publisher's", ("Figure", "Worked out here", "Published", "Difference"), tuple(rows))
    return (Paragraph((Run(words),)), table if rows else Paragraph((Run(held_apart),)))


def _methods(board: Board) -> tuple[Block, ...]:
    unsure = [
        board.indicators[slug].title
        for slug in board.document.indicators
        if board.indicators[slug].source.status is not SourceStatus.FOUND
    ]
    points = [
        "Area is the council area where a person lived at their journey's latest episode, not where the provider is.",
        "Episodes join into one journey when the next starts within three weeks of the last ending, or overlaps it.",
        "Shares carry Wilson intervals; rates carry Byar's, exact where events are few; ratios of rates are exact.",
        "Rates here are crude: they do not allow for places having older or younger people.",
        "A group is compared only where the answer is recorded for nearly everyone.",
    ]
    blocks: list[Block] = [Bullets(tuple((Run(point),) for point in points))]
    if unsure:
        words = f"These definitions are not yet checked against the publisher's wording: {listed(unsure)}."
        blocks.append(Paragraph((Run(words),), style="caveat"))
    return tuple(blocks)


def _testing(board: Board) -> tuple[Block, ...]:
    ledger = board.ledger
    words = (
        f"{ledger.family_size} comparisons were made for this document, printed or not; "
        f"{ledger.headline_count} were declared as headlines beforehand. If nothing truly differed, about "
        f"{ledger.expected_by_chance:.0f} would look different by chance, so every word outside the headlines also "
        "had to pass a stricter test across all of them (Benjamini and Hochberg, one in twenty)."
    )
    return (Paragraph((Run(words),)),)


def _unheard() -> tuple[Block, ...]:
    words = (
        "These figures count people who reached services or a register. They do not hear from people who never asked, "
        "who were turned away, or who use help that is not structured treatment. The standard does not record every "
        "group, so silence about a group is not evidence about it."
    )
    return (Paragraph((Run(words),)),)
