"""Release: from a warehouse to `released/VERSION/`, all that the site's evidence pages open, and nothing else."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from joinedup.core.days import spoken_day
from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, SYNTHETIC_PREFIX, Place
from joinedup.core.refusal import Refusal
from joinedup.definitions.catalogue import policies
from joinedup.definitions.documents.needs_assessment import DOCUMENT
from joinedup.definitions.timeliness import timeliness
from joinedup.documents.compose.board import Board
from joinedup.documents.compose.closing import WHICH_TO_QUOTE
from joinedup.documents.compose.report import compose
from joinedup.documents.compose.wording import listed
from joinedup.documents.evidence import build_annex
from joinedup.documents.reading import plain
from joinedup.documents.report import Report
from joinedup.jobs.assess import places_of
from joinedup.jobs.board import board_of
from joinedup.jobs.feeds import FeedsReport, feeds_report
from joinedup.jobs.floors import POLICY
from joinedup.jobs.measured import Measured, measure_for
from joinedup.jobs.progress import Progress, part, quiet, watched
from joinedup.jobs.released_audiences import audiences_of
from joinedup.jobs.released_charts import charts_of
from joinedup.jobs.released_claims import claim_sheets
from joinedup.jobs.released_feeds import entries_of, feed_sheets
from joinedup.jobs.released_figures import table_bytes
from joinedup.jobs.released_pages import area_sheet, catalogue_of, feeds_of, indicator_sheet
from joinedup.jobs.writing import CONTACT, NEXT_UPDATE, refuse_empty, write_documents
from joinedup.kinds.disclosure_policy import DisclosurePolicy
from joinedup.kinds.indicator import Audience
from joinedup.release.figure import Figure
from joinedup.sharing.decide import Grant
from joinedup.shelf import places as at
from joinedup.shelf.plain import to_bytes
from joinedup.shelf.records import About, ShelfDocument, ShelfFeed
from joinedup.shelf.writing import put_version
from joinedup.warehouse.lasting import refuse_stopped
from joinedup.warehouse.store import Opened, open_warehouse

SIGN_OFF = "draft"
"""Nobody has signed a document that has only just been made."""


@dataclass(frozen=True, slots=True)
class Released:
    """What was put on the shelf, for the person who asked."""

    into: Path
    number: int
    is_new: bool
    places: tuple[Place, ...]
    year: str
    indicators: int
    claims: int
    charts: int
    files: int
    size: int
    is_synthetic: bool

    def lines(self) -> list[str]:
        """Return what to say: which version, what it holds, how large it is."""
        names = listed([place.name for place in self.places])
        what = (
            f"Released version {self.number} of {names} for {self.year} into {self.into}."
            if self.is_new
            else f"Nothing has changed: version {self.number} in {self.into} holds the same and stands."
        )
        return [
            what,
            f"  {self.indicators:,} indicators, {self.claims:,} claims, {self.charts:,} drawings; "
            f"{self.files:,} files, {self.size / 1e6:.1f} MB, each with its fingerprint.",
            *(["  Synthetic: every place, person and figure is invented."] if self.is_synthetic else []),
        ]


def release(
    warehouse: Path,
    into: Path,
    *,
    year: str,
    dated_on: date,
    areas: Sequence[str] = (),
    grant: Grant | None = None,
    threads: int | None = None,
    progress: Progress = quiet,
) -> Released:
    """Put a new version of the released figures of some councils into `into`, whole or not at all.

    The figures are those of the needs assessment of `areas` (default: every invented council held) for `year`, all
    released together in one pass, so that none gives another away. The version depends on the warehouse, the areas, the
    year and `dated_on`, and nothing else; where the current one holds just that, it stands. Refuses what `assess` does.
    """
    feeds = feeds_report(warehouse, on=dated_on)
    progress = watched(progress, grant)
    opened = open_warehouse(warehouse, grant=grant, threads=threads)
    try:
        chosen = places_of(opened, areas or _invented(opened))
        measured = measure_for(opened, DOCUMENT, chosen, Period.financial_year(year), progress=part(progress, 0.0, 0.3))
        sheets = feed_sheets(opened, chosen, feeds.feeds, _told_feeds(feeds))
    finally:
        opened.close()
    board = board_of(measured, chosen)
    refuse_empty(board)
    files = _evidence(board, measured, feeds, dated_on, part(progress, 0.3, 0.7))
    files |= {at.feed_of(slug): to_bytes(sheet) for slug, sheet in sheets.items()}
    files[at.COUNTS] = to_bytes(entries_of(sheets))
    files |= _documents(board, dated_on, part(progress, 0.7, 0.95))
    is_synthetic = board.ledger.is_synthetic or feeds.is_synthetic
    progress("Putting it on the shelf", 0.95)
    number, is_new = put_version(into, files, is_synthetic=is_synthetic, last_look=lambda: refuse_stopped(grant))
    return Released(
        into,
        number,
        is_new,
        chosen,
        year,
        indicators=sum(path.startswith("indicators/") for path in files),
        claims=len(board.ledger.claims),
        charts=sum(path.startswith("charts/") for path in files),
        files=len(files),
        size=sum(map(len, files.values())),
        is_synthetic=is_synthetic,
    )


def _invented(opened: Opened) -> list[str]:
    """Return the codes of all invented councils held; refuse to guess among real ones."""
    population = opened.table("population")
    held = population.filter(population.area_kind == "upper-tier").select("area").distinct().to_pyarrow().to_pylist()
    codes = sorted(row["area"] for row in held if row["area"].startswith(SYNTHETIC_PREFIX))
    if not codes:
        raise Refusal("Say which councils are released together: --areas CODE,CODE (codes or full names).")
    return codes


def _evidence(
    board: Board, measured: Measured, feeds: FeedsReport, dated_on: date, progress: Progress
) -> dict[str, bytes]:
    """Return the files of the evidence pages."""
    own = {place.code for place in (*board.places, ENGLAND)}
    figures = [one for one in measured.figures if one.place.code in own]
    slugs = list(dict.fromkeys(one for one in board.document.indicators if _is_told(one, figures)))
    files: dict[str, bytes] = {}
    for number, slug in enumerate(slugs):
        progress(f"Drawing {board.indicators[slug].title}", number / len(slugs))
        charts, drawings = charts_of(slug, board)
        sheet = indicator_sheet(slug, measured, board, figures, charts)
        files |= drawings
        files[at.sheet_of(slug)] = to_bytes(sheet)
        files[at.table_of(slug)] = table_bytes(sheet.definition.title, (*sheet.figures, *sheet.groups))
    report = compose(board, dated_on=dated_on, next_update=NEXT_UPDATE, contact=CONTACT)
    annex = build_annex(report, board.ledger, board.indicators)
    for claim in claim_sheets(board, report, annex, spoken_day(dated_on)):
        files[at.claim_of(claim.claim_id)] = to_bytes(claim)
    for place in board.places:
        files[at.area_of(place.code)] = to_bytes(area_sheet(place, board))
    files[at.FEEDS] = to_bytes(_told_feeds(feeds))
    files[at.CATALOGUE] = to_bytes(catalogue_of(board, slugs))
    files[at.AUDIENCES] = to_bytes(tuple(audiences_of(board.document.slug, board.ledger.claims)))
    files[at.ABOUT] = to_bytes(_about(board, report, feeds, dated_on))
    return files


def _told_feeds(feeds: FeedsReport) -> tuple[ShelfFeed, ...]:
    return feeds_of(feeds, {slug: (one.title, one.cadence, one.steward) for slug, one in timeliness().items()})


def _is_told(slug: str, figures: Iterable[Figure]) -> bool:
    return any(one.indicator == slug for one in figures)


def _about(board: Board, report: Report, feeds: FeedsReport, dated_on: date) -> About:
    ledger = board.ledger
    return About(
        title=board.document.title,
        year=board.period.label,
        dated_on=spoken_day(dated_on),
        is_synthetic=ledger.is_synthetic or feeds.is_synthetic,
        areas=tuple((place.code, place.name) for place in board.places),
        data_version=ledger.data_version,
        definitions_version=ledger.definitions_version,
        code_version=ledger.code_version,
        protection=_protection(policies()[POLICY]),
        which_to_quote=WHICH_TO_QUOTE,
        contact=CONTACT,
        next_update=NEXT_UPDATE,
        warnings=tuple(
            plain(headline)
            for headline in report.headlines
            if all(run.is_strong and not run.claim_id for run in headline)
        ),
    )


def _protection(policy: DisclosurePolicy) -> tuple[str, ...]:
    """Return why figures are hidden, in sentences that tell of no figure."""
    floor, young = policy.floors[Audience.ADULTS], policy.floors[Audience.YOUNG_PEOPLE]
    return (
        f"A figure that we compute is shown only where the people counted, and those left over, are at least {floor} "
        f"({young} where it is about young people).",
        "Another figure may be hidden with it, so that the first cannot be worked out by taking one from another.",
        "A hidden figure has no number anywhere: no percentage, interval, test, mark on a chart or cell in a file. "
        "Which of the two reasons holds is not said, because that alone would tell.",
        "Figures that their publisher has already printed are shown as printed.",
    )


def _documents(board: Board, dated_on: date, progress: Progress) -> dict[str, bytes]:
    """Return the documents' bytes and their list, as `assess` makes them."""
    with tempfile.TemporaryDirectory() as folder:
        paths = write_documents(board, Path(folder) / "documents", dated_on=dated_on, progress=progress)
        contents = {path.name: path.read_bytes() for path in paths}
    document = ShelfDocument(
        slug=board.document.slug,
        title=board.document.title,
        audience=board.document.audience,
        sign_off=SIGN_OFF,
        owner=board.document.owner,
        dated_on=spoken_day(dated_on),
        period=board.period.label,
        claims=len(board.ledger.claims),
        files=tuple((name, _WHAT[Path(name).suffix], len(content)) for name, content in contents.items()),
    )
    held = {at.document_of(name): content for name, content in contents.items()}
    return {**held, at.DOCUMENTS: to_bytes((document,))}


_WHAT = {
    ".docx": "Word document",
    ".html": "web page, whole in itself",
    ".pdf": "PDF",
    ".pptx": "slides",
    ".xlsx": "spreadsheet of tables",
    ".json": "ledger of claims",
}
