"""Measure a document of latest figures: published figures alone, each of the latest period held for its place."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from joinedup.core.estimate import Estimate
from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, Place
from joinedup.definitions.areas import places as all_places
from joinedup.definitions.areas import upper_tier_codes
from joinedup.jobs.scope import Scope, plan, scope_of
from joinedup.jobs.sources import sources_of
from joinedup.jobs.surroundings import around
from joinedup.kinds.document import DocumentKind
from joinedup.kinds.indicator import Indicator
from joinedup.measures.latest import latest_held
from joinedup.measures.measure import measure, read
from joinedup.measures.sources import Holding
from joinedup.warehouse.store import Opened


def latest_estimates(
    opened: Opened,
    document: DocumentKind,
    catalogue: Mapping[str, Indicator],
    places: Sequence[Place],
    year: Period,
    everywhere: Collection[str],
) -> tuple[list[Estimate], Mapping[str, Scope]]:
    """Return the estimates that documents of `places` need, and the scope of each by code.

    Indicators of `everywhere` are measured for every upper-tier authority, for the period of each place. What is held
    for nobody is asked for in `year`. Records of treatment are not read, whatever the warehouse holds.
    """
    kinds = dict.fromkeys(section.around for section in document.sections if section.around)
    near = {place.code: {kind: around(place, kind) for kind in kinds} for place in places}
    known = {place.code: place for place in (*places, ENGLAND)}
    known |= {area.code: area for found in near.values() for areas in found.values() for area in areas}
    authorities = {code: all_places()[code] for code in upper_tier_codes()}
    asked = [catalogue[slug] for slug in document.indicators]
    names = sorted({name for each in asked for name in (each.slug, each.published_as) if name})
    codes = sorted({*known, *authorities})
    published, population = opened.table("published"), opened.table("population")
    sources = replace(
        sources_of(opened),
        published=published.filter(published.measure.isin(names)).cache(),
        population=population.filter(population.area.isin(codes) | population.part_of.isin(codes)).cache(),
        case_level=Holding(),
    )
    latest = latest_held(sources.published, sources.population, asked, codes)

    def scope(place: Place) -> Scope:
        near_it = near[place.code]
        return scope_of(document, place, latest, catalogue, year, lambda _, kind: near_it[kind], authorities.keys())

    scopes = {place.code: scope(place) for place in places}
    wanted = {one for scope in scopes.values() for one in scope.wanted}
    drawn = {(slug, scope.period_of[slug]) for scope in scopes.values() for slug in everywhere}
    wanted |= {(slug, code, period) for slug, period in drawn for code in authorities}
    sources = replace(sources, read_before=read(sources, asked, codes))
    estimates: list[Estimate] = []
    for slugs, areas, periods in plan(wanted):
        about = [known.get(code) or authorities[code] for code in areas]
        estimates += measure(sources, [catalogue[slug] for slug in slugs], about, periods)
    return estimates, scopes
