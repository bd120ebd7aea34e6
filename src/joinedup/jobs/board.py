"""From measured figures to the board a report is composed from: every claim made, every number with its claim."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from joinedup import __version__
from joinedup.claims.ledger import build_ledger
from joinedup.claims.model import Claim, Known, Ledger
from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, Place
from joinedup.definitions.catalogue import policies
from joinedup.definitions.language.vocabulary import vocabulary
from joinedup.definitions.neighbours import neighbour_method
from joinedup.definitions.series_breaks import series_breaks
from joinedup.definitions.tiles import tiles
from joinedup.documents.compose.board import Board
from joinedup.jobs.evidence import evidence_from
from joinedup.jobs.floors import POLICY
from joinedup.jobs.measured import Measured, measure_for
from joinedup.jobs.progress import Progress, part, quiet
from joinedup.jobs.surroundings import notes_of, origins_of
from joinedup.kinds.document import Ask, ClaimKind, DocumentKind, Section
from joinedup.kinds.indicator import Indicator, Unit
from joinedup.release.figure import Figure
from joinedup.warehouse.hindsight import Hindsight
from joinedup.warehouse.store import Opened


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
    measured = measure_for(opened, document, places, year, declared=declared, progress=part(progress, 0.0, 0.8))
    progress("Claiming", 0.8)
    return board_of(measured, places)


def board_of(measured: Measured, places: Sequence[Place]) -> Board:
    """Return the board of the document about `places`, from figures measured for these or for more."""
    measured = measured.about(places)
    scope = measured.scopes.get(places[0].code) if measured.document.is_latest and places else None
    figures, catalogue, period_of = measured.figures, measured.catalogue, measured.period_of
    data_version = measured.manifest.data_version
    evidence_of = evidence_from(measured.manifest, catalogue, measured.versions)

    def ledger_of(asked: DocumentKind, about: Sequence[Place], told: Mapping[str, Period]) -> Ledger:
        return build_ledger(
            asked,
            figures,
            catalogue,
            about,
            measured.year,
            vocabulary=vocabulary(),
            evidence_of=evidence_of,
            data_version=data_version,
            definitions_version=measured.definitions_version,
            code_version=__version__,
            period_of=told,
            breaks=series_breaks(),
            around=scope.around if scope else None,
            periods=scope.periods if scope and asked is measured.document else None,
        )

    ledger = ledger_of(measured.document, places, period_of)
    all_drawn = _with_all_drawn(ledger, figures, catalogue, ledger_of)
    ledger = replace(ledger, claims=all_drawn, known=known_of(measured.hindsight))
    return Board(
        document=measured.document,
        ledger=ledger,
        indicators=catalogue,
        places=tuple(places),
        england=ENGLAND,
        period=measured.year,
        period_of=period_of,
        figures={(f.indicator, f.place.code, f.period): f for f in figures if f.group is None},
        claims={claim.claim_id: claim for claim in ledger.claims},
        neighbours=measured.neighbours,
        tiles=tiles(),
        around=scope.around if scope else {},
        periods=scope.periods if scope else {},
        notes=tuple(note for place in places for note in notes_of(place)) if scope else (),
        origins=origins_of(catalogue) if scope else {},
        likeness=neighbour_method().text() if measured.neighbours else "",
    )


def known_of(hindsight: Hindsight | None) -> Known | None:
    """Return as of which day a ledger is told and what is gone since.

    Of few people it is said that some are gone, not how many; as nothing says how old they were, the strictest floor
    holds.
    """
    if hindsight is None:
        return None
    is_told = hindsight.people == 0 or hindsight.people >= max(policies()[POLICY].floors.values())
    return Known(hindsight.on, hindsight.people if is_told else None, hindsight.deliveries)


def _with_all_drawn(
    ledger: Ledger,
    figures: Iterable[Figure],
    catalogue: Mapping[str, Indicator],
    ledger_of: Callable[[DocumentKind, Sequence[Place], Mapping[str, Period]], Ledger],
) -> tuple[Claim, ...]:
    """Return the ledger's claims and, after them, one for each other visible figure: every number has its claim."""
    claims = {claim.claim_id: claim for claim in ledger.claims}
    shown: dict[Period, dict[str, dict[Place, None]]] = {}
    for figure in figures:
        if figure.group is None and figure.is_visible:
            shown.setdefault(figure.period, {}).setdefault(figure.indicator, {})[figure.place] = None
    for period, slugs in shown.items():
        for slug, places in slugs.items():
            asks = (Ask(_telling(catalogue[slug]), slug),)
            sections = (Section("places", "Places", asks), Section("england", "England", asks, is_about_england=True))
            drawn = DocumentKind("also-shown", "Figures shown", sections, audience="open", owner="")
            for claim in ledger_of(drawn, [one for one in places if one != ENGLAND], {slug: period}).claims:
                if claim.about[0].is_visible:
                    claims.setdefault(claim.claim_id, claim)
    return tuple(claims.values())


def _telling(indicator: Indicator) -> ClaimKind:
    kinds = {Unit.COUNT: ClaimKind.COUNT, Unit.PERCENT: ClaimKind.SHARE}
    return kinds.get(indicator.unit, ClaimKind.LEVEL)
