"""Write the needs assessment of some places from a warehouse."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.core.refusal import Refusal
from joinedup.definitions import areas as known_areas
from joinedup.definitions.documents.needs_assessment import DOCUMENT
from joinedup.documents.compose.wording import listed
from joinedup.documents.render import refuse_strange
from joinedup.jobs.as_known import refuse_to_come
from joinedup.jobs.board import lay_out
from joinedup.jobs.progress import Progress, part, quiet, watched
from joinedup.jobs.writing import absent, write_documents
from joinedup.sharing.decide import Grant
from joinedup.warehouse.store import Opened, open_warehouse

PICKED = 3


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was written, for the person who asked."""

    places: tuple[Place, ...]
    year: str
    paths: tuple[Path, ...]
    claims: int
    absent: int
    is_synthetic: bool
    known: tuple[str, ...] = ()
    """As of which day it is told, and what has been erased since; empty where it is of what is held now."""

    def lines(self) -> list[str]:
        """Return what to say: where the documents are, what they hold, what they do not."""
        names = listed([place.name for place in self.places])
        return [
            f"Wrote the needs assessment of {names} for {self.year}: {self.claims:,} claims, all opening to evidence.",
            *(f"  {path}" for path in self.paths),
            *(f"  {line}" for line in self.known),
            *(
                [f"  For {self.absent:,} of the claims asked for, no figure is held; the documents list them."]
                * (self.absent > 0)
            ),
            *(["  Synthetic: every place, person and figure is invented."] if self.is_synthetic else []),
        ]


def assess(
    warehouse: Path,
    *,
    areas: Sequence[str],
    year: str,
    out: Path,
    dated_on: date,
    pick: int | None = None,
    as_of: date | None = None,
    grant: Grant | None = None,
    threads: int | None = None,
    progress: Progress = quiet,
) -> Assessment:
    """Write six files into `out`: Word, web page, PDF, slides, tables and the ledger.

    `areas` are codes or names; `pick` is a seed that chooses three English councils instead. Refuses areas that
    nothing is held for. With `as_of` they tell what was known at the end of that day, and say so. The documents depend
    on the warehouse, the areas, the year, `as_of` and `dated_on`, and nothing else: not on `threads`, how many the
    engine may use (default: as many as the machine has).
    """
    progress = watched(progress, grant)
    refuse_to_come(as_of, dated_on)
    refuse_strange(out)  # before the work, and again when it is written
    opened = open_warehouse(warehouse, as_of=as_of, grant=grant, threads=threads)
    try:
        chosen = places_of(opened, known_areas.pick(pick, PICKED) if pick is not None else areas)
        board = lay_out(opened, DOCUMENT, chosen, Period.financial_year(year), progress=part(progress, 0.0, 0.5))
    finally:
        opened.close()
    paths = write_documents(board, out, dated_on=dated_on, grant=grant, progress=part(progress, 0.5, 1.0))
    known = board.ledger.known.lines if board.ledger.known else ()
    return Assessment(chosen, year, paths, len(board.ledger.claims), absent(board), board.ledger.is_synthetic, known)


def places_of(opened: Opened, asked: Sequence[str]) -> tuple[Place, ...]:
    """Return the places asked for by code or name, each once, as the warehouse or the area table names them."""
    if not asked:
        raise Refusal("Say which areas: --areas CODE,CODE (codes or full names), or --pick SEED.")
    population = opened.table("population")
    held = population.select("area", "area_name", "area_kind").distinct().order_by("area").to_pyarrow().to_pylist()
    by_code = {row["area"]: Place(row["area"], row["area_name"], row["area_kind"]) for row in held}
    by_name = {place.name.casefold(): place for place in by_code.values() if place.is_synthetic}
    places = []
    for text in asked:
        place = by_code.get(text.strip().upper()) or by_name.get(text.strip().casefold()) or known_areas.find(text)
        if place.kind != "upper-tier":
            raise Refusal(
                f"{place.name} ({place.code}) is not an upper-tier council: documents are for whole councils."
            )
        places.append(place)
    return tuple(dict.fromkeys(places))
