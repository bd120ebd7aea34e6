"""What a document of latest figures tells of one council: which areas, for which periods, and what must be measured."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, Place
from joinedup.jobs.periods import period_in, windows
from joinedup.kinds.document import Ask, DocumentKind, Section
from joinedup.kinds.indicator import Indicator
from joinedup.measures.latest import Latest

Around = Callable[[Place, str], tuple[Place, ...]]
Wanted = tuple[str, str, Period]
"""A figure to measure: indicator's slug, area's code, period."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One council's document of latest figures.

    `period_of` gives the period of each indicator, the council's latest; `periods` those that England and the areas
    around are told for in sections of their own, by slug and code; `around` the areas of such sections, by section.
    `document` asks for no more than can be asked of this council.
    """

    document: DocumentKind
    period_of: Mapping[str, Period]
    periods: Mapping[tuple[str, str], Period]
    around: Mapping[str, tuple[Place, ...]]
    wanted: frozenset[Wanted]


def scope_of(
    document: DocumentKind,
    place: Place,
    latest: Latest,
    catalogue: Mapping[str, Indicator],
    year: Period,
    around: Around,
    others: Collection[str] | None = None,
) -> Scope:
    """Return what `document` tells of `place`, given the latest period held of each indicator and area.

    What is held neither here nor of England is named as missing for the latest period held of any of `others`
    (default: of any area in `latest`); what is held of none of them, for `year`. Which other documents are made beside
    this one must not decide it.
    """
    document = _of_place(document, place, latest)
    elsewhere = _latest_anywhere(latest, others)

    def told(slug: str, code: str) -> Period:
        held = latest.get((slug, code)) or latest.get((slug, ENGLAND.code)) or elsewhere.get(slug)
        return held or period_in(catalogue[slug], year, None)

    own = [section for section in document.sections if not section.around and not section.is_about_england]
    period_of = {slug: told(slug, place.code) for slug in document.indicators}
    wanted = _wanted(document, own, period_of, place.code)
    wanted |= {(slug, ENGLAND.code, period_of[slug]) for section in own for slug in section.indicators}
    areas: dict[str, tuple[Place, ...]] = {}
    periods: dict[tuple[str, str], Period] = {}
    for section in document.sections:
        if section in own:
            continue
        if section.around:
            areas[section.slug] = _told_there(section, place, latest, around)
        for area in areas.get(section.slug, (ENGLAND,) if section.is_about_england else ()):
            here = {slug: told(slug, area.code) for slug in section.indicators}
            periods |= {(slug, area.code): period for slug, period in here.items()}
            wanted |= _wanted(document, [section], here, area.code)
    return Scope(document, period_of, periods, areas, frozenset(wanted))


def _of_place(document: DocumentKind, place: Place, latest: Latest) -> DocumentKind:
    """Return the document without what is asked only where something else is not held.

    Of councils together only what the council itself lacks is asked.
    """

    def is_asked(section: Section, ask: Ask) -> bool:
        other = ask.indicator if section.around == "several-councils" else ask.unless
        return not other or (other, place.code) not in latest

    sections = (
        replace(section, asks=tuple(ask for ask in section.asks if is_asked(section, ask)))
        for section in document.sections
    )
    kept = (one for one, before in zip(sections, document.sections, strict=True) if one.asks or not before.asks)
    return replace(document, sections=tuple(kept))


def _told_there(section: Section, place: Place, latest: Latest, around: Around) -> tuple[Place, ...]:
    """Return the areas of a section for which something is held."""
    areas = around(place, section.around)
    return tuple(area for area in areas if any((slug, area.code) in latest for slug in section.indicators))


def _wanted(
    document: DocumentKind, sections: Sequence[Section], period_of: Mapping[str, Period], code: str
) -> set[Wanted]:
    found = windows(document, period_of, sections)
    return {(slug, code, period) for period, slugs in found.items() for slug in slugs}


def _latest_anywhere(latest: Latest, codes: Collection[str] | None) -> dict[str, Period]:
    found: dict[str, Period] = {}
    for (slug, code), period in latest.items():
        if codes is None or code in codes:
            found[slug] = max(found.get(slug, period), period, key=lambda one: (one.end, one.start))
    return found


def plan(wanted: Iterable[Wanted]) -> list[tuple[tuple[str, ...], tuple[str, ...], tuple[Period, ...]]]:
    """Return runs of measuring (indicators, areas, periods) that together make each wanted figure, and no other."""
    areas: dict[tuple[str, Period], set[str]] = {}
    for slug, code, period in wanted:
        areas.setdefault((slug, period), set()).add(code)
    periods: dict[tuple[str, tuple[str, ...]], set[Period]] = {}
    for (slug, period), codes in areas.items():
        periods.setdefault((slug, tuple(sorted(codes))), set()).add(period)
    slugs: dict[tuple[tuple[str, ...], tuple[Period, ...]], list[str]] = {}
    for (slug, group), held in periods.items():
        slugs.setdefault((group, tuple(sorted(held))), []).append(slug)
    return sorted((tuple(sorted(one)), group, held) for (group, held), one in slugs.items())
