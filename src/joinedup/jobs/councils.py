"""Every upper-tier authority in one run: shared figures measured once, then one folder of documents a council."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from joinedup import __version__
from joinedup.core.place import Place
from joinedup.core.refusal import Refusal
from joinedup.definitions.catalogue import definition_version, definitions_version, indicators
from joinedup.definitions.documents.published_assessment import DOCUMENT as PUBLISHED
from joinedup.jobs.as_known import refuse_to_come
from joinedup.jobs.board import board_of
from joinedup.jobs.council import latest_year
from joinedup.jobs.finding import every_council
from joinedup.jobs.holdings import holdings_of
from joinedup.jobs.made import TABLE, Made, Record, folder_of, key_of, made_of
from joinedup.jobs.measured import Measured, measure_for
from joinedup.jobs.progress import Progress, part, quiet, watched
from joinedup.jobs.writing import write_documents, write_ledger_only
from joinedup.kinds.document import DocumentKind
from joinedup.sharing.decide import Grant
from joinedup.warehouse.lasting import refuse_stopped
from joinedup.warehouse.store import open_warehouse

MOST_FAULTS = 10
"""Faults of ledgers that are printed; the run's records hold all."""


@dataclass(frozen=True, slots=True)
class CouncilsReport:
    """What became of every council, in the order of their codes; `kept` were made by an earlier run of the same."""

    out: Path
    made: tuple[Made, ...]
    kept: int
    is_synthetic: bool

    def lines(self) -> list[str]:
        """Return how many were made, each that was not with its reason, and how many support each section."""
        failed = [one for one in self.made if one.reason]
        headings = {slug: heading for one in self.made for slug, heading, *_ in one.sections}
        kept = f", {self.kept:,} of them by an earlier run" if self.kept else ""
        return [
            f"{len(self.made) - len(failed):,} of {len(self.made):,} councils have their folder in {self.out}{kept}.",
            *(f"  Not made: {one.name} ({one.code}). {one.reason}" for one in failed),
            "Sections that say something, and for how many councils:",
            *(
                f"  {heading}: {sum(slug in one.supported for one in self.made):,}"
                for slug, heading in headings.items()
            ),
            *self._reread(),
            f"Council by council: {self.out / TABLE}",
            *(["Synthetic: every place, person and figure is invented."] if self.is_synthetic else []),
        ]

    @property
    def exit_status(self) -> int:
        """0 where every ledger, read anew, keeps the rules of practice."""
        return 1 if any(one.faults for one in self.made) else 0

    def _reread(self) -> list[str]:
        faults = [fault for one in self.made for fault in one.faults]
        if not faults:
            return ["Every ledger was read anew, and none breaks a rule of practice."]
        told = [f"  {fault}" for fault in faults[:MOST_FAULTS]]
        return [f"{len(faults):,} claims break a rule of practice, which is our fault: do not send these.", *told]


def councils(
    warehouse: Path,
    *,
    out: Path,
    dated_on: date,
    document: DocumentKind = PUBLISHED,
    only: Sequence[Place] | None = None,
    ledgers_only: bool = False,
    workers: int = 1,
    as_of: date | None = None,
    grant: Grant | None = None,
    threads: int | None = None,
    progress: Progress = quiet,
) -> CouncilsReport:
    """Make the documents of every upper-tier authority, one folder each under `out`, and the table of what they hold.

    Where no document can be made, the table gives the reason. A run that was killed goes on where it stopped if it is
    given the same warehouse, definitions and date; what was made from others is made anew. `only` makes some councils;
    `ledgers_only` writes each claims.json alone. `workers` processes share the work; the files are the same. With
    `as_of` they tell what was known at the end of that day.
    """
    progress = watched(progress, grant)
    refuse_to_come(as_of, dated_on)
    record = Record(out)
    record.refuse_strange()
    day = None if ledgers_only else dated_on
    opened = open_warehouse(warehouse, as_of=as_of, grant=grant, threads=threads)
    try:
        places = every_council(opened) if only is None else tuple(only)
        year = latest_year(opened, document)
        definitions = definitions_version(indicators())
        made_from = (opened.data_version, definitions, definition_version(document), __version__, year.label, day)
        key = key_of(*made_from, *([opened.hindsight] if opened.hindsight else []))
        kept = {place.code: made for place in places if (made := record.held(place.code, key)) is not None}
        left = tuple(place for place in places if place.code not in kept)
        measured = measure_for(opened, document, left, year, progress=part(progress, 0.0, 0.1)) if left else None
        is_synthetic = opened.is_synthetic
    finally:
        opened.close()
    record.begin()
    done = dict(kept)
    if measured is not None:
        make = partial(_make, out=out, dated_on=day, grant=grant if workers == 1 else None)
        for number, made in enumerate(_each(make, measured, left, workers)):
            record.keep(made, key)
            done[made.code] = made
            progress(made.name, 0.1 + 0.9 * (number + 1) / len(left))
    rows = tuple(done[place.code] for place in places)
    record.finish(rows)
    return CouncilsReport(out, rows, len(kept), is_synthetic)


def _each(make: "partial[Made]", measured: Measured, places: Sequence[Place], workers: int) -> Iterator[Made]:
    """Yield what is made of each council in turn, here or in `workers` processes that are each sent its own figures."""
    if workers == 1:
        for place in places:
            yield make((measured, place))
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        bare = replace(measured, catalogue={})  # expressions do not travel: each process has the definitions itself
        yield from pool.map(make, ((_own(bare, place), place) for place in places))


def _own(measured: Measured, place: Place) -> Measured:
    """Return what one council's board is laid out from, and nothing of the others'."""
    return replace(
        measured.about((place,)), scopes={code: measured.scopes[code] for code in measured.scopes if code == place.code}
    )


def _make(given: tuple[Measured, Place], *, out: Path, dated_on: date | None, grant: Grant | None) -> Made:
    """Write one council's folder: the six files, or the ledger alone where there is no date to print."""
    measured, place = given
    if not measured.catalogue:
        measured = replace(measured, catalogue=indicators())
    try:
        board = board_of(measured, (place,))
        folder = out / folder_of(place)
        paths = (
            write_ledger_only(board, folder, grant=grant)
            if dated_on is None
            else write_documents(board, folder, dated_on=dated_on, grant=grant)
        )
    except Refusal as refusal:
        refuse_stopped(grant)  # else it is this council's own reason
        return Made(place.code, place.name, folder_of(place), reason=str(refusal))
    return made_of(place, paths, len(board.ledger.claims), holdings_of(board))
