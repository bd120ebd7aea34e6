"""Which published files can be loaded, where each is to be had, which are held, and which are missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from joinedup.definitions.areas import upper_tier_codes
from joinedup.definitions.catalogue import indicators
from joinedup.definitions.documents.published_assessment import DOCUMENT as PUBLISHED
from joinedup.intake.national import READERS, Reader
from joinedup.jobs.measured import everywhere
from joinedup.jobs.neighbours import SCORE
from joinedup.kinds.document import DocumentKind
from joinedup.kinds.indicator import Base
from joinedup.measures.population import AGES_OF
from joinedup.warehouse.manifest import Delivery
from joinedup.warehouse.store import Opened, open_warehouse

MOST_NAMED = 3
"""Measures of a file named in the text; JSON names all."""


@dataclass(frozen=True, slots=True)
class Held:
    """A delivery of a published file: its name, the last day its figures are of, the day it was received."""

    file: str
    sender: str
    until: date
    received_on: date


@dataclass(frozen=True, slots=True)
class Source:
    """A published file that can be loaded, and what is held of it."""

    slug: str
    title: str
    publisher: str
    page: str
    cadence: str
    licence: str
    gives: tuple[str, ...]
    held: tuple[Held, ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield what it is and where it is to be had, shortly."""
        yield self.title
        yield f"  {self.publisher}: {self.page}"
        yield f"  Published {self.cadence}. {self.licence}."
        yield f"  Gives {_first(self.gives, ', ')}."


@dataclass(frozen=True, slots=True)
class Missing:
    """A measure of the published needs assessment that no held file gives, and the files that would."""

    measure: str
    title: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class SourcesReport:
    """Every file that can be loaded. `others` are deliveries held that are none of them, or do not say so.

    `warehouse` is None, and nothing is held or missing, where none was named.
    """

    sources: tuple[Source, ...]
    warehouse: Path | None = None
    others: tuple[Held, ...] = ()
    missing: tuple[Missing, ...] = ()

    def lines(self) -> list[str]:
        """Return the report as lines: without a warehouse every file; with one what is missing first, then held."""
        if self.warehouse is None:
            said = (line for one in self.sources for line in (*one.lines(), ""))
            return [
                f"{len(self.sources)} published files can be loaded: joinedup load FILE --into WAREHOUSE",
                "",
                *said,
            ]
        held = [one for one in self.sources if one.held]
        rest = [one for one in self.sources if not one.held]
        return [
            *self._missing(),
            f"Held, {len(held)} of {len(self.sources)} published files:",
            *(f"  {one.title}: {_ages(one.held)}" for one in held),
            *(["Also held, from tables or from before it was noted which file each is:"] * bool(self.others)),
            *(f"  {one.sender}: {_ages((one,))}" for one in self.others),
            *(["", "Not held:"] * bool(rest)),
            *(f"  {one.title}: {one.page}" for one in rest),
        ]

    def _missing(self) -> Iterator[str]:
        if not self.missing:
            yield "Missing for the published needs assessment: nothing that a file we can read would give."
        else:
            yield "Missing for the published needs assessment of councils:"
            by_source: dict[tuple[Source, ...], list[str]] = {}
            for one in self.missing:
                by_source.setdefault(one.sources, []).append(one.title)
            for sources, titles in by_source.items():
                yield f"  {_first(titles, '; ')}"
                yield from (f"    in '{one.title}', {one.page}" for one in sources)
        yield ""

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        sources = [{**asdict(one), "held": [_plain(each) for each in one.held]} for one in self.sources]
        if self.warehouse is None:
            return {"sources": [{name: value for name, value in one.items() if name != "held"} for one in sources]}
        missing = [
            {"measure": one.measure, "title": one.title, "sources": [each.slug for each in one.sources]}
            for one in self.missing
        ]
        return {"sources": sources, "other_deliveries": [_plain(one) for one in self.others], "missing": missing}


def published_files(warehouse: Path | None = None, *, document: DocumentKind = PUBLISHED) -> SourcesReport:
    """Return every published file that can be loaded; with a `warehouse` also what it holds and lacks of `document`."""
    if warehouse is None:
        return SourcesReport(tuple(_source(reader, ()) for reader in READERS))
    opened = open_warehouse(warehouse)
    try:
        deliveries = opened.manifest.deliveries
        sources = tuple(_source(one, (each for each in deliveries if each.reader == one.slug)) for one in READERS)
        known = {one.slug for one in READERS}
        others = tuple(_held(one) for one in deliveries if one.reader not in known and not one.is_case_level)
        return SourcesReport(sources, warehouse, others, _lacking(opened, document, sources))
    finally:
        opened.close()


def _lacking(opened: Opened, document: DocumentKind, sources: Iterable[Source]) -> tuple[Missing, ...]:
    """Return what the document tells of councils, some file would give, and no row held of any council has."""
    published = opened.table("published")
    own = published.filter(published.area.isin(upper_tier_codes()))
    held = {row["measure"] for row in own.select("measure").distinct().to_pyarrow().to_pylist()}
    held |= {table for table in ("population", "boundary", SCORE) if _has(opened, table)}
    missing = []
    for names, title in _needed(document).items():
        givers = tuple(one for one in sources if set(names) & set(one.gives))
        if givers and not held & set(names):
            missing.append(Missing(names[0], title, givers))
    return tuple(missing)


def _has(opened: Opened, name: str) -> bool:
    """Return whether a table, or a measure told of districts alone, is held at all."""
    if name in opened.manifest.columns:
        return bool(opened.deliveries_of(name))
    published = opened.table("published")
    return bool(published.filter(published.measure == name).limit(1).count().to_pyarrow().as_py())


def _needed(document: DocumentKind) -> Mapping[tuple[str, ...], str]:
    """Return what a document tells of councils: the names each measure may be published under, and its title."""
    catalogue = indicators()
    own = (one for one in document.sections if not one.is_about_england and not one.around)
    needed: dict[tuple[str, ...], str] = {}
    for slug in dict.fromkeys(slug for section in own for slug in section.indicators):
        one = catalogue[slug]
        if one.base is Base.POPULATION or one.of in AGES_OF:
            needed[("population",)] = "Residents by age"
        if one.base is not Base.POPULATION:
            needed[tuple(filter(None, (slug, one.published_as)))] = one.title
    if everywhere(document):
        needed |= {("boundary",): "Boundaries, for statistical neighbours"}
        needed |= {(SCORE,): "Average score of deprivation, for statistical neighbours"}
    return needed


def _first(names: Sequence[str], between: str) -> str:
    """Return the first few names, and how many more there are."""
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"{between.join(names[:MOST_NAMED])}{more}"


def _source(reader: Reader, deliveries: Iterable[Delivery]) -> Source:
    held = tuple(_held(one) for one in deliveries)
    return Source(
        reader.slug,
        reader.title,
        reader.publisher,
        reader.origin,
        reader.cadence,
        reader.licence,
        reader.gives,
        tuple(sorted(held, key=lambda one: (one.until, one.sender))),
    )


def _held(one: Delivery) -> Held:
    return Held(one.file_name, one.sender_name, one.covers.end - timedelta(days=1), one.received_on)


def _ages(held: tuple[Held, ...]) -> str:
    """Say how old what is held is: to which day its figures run, and when it came."""
    last = held[-1]
    files = f"{len(held)} files, " if len(held) > 1 else ""
    received = max(one.received_on for one in held)
    return f"{files}to {last.until.isoformat()}, received {received.isoformat()}"


def _plain(one: Held) -> dict[str, str]:
    return {
        "file": one.file,
        "sender": one.sender,
        "until": one.until.isoformat(),
        "received_on": one.received_on.isoformat(),
    }
