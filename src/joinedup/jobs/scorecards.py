"""`joinedup quality`: how each provider keeps its records, year by year, as claims: one page and ledger a provider."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from joinedup import __version__
from joinedup.claims.codec import to_json
from joinedup.claims.ledger import build_ledger
from joinedup.claims.model import Claim, Ledger
from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.core.refusal import Refusal
from joinedup.definitions.catalogue import definition_version, definitions_version, policies, record_measures
from joinedup.definitions.documents.provider_records import DOCUMENT
from joinedup.definitions.language.vocabulary import vocabulary
from joinedup.definitions.reading import treatment_rules
from joinedup.definitions.series_breaks import series_breaks
from joinedup.definitions.standards.ndtms.rules.sources import limit
from joinedup.documents.compose.records import compose_records
from joinedup.documents.render import RECORDS, refuse_strange, write_records
from joinedup.jobs.evidence import evidence_from
from joinedup.jobs.made import folder_of
from joinedup.jobs.progress import Progress, quiet, watched
from joinedup.kinds.document import FEWEST_YEARS, Ask, ClaimKind, DocumentKind, Section
from joinedup.kinds.indicator import Audience
from joinedup.kinds.standard import LEVELS
from joinedup.measures.records import measure_records
from joinedup.measures.sources import Holding
from joinedup.release.figure import Figure
from joinedup.release.records import release_records
from joinedup.sharing.decide import Grant
from joinedup.treatment.records import records_in
from joinedup.warehouse.lasting import refuse_stopped
from joinedup.warehouse.manifest import Delivery
from joinedup.warehouse.store import Opened, open_warehouse

POLICY = "provider-records"
RESTRICTED = "restricted"

_YOUNG = "ndtms-young-people"


@dataclass(frozen=True, slots=True)
class Scorecards:
    """What was written: a folder for each provider, with its page and its ledger."""

    years: tuple[Period, ...]
    written: tuple[tuple[Place, tuple[Path, ...], int], ...]
    """Provider, its files and how many claims it has, in the order of codes."""
    is_synthetic: bool

    def lines(self) -> list[str]:
        """Return what to say."""
        claims = sum(number for _, _, number in self.written)
        span = f"{self.years[0].label} to {self.years[-1].label}"
        return [
            f"Wrote how {len(self.written):,} providers keep their records, {span}: {claims:,} claims.",
            *(f"  {path}" for _, paths, _ in self.written for path in paths),
            "Each folder is for its own provider, which sees it first, and for staff who may read its records already.",
            *(["Synthetic: invented providers and people."] * self.is_synthetic),
        ]


def scorecards(
    warehouse: Path,
    out: Path,
    *,
    dated_on: date,
    grant: Grant | None = None,
    threads: int | None = None,
    progress: Progress = quiet,
) -> Scorecards:
    """Write one folder a provider into `out`: its page and the ledger of its claims, each folder whole or not at all.

    Told of are the last five whole financial years that any provider's extract covers. Rows about real people open
    only with a grant for their feeds. Refuses a warehouse without treatment records, and folders that hold other files.
    """
    progress = watched(progress, grant)
    opened = open_warehouse(warehouse, grant=grant, threads=threads)
    try:
        held = opened.deliveries_of("episode")
        if not held:
            raise Refusal(f"{warehouse} holds no treatment records, so there is nothing to say of how they are kept.")
        providers = _providers(held)
        years = _years(held)
        for place in providers:
            refuse_strange(out / folder_of(place), RECORDS)
        progress("Reading records", 0.0)
        figures = _figures(opened, providers, years)
        written = []
        for number, place in enumerate(providers):
            progress(f"Writing {place.name}", 0.5 + 0.5 * number / len(providers))
            own = tuple(one for one in figures if one.place == place)
            ledger = _ledger(opened, place, own, years)
            page = compose_records(DOCUMENT, ledger, place, years, record_measures(), dated_on=dated_on)
            paths = write_records(
                page,
                ledger,
                out / folder_of(place),
                claims_json=to_json(ledger),
                measures=record_measures().values(),
                last_look=lambda: refuse_stopped(grant),
            )
            written.append((place, paths, len(ledger.claims)))
        return Scorecards(years, tuple(written), opened.is_synthetic)
    finally:
        opened.close()


def _providers(held: Sequence[Delivery]) -> dict[Place, Holding]:
    """Return each sender of treatment records with what it has delivered, in the order of codes."""
    found = {}
    for code in sorted({one.sender for one in held}):
        own = tuple(one for one in held if one.sender == code)
        found[Place(code, own[0].sender_name, "provider")] = Holding(
            deliveries=tuple(one.id for one in own),
            is_synthetic=any(one.is_synthetic for one in own),
            source=own[0].sender_name,
            covers=tuple((one.sender_name, one.covers) for one in own),
        )
    return found


def _years(held: Sequence[Delivery]) -> tuple[Period, ...]:
    end = max(one.covers.end for one in held)
    last = end.year if (end.month, end.day) >= (4, 1) else end.year - 1
    return Period(date(last - 1, 4, 1), date(last, 4, 1)).single_years(FEWEST_YEARS)


def _figures(opened: Opened, providers: Mapping[Place, Holding], years: Sequence[Period]) -> tuple[Figure, ...]:
    tables = {level: opened.table(level) for level in LEVELS}
    rules = treatment_rules()
    held = opened.deliveries_of("episode")
    senders = {one.id: one.sender for one in held}
    measures = record_measures()

    def records(window: Period) -> Any:
        return records_in(tables, senders, window, rules, stale_months=limit("no-contact"))

    estimates = measure_records(
        records,
        tuple(measures.values()),
        providers,
        years,
        follow_up_days={"has_exit_profile": rules.number("outcomes-days-after-exit")},
    )
    young = {one.sender for one in held if one.feed == _YOUNG}
    audience = {one.code: Audience.YOUNG_PEOPLE if one.code in young else Audience.ADULTS for one in providers}
    return release_records(estimates, measures, policies()[POLICY], audience)


def _ledger(opened: Opened, place: Place, figures: Sequence[Figure], years: Sequence[Period]) -> Ledger:
    """Return the claims that the document asks for, and after them one for each other visible figure."""
    measures = record_measures()
    versions = {slug: definition_version(one) for slug, one in measures.items()}
    evidence_of = evidence_from(opened.manifest, measures, versions)
    data_version = opened.data_version

    def ledger_of(document: DocumentKind, year: Period) -> Ledger:
        return build_ledger(
            document,
            figures,
            measures,
            [place],
            year,
            vocabulary=vocabulary(),
            evidence_of=evidence_of,
            data_version=data_version,
            definitions_version=definitions_version(measures),
            code_version=__version__,
            breaks=series_breaks(),
        )

    ledger = ledger_of(DOCUMENT, years[-1])
    told = {claim.claim_id: claim for claim in ledger.claims}
    drawn = Section("each-year", "Each year", tuple(Ask(ClaimKind.SHARE, slug) for slug in DOCUMENT.indicators))
    for year in years[:-1]:
        also = ledger_of(replace(DOCUMENT, slug="each-year", sections=(drawn,)), year)
        told |= {claim.claim_id: claim for claim in also.claims if claim.about[0].is_visible}
    return replace(ledger, claims=tuple(_restricted(claim) for claim in told.values()))


def _restricted(claim: Claim) -> Claim:
    return replace(claim, marking=RESTRICTED)
