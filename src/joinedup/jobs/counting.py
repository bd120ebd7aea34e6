"""Count one provider's file where it lies, by the installation's own indicators; nothing of any person is kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from joinedup.core.estimate import Estimate
from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.core.refusal import Refusal
from joinedup.definitions.areas import places as all_places
from joinedup.definitions.catalogue import definition_versions, indicators, policies
from joinedup.intake.coverage import Coverage
from joinedup.intake.delivery import build_delivery
from joinedup.intake.examined import Examined
from joinedup.intake.rulebook import Rulebook
from joinedup.jobs.floors import AUDIENCE, POLICY
from joinedup.jobs.progress import Progress, quiet
from joinedup.jobs.row_counts import row_counts
from joinedup.jobs.sources import sources_of
from joinedup.kinds.indicator import Audience, Indicator
from joinedup.kinds.provider_counts import AREA, MOST, NEARLY_ALL, Count, ProviderCounts
from joinedup.measures.counting import is_own, what_is_counted
from joinedup.measures.measure import measure
from joinedup.release.figure import Figure
from joinedup.release.release import release
from joinedup.sharing.decide import may_count
from joinedup.warehouse.case_tables import held_tables
from joinedup.warehouse.passing import pass_through
from joinedup.warehouse.store import Opened

LEFT_OUT: Final[Mapping[str, str]] = {
    "young-people-mental-health-need": "What makes under-18s vulnerable is told for a whole area, never by provider.",
}
"""Indicators of which no provider's counts are made, and why (rules of practice 17)."""


@cache
def counted_indicators(feed: str) -> Mapping[str, Indicator]:
    """Return the indicators, by slug, that the rows of a feed can give.

    Services for adults send nothing that an indicator of young people's services counts, so none is made of theirs:
    a nought that can only be nought would stand there as hidden.
    """
    audiences = (AUDIENCE[feed], Audience.ADULTS, Audience.EVERYONE)
    return {
        slug: one
        for slug, one in indicators().items()
        if is_own(one) and slug not in LEFT_OUT and one.audience in audiences
    }


def count_file(
    examined: Examined,
    book: Rulebook,
    folder: Path,
    *,
    at: datetime,
    threads: int | None = None,
    progress: Progress = quiet,
) -> ProviderCounts:
    """Return the counts of an examined case-level file, unsigned. `folder` is not there yet; the caller removes it.

    For each financial year that the file covers whole and each upper-tier area of residence: what may be told of each
    indicator under the installation's own policy, as if the file alone were held. Refuses a file that is not about
    people, does not say what it covers, or covers no whole year.
    """
    coverage = examined.coverage
    if not examined.is_case_level:
        raise Refusal("counts are made of rows about people, and it holds none: it can be sent as it is.")
    assert coverage is not None  # asked before
    years = whole_years(coverage.covers)
    if not years:
        raise Refusal("it covers no whole financial year (April to March), and counts are made of whole years only.")
    passing = pass_through(folder, coverage.sender, coverage.feed, on=coverage.extract_on)
    delivery, withheld = build_delivery(
        examined,
        passing.built,
        rulebook=book,
        received_on=coverage.extract_on,
        key=passing.pseudonyms,
        agreement=None,
        lock=passing.lock,
    )
    grant = may_count(coverage.feed, at=at)
    opened = passing.open(delivery, held_tables(book.standard), without=withheld, grant=grant, threads=threads)
    try:
        figures = _figures(opened, counted_indicators(coverage.feed), years, progress)
    finally:
        opened.close()
    return _laid_out(examined, coverage, book, figures)


def whole_years(covers: Period) -> tuple[Period, ...]:
    """Return the financial years of which every day is covered, oldest first."""
    labels = (f"{year}/{(year + 1) % 100:02d}" for year in range(covers.start.year, covers.end.year))
    years = (Period.financial_year(label) for label in labels)
    return tuple(year for year in years if covers.covers(year))


def _figures(
    opened: Opened, catalogue: Mapping[str, Indicator], years: Sequence[Period], progress: Progress
) -> list[Figure]:
    sources = sources_of(opened)
    figures: list[Figure] = []
    for number, year in enumerate(years):
        progress(f"Counting {year.label}", number / len(years))
        seen = sources.journeys(year)
        codes = seen.filter(seen.in_window & seen.area.notnull()).select("area").distinct().to_pyarrow()
        places = [_place(code) for code in sorted(codes["area"].to_pylist()) if AREA.fullmatch(code)]
        if places:
            estimates = measure(sources, list(catalogue.values()), places, [year])
            figures += released([one for one in estimates if _is_whole(one)], catalogue)
    return figures


def released(estimates: Sequence[Estimate], catalogue: Mapping[str, Indicator]) -> tuple[Figure, ...]:
    """Return what may leave a provider's machine: what may leave any, by the rules for any figures."""
    return release(estimates, catalogue, policies()[POLICY])


def _place(code: str) -> Place:
    known = all_places().get(code)
    return Place(code, known.name if known else code)


def _is_whole(estimate: Estimate) -> bool:
    """Return whether the file covers all that the figure needs, also after its year.

    One that does not would change from file to file, and two files would then tell what changed.
    """
    return estimate.provenance.covers


def _laid_out(examined: Examined, coverage: Coverage, book: Rulebook, figures: Sequence[Figure]) -> ProviderCounts:
    counts = counts_of(figures, counted_indicators(coverage.feed))
    slugs = sorted({one.indicator for one in counts})
    floor = policies()[POLICY].floors[AUDIENCE[coverage.feed]]
    return ProviderCounts(
        sender=coverage.sender,
        sender_name=" ".join(coverage.sender_name.split()),
        feed=coverage.feed,
        letter=coverage.letter,
        extract_on=coverage.extract_on,
        covers=coverage.covers,
        rules_version=book.version_for(coverage.feed),
        definitions={slug: definition_versions()[slug] for slug in slugs},
        counts=counts,
        checked=row_counts(examined, floor),
    )


def counts_of(figures: Sequence[Figure], catalogue: Mapping[str, Indicator]) -> tuple[Count, ...]:
    """Return what a file says of released figures, in order.

    A place and year of which nothing may be told is not named at all: that somebody lives there would be told by it.
    """
    told = {(one.place.code, one.period) for one in figures if one.is_visible}
    counts = (_count(one, catalogue[one.indicator]) for one in figures if (one.place.code, one.period) in told)
    return tuple(sorted(counts, key=lambda one: one.key))


def _count(figure: Figure, indicator: Indicator) -> Count:
    recorded = None
    if figure.is_visible and indicator.known is not None:
        recorded = NEARLY_ALL if figure.known >= policies()[POLICY].caveat_below_known else MOST
    return Count(
        figure.indicator,
        figure.period.label,
        figure.place.code,
        what_is_counted(indicator),
        _whole(figure.numerator),
        _whole(figure.denominator),
        recorded,
    )


def _whole(number: float | None) -> int | None:
    return None if number is None else round(number)
