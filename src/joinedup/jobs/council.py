"""Any English council: find it, say what is held for it, and make its documents."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from joinedup.core.period import Period
from joinedup.definitions.catalogue import indicators
from joinedup.definitions.documents.published_assessment import DOCUMENT as PUBLISHED
from joinedup.documents.render import refuse_strange
from joinedup.jobs.as_known import refuse_to_come
from joinedup.jobs.board import lay_out
from joinedup.jobs.finding import Found, find_council
from joinedup.jobs.holdings import Holding, holding_lines, holdings_of
from joinedup.jobs.progress import Progress, part, quiet, watched
from joinedup.jobs.writing import absent, write_documents
from joinedup.kinds.document import DocumentKind
from joinedup.sharing.decide import Grant
from joinedup.warehouse.store import Opened, open_warehouse


@dataclass(frozen=True, slots=True)
class CouncilReport:
    """Which council was found, what is held for it, and what was written."""

    found: Found
    holdings: tuple[Holding, ...]
    paths: tuple[Path, ...]
    claims: int
    absent: int
    is_synthetic: bool
    known: tuple[str, ...] = ()
    """As of which day it is told; empty where it is of what is held now."""

    def lines(self) -> list[str]:
        """Return the report as lines: the council, what is held by section, the documents."""
        missing = f"; for {self.absent:,} of those asked for no figure is held" if self.absent else ""
        return [
            *self.found.lines(),
            "",
            "Held for it (value only: the publisher gives no counts and no interval, so nothing is compared):",
            *holding_lines(self.holdings),
            "",
            f"Wrote its documents: {self.claims:,} claims, all opening to evidence{missing}.",
            *(f"  {path}" for path in self.paths),
            *(f"  {line}" for line in self.known),
            *(["  Synthetic: every place, person and figure is invented."] if self.is_synthetic else []),
        ]


def council(
    warehouse: Path,
    asked: str,
    *,
    out: Path,
    dated_on: date,
    document: DocumentKind = PUBLISHED,
    as_of: date | None = None,
    grant: Grant | None = None,
    threads: int | None = None,
    progress: Progress = quiet,
) -> CouncilReport:
    """Write the six files of one council into `out`; return which it is and what is held for it.

    `asked` is a name, a former name, a code or a postcode. Refuses what names no council or several, and a council for
    which nothing is held. With `as_of` they tell what was known at the end of that day, and say so. The documents
    depend on the warehouse, the council, `document`, `as_of` and `dated_on` alone.
    """
    progress = watched(progress, grant)
    refuse_to_come(as_of, dated_on)
    refuse_strange(out)
    opened = open_warehouse(warehouse, as_of=as_of, grant=grant, threads=threads)
    try:
        found = find_council(opened, asked)
        board = lay_out(
            opened, document, (found.place,), latest_year(opened, document), progress=part(progress, 0.0, 0.5)
        )
    finally:
        opened.close()
    paths = write_documents(board, out, dated_on=dated_on, grant=grant, progress=part(progress, 0.5, 1.0))
    known = board.ledger.known.lines if board.ledger.known else ()
    claims = len(board.ledger.claims)
    return CouncilReport(
        found, holdings_of(board), paths, claims, absent(board), board.ledger.is_synthetic, known=known
    )


def latest_year(opened: Opened, document: DocumentKind) -> Period:
    """Return the last financial year for which a figure that the document asks for is published or recorded."""
    names = {name for slug in document.indicators for name in (slug, indicators()[slug].published_as) if name}
    published = opened.table("published")
    found = published.filter(published.measure.isin(sorted(names))).end_on.max().to_pyarrow().as_py()
    ends = [one.covers.end for one in opened.manifest.deliveries if one.is_case_level]
    last = max([*ends, *([found] if found else [])], default=opened.manifest.received_on)
    start = last.year - 1 if (last.month, last.day) >= (4, 1) else last.year - 2
    return Period(date(start, 4, 1), date(start + 1, 4, 1))
