"""The page of one provider's records: whom it sees, what its records lack year by year, and nothing of how people fare.

One provider a page: none is set beside another, and none is ranked (rules of practice 16).
"""

from collections.abc import Iterable, Mapping
from datetime import date

from joinedup.claims.model import Claim, Ledger
from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.documents.compose.telling import COMPARING, is_told, runs_of
from joinedup.documents.compose.wording import cell_text, listed
from joinedup.documents.report import Block, Bullets, Cell, Paragraph, Report, ReportSection, Run, Table
from joinedup.kinds.document import ClaimKind, DocumentKind, Section
from joinedup.kinds.indicator import Indicator
from joinedup.release.figure import Figure, Showing

NEVER_FARE = (
    "This page is about how records are kept, never about how people fare. What is measured of services stands on "
    "pages of its own."
)


def compose_records(
    document: DocumentKind,
    ledger: Ledger,
    provider: Place,
    years: tuple[Period, ...],
    measures: Mapping[str, Indicator],
    *,
    dated_on: date,
) -> Report:
    """Return the page of `provider` from its own ledger; `years` are the single years told of, oldest first."""
    figures = {
        (figure.indicator, figure.period): (figure, claim.claim_id)
        for claim in reversed(ledger.claims)
        for figure in claim.about
        if claim.kind in (ClaimKind.SHARE, ClaimKind.ABSENCE) and len(claim.about) == 1
    }
    claims = {claim.claim_id: claim for claim in ledger.claims}
    cited = dict(ledger.sections)
    sections = tuple(
        _section(one, [claims[claim_id] for claim_id in cited[one.slug]], years, measures, figures)
        for one in document.sections
    )
    return Report(
        title=f"{document.title}: {provider.name}",
        subtitle="What its own records hold and lack, year by year",
        places=(provider.name,),
        period=f"{years[0].label} to {years[-1].label}" if len(years) > 1 else years[0].label,
        is_synthetic=ledger.is_synthetic,
        headlines=tuple((Run(line, is_strong=True),) for line in (*_not_arrived(ledger), *_for_whom(provider))),
        sections=sections,
        owner=document.owner,
        contact=f"{provider.name} and the partnership's data lead",
        dated_on=dated_on,
        next_update="when the provider's next extract is loaded",
        data_version=ledger.data_version,
    )


def _for_whom(provider: Place) -> tuple[str, ...]:
    return (
        f"For {provider.name}, which sees it first, and then for staff who may read its records already. It is not for "
        "anybody else: figures of one provider do not leave an installation.",
        NEVER_FARE,
        "No provider is set beside another here, and none is ranked: they see different people.",
    )


def _not_arrived(ledger: Ledger) -> tuple[str, ...]:
    """Say what is missing before anything else (rules of practice 10); those short of follow-up say so."""
    gaps = dict.fromkeys(
        gap
        for claim in ledger.claims
        for figure in claim.about
        for gap in figure.provenance.gaps
        if gap.endswith(figure.period.label)
    )
    if not gaps:
        return ()
    return (f"Not everything expected has arrived: {listed(list(gaps))}. Nothing is said to have changed there.",)


def _section(
    section: Section,
    claims: Iterable[Claim],
    years: tuple[Period, ...],
    measures: Mapping[str, Indicator],
    figures: Mapping[tuple[str, Period], tuple[Figure, str]],
) -> ReportSection:
    told = [one for one in claims if is_told(one) and all(figure.value is not None for figure in one.about)]
    values = [runs_of(one) for one in told if one.kind is ClaimKind.SHARE]
    over_time = [runs_of(one) for one in told if one.kind in COMPARING]
    blocks: list[Block] = [Paragraph((Run(section.note),), style="note")] if section.note else []
    blocks += [Bullets(tuple(values))] if values else []
    if over_time:
        blocks += [Paragraph((Run("Over time", is_strong=True),)), Bullets(tuple(over_time))]
    blocks.append(_table(section, years, measures, figures))
    return ReportSection(section.slug, section.heading, section.level, tuple(blocks))


def _table(
    section: Section,
    years: tuple[Period, ...],
    measures: Mapping[str, Indicator],
    figures: Mapping[tuple[str, Period], tuple[Figure, str]],
) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for slug in section.indicators:
        cells = [_cell(figures.get((slug, year)), measures[slug]) for year in years]
        rows.append((Cell(measures[slug].title), *cells))
    return Table(f"{section.heading}, by year", ("", *(year.label for year in years)), tuple(rows))


def _cell(held: tuple[Figure, str] | None, measure: Indicator) -> Cell:
    if held is None or held[0].showing is Showing.ABSENT:
        return Cell("not held")
    figure, claim_id = held
    if not figure.is_visible:
        return Cell("hidden")
    return Cell(cell_text(figure, measure), claim_id=claim_id)
