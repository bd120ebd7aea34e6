"""What each evidence page prints, from the board that documents are composed from."""

from collections.abc import Iterable, Sequence

from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.documents.compose.board import Board
from joinedup.documents.compose.closing import printed_beside
from joinedup.documents.compose.telling import hidden_of, is_told, once_each
from joinedup.documents.evidence import STATUS_WORDS
from joinedup.jobs.feeds import FeedsReport, sentences
from joinedup.jobs.measured import Measured
from joinedup.jobs.released_claims import saying
from joinedup.jobs.released_figures import figures_of, groups_of, shelf_figure
from joinedup.kinds.document import Section
from joinedup.kinds.indicator import Indicator
from joinedup.release.figure import Figure
from joinedup.shelf.records import (
    AreaRow,
    AreaSection,
    AreaSheet,
    Beside,
    Card,
    Definition,
    IndicatorSheet,
    ShelfChart,
    ShelfFeed,
)


def catalogue_of(board: Board, slugs: Iterable[str]) -> tuple[Card, ...]:
    """Return one card an indicator, in the order of the document's chapters."""
    headings = chapters_of(board)
    return tuple(_card(board.indicators[slug], headings.get(slug, "")) for slug in slugs)


def chapters_of(board: Board) -> dict[str, str]:
    """Return by indicator the heading under which the document first tells it, its chapter before it."""
    found: dict[str, str] = {}
    for section, heading in headings_of(board):
        for slug in section.indicators:
            found.setdefault(slug, heading)
    return found


def headings_of(board: Board) -> list[tuple[Section, str]]:
    """Return each section with its heading, its chapter before it: two chapters may use one heading."""
    found, chapter = [], ""
    for section in board.document.sections:
        chapter = section.heading if section.level == 1 else chapter
        is_alone = section.level == 1 or not chapter
        found.append((section, section.heading if is_alone else f"{chapter}: {section.heading}"))
    return found


def _card(one: Indicator, chapter: str) -> Card:
    return Card(one.slug, one.title, one.noun, one.why, str(one.unit), chapter, str(one.source.status), one.source.name)


def definition_of(one: Indicator, version: str) -> Definition:
    """Return what an indicator counts, where that was read, and how sure that is."""
    return Definition(
        slug=one.slug,
        title=one.title,
        noun=one.noun,
        why=one.why,
        unit=str(one.unit),
        share_of=one.share_of or "",
        polarity=str(one.polarity),
        status=str(one.source.status),
        status_words=STATUS_WORDS[one.source.status],
        source=one.source.name,
        source_caveat=one.source.caveat,
        version=version,
        caveats=one.caveats,
    )


def indicator_sheet(
    slug: str, measured: Measured, board: Board, figures: Sequence[Figure], charts: tuple[ShelfChart, ...]
) -> IndicatorSheet:
    """Return the page of one indicator, from the released figures of the document's places and England."""
    told = figures_of(slug, figures, board)
    period = board.period_of[slug]
    claims = [one for one in board.ledger.claims if one.about[0].indicator == slug]
    beside = tuple(
        Beside(f"{one.place.name}, {one.period.label}", *texts)
        for one in sorted(figures, key=lambda one: (one.period, one.place.code))
        if one.indicator == slug and one.group is None
        for texts in printed_beside(one, board.indicators[slug])
    )
    return IndicatorSheet(
        definition=definition_of(board.indicators[slug], measured.versions[slug]),
        latest=tuple(one for one in told if (one.start, one.end) == _days(period)),
        figures=told,
        groups=groups_of(slug, figures, board),
        charts=charts,
        sayings=tuple(saying(one) for one in claims),
        beside=beside,
    )


def _days(period: Period) -> tuple[str, str]:
    return period.start.isoformat(), period.end.isoformat()


def area_sheet(place: Place, board: Board) -> AreaSheet:
    """Return the profile of one area: each section's figures beside England's, and what is said under it."""
    sections = (
        _area_section(section, heading, place, board)
        for section, heading in headings_of(board)
        if section.asks and not section.around and not section.is_about_england
    )
    return AreaSheet(
        place.code, place.name, board.period.label, tuple(one for one in sections if one.rows or one.sayings)
    )


def _area_section(section: Section, heading: str, place: Place, board: Board) -> AreaSection:
    claims = [one for one in board.section_claims(section.slug) if one.about[0].place == place]
    told = once_each(one for one in claims if is_told(one) or hidden_of(one))
    rows = []
    for slug in section.indicators:
        here, england = board.figure(slug, place), board.figure(slug, board.england)
        if here is not None:
            rows.append(
                AreaRow(
                    slug,
                    board.indicators[slug].title,
                    shelf_figure(here, board, board.value_claim(slug, place)),
                    None if england is None else shelf_figure(england, board, board.value_claim(slug, board.england)),
                    board.indicators[slug].source.status == "found",
                )
            )
    return AreaSection(section.slug, heading, tuple(saying(one) for one in told), tuple(rows))


def feeds_of(report: FeedsReport, titles: dict[str, tuple[str, str, str]]) -> tuple[ShelfFeed, ...]:
    """Return how each sender's feed stood, what is missing first; `titles` give title, cadence and steward by feed."""
    return tuple(
        ShelfFeed(
            feed=one.feed,
            title=titles.get(one.feed, (one.feed, "", ""))[0],
            sender=one.sender_name,
            standing=str(one.standing),
            is_wanting=one.is_wanting,
            cadence=titles.get(one.feed, ("", "", ""))[1],
            covers_to=one.covers_to.isoformat() if one.covers_to else "",
            age_days=one.age_days,
            steward=titles.get(one.feed, ("", "", ""))[2],
            told=tuple(sentences(one)) if one.is_wanting else (),
        )
        for one in report.feeds
    )
