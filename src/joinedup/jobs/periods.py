"""Which period each figure of a document is for."""

from collections.abc import Iterable, Mapping, Sequence

from joinedup.core.period import Period
from joinedup.documents.compose.picture import years_back
from joinedup.kinds.document import ClaimKind, DocumentKind, Section, Versus
from joinedup.kinds.indicator import Indicator


def periods_of(
    indicators: Mapping[str, Indicator], slugs: Iterable[str], year: Period, last_calendar_year: int | None
) -> dict[str, Period]:
    """Return the period of each indicator: `year`, or the latest whole calendar years held that end by its end.

    `last_calendar_year` is the latest year for which published yearly counts are held; None where none are, and the
    period is then the one just before the year ends, so that what is missing can be named.
    """
    return {slug: period_in(indicators[slug], year, last_calendar_year) for slug in slugs}


def period_in(indicator: Indicator, year: Period, last_held: int | None) -> Period:
    """Return the period of one indicator in a document about `year`."""
    if not indicator.calendar_years:
        return year
    last = min(year.end.year - 1, last_held or year.end.year - 1)
    return Period.years(last - indicator.calendar_years + 1, last)


def windows(
    document: DocumentKind, period_of: Mapping[str, Period], sections: Sequence[Section] | None = None
) -> dict[Period, tuple[str, ...]]:
    """Return every period to measure, with the indicators each is measured for: asked, compared with, and drawn.

    Of all the document's sections, or of `sections` alone.
    """
    wanted: dict[Period, dict[str, None]] = {}
    chosen = document.sections if sections is None else tuple(sections)
    slugs = document.indicators if sections is None else [slug for section in chosen for slug in section.indicators]
    for slug in slugs:
        wanted.setdefault(period_of[slug], {})[slug] = None
    for section in chosen:
        for ask in section.asks:
            period = period_of[ask.indicator]
            years = period.single_years(ask.years) if ask.kind is ClaimKind.TREND else ()
            is_change = ask.versus is Versus.PREVIOUS or ask.kind is ClaimKind.GAP_CHANGE
            for window in (*years, *((period.previous,) if is_change else ())):
                wanted.setdefault(window, {})[ask.indicator] = None
        for picture in section.pictures:
            for slug in picture.indicators:
                for period in years_back(period_of[slug], picture.years):
                    wanted.setdefault(period, {})[slug] = None
    return {period: tuple(slugs) for period, slugs in sorted(wanted.items())}
