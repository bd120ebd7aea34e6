"""Everything that a document needs measured, once for as many places as it is to be made for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from joinedup.core.estimate import Estimate
from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, Place
from joinedup.core.refusal import Refusal
from joinedup.definitions.areas import places as all_places
from joinedup.definitions.areas import upper_tier_codes
from joinedup.definitions.catalogue import definition_version, definitions_version, indicators, policies
from joinedup.jobs.floors import POLICY
from joinedup.jobs.latest_figures import latest_estimates
from joinedup.jobs.neighbours import neighbours_of_all
from joinedup.jobs.periods import periods_of, windows
from joinedup.jobs.progress import Progress, quiet
from joinedup.jobs.scope import Scope
from joinedup.jobs.sources import sources_of
from joinedup.kinds.document import ClaimKind, DocumentKind
from joinedup.kinds.indicator import Indicator
from joinedup.measures.measure import measure
from joinedup.release.figure import Figure
from joinedup.release.release import release
from joinedup.warehouse.hindsight import Hindsight
from joinedup.warehouse.manifest import Manifest
from joinedup.warehouse.store import Opened

EVERYWHERE = ("tiles", "funnel")
"""Kinds of picture that show every upper-tier authority of England, whatever places the document is about."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The released figures of one document for some places and England, and what they rest on.

    `period_of` gives the period that each indicator is told for; `manifest` the version of the warehouse; `versions`
    that of each indicator's definition and `definitions_version` that of all of them. Of a document of latest figures
    `scopes` say by code what each place's is about, and `period_of` is that of the first place. `neighbours` are the
    codes of each place's statistical neighbours, where the document shows every authority.
    """

    document: DocumentKind
    catalogue: Mapping[str, Indicator]
    year: Period
    period_of: Mapping[str, Period]
    figures: tuple[Figure, ...]
    manifest: Manifest
    versions: Mapping[str, str]
    definitions_version: str
    scopes: Mapping[str, Scope] = field(default_factory=dict)
    neighbours: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hindsight: Hindsight | None = None
    """The day as of which the warehouse was read, where one was named."""

    def about(self, places: Sequence[Place]) -> "Measured":
        """Return what the document about `places` alone rests on: as if nothing else had been measured."""
        wide = everywhere(self.document)
        if self.document.is_latest:
            if len(places) != 1:
                raise Refusal(f"'{self.document.title}' is about one council at a time; asked for {len(places)}.")
            scope = self.scopes[places[0].code]
            told = {(slug, code, scope.period_of[slug]) for slug in wide for code in upper_tier_codes()}
            wanted = scope.wanted | told
            asked = (one for one in self.figures if (one.indicator, one.place.code, one.period) in wanted)
            # in an order of its own: who else was measured decides in which order figures come
            kept = tuple(sorted(asked, key=lambda one: (one.period, one.indicator, one.place.code)))
            return replace(self, document=scope.document, figures=kept, period_of=scope.period_of)
        codes = {place.code for place in (*places, ENGLAND)}
        kept = tuple(one for one in self.figures if one.place.code in codes or one.indicator in wide)
        return replace(self, figures=kept)


def measure_for(
    opened: Opened,
    document: DocumentKind,
    places: Sequence[Place],
    year: Period,
    *,
    declared: Mapping[str, Indicator] | None = None,
    progress: Progress = quiet,
) -> Measured:
    """Return the released figures that `document` needs for each of `places`, measured together.

    `declared` are the indicators to use instead of the catalogue's: how an old definition is run on new data.
    """
    progress("Measuring", 0.0)
    catalogue = declared or indicators()
    wide = everywhere(document)
    scopes: Mapping[str, Scope] = {}
    if document.is_latest:
        estimates, scopes = latest_estimates(opened, document, catalogue, places, year, wide)
        figures = release(estimates, catalogue, policies()[POLICY])
        period_of = scopes[places[0].code].period_of
    else:
        period_of = periods_of(catalogue, document.indicators, year, _last_calendar_year(opened, document, catalogue))
        figures = _figures(opened, document, catalogue, (*places, ENGLAND), period_of)
    return Measured(
        document,
        catalogue,
        year,
        period_of,
        figures,
        opened.manifest,
        versions={slug: definition_version(one) for slug, one in catalogue.items()},
        definitions_version=definitions_version(catalogue),
        scopes=scopes,
        neighbours=neighbours_of_all(opened) if wide else {},
        hindsight=opened.hindsight,
    )


def _figures(
    opened: Opened,
    document: DocumentKind,
    catalogue: Mapping[str, Indicator],
    places: Sequence[Place],
    period_of: Mapping[str, Period],
) -> tuple[Figure, ...]:
    sources = sources_of(opened)
    wide = everywhere(document)
    everyone = tuple(dict.fromkeys((*places, *(all_places()[code] for code in upper_tier_codes())))) if wide else ()
    estimates: list[Estimate] = []
    for period, slugs in windows(document, period_of).items():
        for about, asked in (
            (places, [s for s in slugs if s not in wide]),
            (everyone, [s for s in slugs if s in wide]),
        ):
            if asked:
                estimates += measure(sources, [catalogue[slug] for slug in asked], about, [period])
    for slug, column, period in _gaps(document, period_of):
        split = measure(sources, [catalogue[slug]], places, [period], [column])
        estimates += [estimate for estimate in split if estimate.group is not None]
    return release(estimates, catalogue, policies()[POLICY])


def everywhere(document: DocumentKind) -> frozenset[str]:
    """Return the indicators that a picture of the document shows for every authority."""
    drawn = (picture for section in document.sections for picture in section.pictures if picture.kind in EVERYWHERE)
    return frozenset(slug for picture in drawn for slug in picture.indicators)


def _gaps(document: DocumentKind, period_of: Mapping[str, Period]) -> list[tuple[str, str, Period]]:
    """Return each indicator asked for by group, with the column that splits it and the period, the one before too."""
    found: dict[tuple[str, str, Period], None] = {}
    for ask in (ask for section in document.sections for ask in section.asks):
        if ask.by is not None:
            period = period_of[ask.indicator]
            windows = (period, period.previous) if ask.kind is ClaimKind.GAP_CHANGE else (period,)
            found |= dict.fromkeys((ask.indicator, ask.by, window) for window in windows)
    return list(found)


def _last_calendar_year(opened: Opened, document: DocumentKind, catalogue: Mapping[str, Indicator]) -> int | None:
    """Return the latest calendar year for which yearly counts that the document asks for are held for any place."""
    yearly = [catalogue[slug] for slug in document.indicators if catalogue[slug].calendar_years]
    names = sorted({name for one in yearly for name in (one.slug, one.published_as) if name})
    published = opened.table("published")
    last = published.filter(published.measure.isin(names)).end_on.max().to_pyarrow().as_py() if names else None
    return None if last is None else last.year - 1
