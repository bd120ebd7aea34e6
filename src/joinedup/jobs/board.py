"""From an opened warehouse to the board a report is composed from: measured, released, claimed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from joinedup import __version__
from joinedup.claims.ledger import build_ledger
from joinedup.claims.model import Claim, Evidence, Ledger, SourceFile
from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, Place
from joinedup.definitions.catalogue import definition_version, definitions_version, indicators, policies
from joinedup.definitions.language.vocabulary import vocabulary
from joinedup.documents.compose.board import Board
from joinedup.jobs.periods import periods_of, windows
from joinedup.jobs.progress import Progress, quiet
from joinedup.jobs.sources import sources_of
from joinedup.kinds.document import Ask, ClaimKind, DocumentKind, Section
from joinedup.kinds.indicator import Indicator, Unit
from joinedup.measures.measure import measure
from joinedup.release.figure import Figure
from joinedup.release.release import release
from joinedup.warehouse.store import Opened

POLICY = "whole-council"


def lay_out(
    opened: Opened,
    document: DocumentKind,
    places: Sequence[Place],
    year: Period,
    *,
    declared: Mapping[str, Indicator] | None = None,
    progress: Progress = quiet,
) -> Board:
    """Return the released figures and the ledger of `document` for `places` in `year`.

    `declared` are the indicators to use instead of the catalogue's: how an old definition is run on new data.
    """
    catalogue = declared or indicators()
    progress("Measuring", 0.0)
    period_of = periods_of(catalogue, document.indicators, year, _last_calendar_year(opened))
    figures = _figures(opened, document, catalogue, (*places, ENGLAND), period_of)
    progress("Claiming", 0.8)
    evidence_of = _evidence_of(opened, catalogue)

    def ledger_of(asked: DocumentKind, about: Sequence[Place], told: Mapping[str, Period]) -> Ledger:
        return build_ledger(
            asked,
            figures,
            catalogue,
            about,
            year,
            vocabulary=vocabulary(),
            evidence_of=evidence_of,
            data_version=opened.data_version,
            definitions_version=definitions_version(catalogue),
            code_version=__version__,
            period_of=told,
        )

    ledger = ledger_of(document, places, period_of)
    ledger = replace(ledger, claims=_with_all_drawn(ledger, figures, catalogue, places, ledger_of))
    return Board(
        document=document,
        ledger=ledger,
        indicators=catalogue,
        places=tuple(places),
        england=ENGLAND,
        period=year,
        period_of=period_of,
        figures={(f.indicator, f.place.code, f.period): f for f in figures if f.group is None},
        claims={claim.claim_id: claim for claim in ledger.claims},
    )


def _figures(
    opened: Opened,
    document: DocumentKind,
    catalogue: Mapping[str, Indicator],
    places: Sequence[Place],
    period_of: Mapping[str, Period],
) -> tuple[Figure, ...]:
    sources = sources_of(opened)
    estimates = [
        estimate
        for period, slugs in windows(document, period_of).items()
        for estimate in measure(sources, [catalogue[slug] for slug in slugs], places, [period])
    ]
    for slug, column, period in _gaps(document, period_of):
        split = measure(sources, [catalogue[slug]], places, [period], [column])
        estimates += [estimate for estimate in split if estimate.group is not None]
    return release(estimates, catalogue, policies()[POLICY])


def _gaps(document: DocumentKind, period_of: Mapping[str, Period]) -> list[tuple[str, str, Period]]:
    """Return each indicator asked for by group, with the column that splits it and the period, the one before too."""
    found: dict[tuple[str, str, Period], None] = {}
    for ask in (ask for section in document.sections for ask in section.asks):
        if ask.by is not None:
            period = period_of[ask.indicator]
            windows = (period, period.previous) if ask.kind is ClaimKind.GAP_CHANGE else (period,)
            found |= dict.fromkeys((ask.indicator, ask.by, window) for window in windows)
    return list(found)


def _with_all_drawn(
    ledger: Ledger,
    figures: Iterable[Figure],
    catalogue: Mapping[str, Indicator],
    places: Sequence[Place],
    ledger_of: Callable[[DocumentKind, Sequence[Place], Mapping[str, Period]], Ledger],
) -> tuple[Claim, ...]:
    """Return the ledger's claims and, after them, one for each other visible figure: every number has its claim."""
    claims = {claim.claim_id: claim for claim in ledger.claims}
    shown: dict[Period, dict[str, None]] = {}
    for figure in figures:
        if figure.group is None and figure.is_visible:
            shown.setdefault(figure.period, {})[figure.indicator] = None
    visible = {(figure.indicator, figure.place.code, figure.period) for figure in figures if figure.is_visible}
    for period, slugs in shown.items():
        asks = tuple(Ask(_telling(catalogue[slug]), slug) for slug in slugs)
        drawn = DocumentKind(
            slug="also-shown",
            title="Figures shown",
            sections=(Section("places", "Places", asks), Section("england", "England", asks, is_about_england=True)),
            audience="open",
            owner="",
        )
        for claim in ledger_of(drawn, places, dict.fromkeys(slugs, period)).claims:
            figure = claim.about[0]
            if (figure.indicator, figure.place.code, figure.period) in visible:
                claims.setdefault(claim.claim_id, claim)
    return tuple(claims.values())


def _telling(indicator: Indicator) -> ClaimKind:
    kinds = {Unit.COUNT: ClaimKind.COUNT, Unit.PERCENT: ClaimKind.SHARE}
    return kinds.get(indicator.unit, ClaimKind.LEVEL)


def _evidence_of(opened: Opened, catalogue: Mapping[str, Indicator]) -> Callable[[tuple[Figure, ...]], Evidence]:
    files = {
        one.id: SourceFile(one.file_name, one.sha256, one.received_on, one.sender_name)
        for one in opened.manifest.deliveries
    }
    versions = {slug: definition_version(one) for slug, one in catalogue.items()}

    def evidence_of(figures: tuple[Figure, ...]) -> Evidence:
        indicator = catalogue[figures[0].indicator]
        rests_on = sorted({delivery for figure in figures for delivery in figure.provenance.deliveries})
        return Evidence(
            definition=indicator.slug,
            definition_version=versions[indicator.slug],
            definition_status=indicator.source.status,
            definition_source=indicator.source.name,
            files=tuple(sorted((files[one] for one in rests_on), key=lambda file: (file.sender, file.name))),
            data_version=opened.data_version,
            code_version=__version__,
        )

    return evidence_of


def _last_calendar_year(opened: Opened) -> int | None:
    """Return the latest calendar year for which yearly counts are held for any place."""
    published = opened.table("published")
    by_year = published.filter(published.measure.isin([s for s, one in indicators().items() if one.calendar_years]))
    last = by_year.end_on.max().to_pyarrow().as_py()
    return None if last is None else last.year - 1
