"""Figures and ledgers made up for tests of claims."""

from dataclasses import replace
from datetime import date

from joinedup.claims.ledger import build_ledger
from joinedup.claims.model import Evidence, SourceFile
from joinedup.core.estimate import Provenance
from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, Place
from joinedup.core.status import SourceStatus
from joinedup.definitions.language.vocabulary import vocabulary
from joinedup.kinds.document import DocumentKind, Section
from joinedup.kinds.indicator import Base, Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source
from joinedup.release.figure import Figure, Showing
from joinedup.stats import means, proportions, rates

YEAR = Period.financial_year("2021/22")
COUNTY = Place("X10000001", "Thornmarch")
CITY = Place("X06000001", "Quillhaven")
OWN = Provenance(deliveries=("d1",), is_synthetic=True, source="Thornmarch Recovery Service (synthetic)")
PUBLISHED = Provenance(deliveries=("d2",), is_published=True, source="OHID adult treatment statistics")


def indicator(slug, unit, **more):
    """Return an indicator whose measuring does not matter here."""
    settings = {
        "title": "Share of adults in treatment who are women" if unit is Unit.PERCENT else f"About {slug}",
        "noun": "adults in treatment",
        "share_of": "adults in treatment",
        "of": {Unit.PERCENT: "among", Unit.RATE: "population-18-plus", Unit.DAYS: "among"}.get(unit),
        "margin": {Unit.PERCENT: 5.0, Unit.RATE: 1.25, Unit.COUNT: 1.25, Unit.DAYS: 14.0}.get(unit),
        "polarity": Polarity.NONE,
        "amount": "days" if unit is Unit.DAYS else None,
        "source": Source("read in a test", SourceStatus.FOUND),
    } | more
    example = Example(rows=[{"measure": slug}], numerator=1, denominator=None, period=YEAR)
    return Indicator(slug=slug, why="It matters.", unit=unit, base=Base.PUBLISHED, example=example, **settings)


def counted(slug, place, count, *, period=YEAR, **more):
    """Return a shown count."""
    return Figure(slug, place, period, None, Showing.SHOWN, count, numerator=count, provenance=OWN, **more)


def rated(slug, place, count, people, *, period=YEAR, provenance=OWN, **more):
    """Return a shown rate per 100,000 with its interval."""
    got = rates.rate(count, people)
    limits = {"low": float(got.low), "high": float(got.high)}
    return Figure(
        slug, place, period, None, Showing.SHOWN, float(got.value), **limits, numerator=count, denominator=people,
        provenance=provenance, **more
    )  # fmt: skip


def shared(slug, place, count, n, *, period=YEAR, group=None, **more):
    """Return a shown percentage with its interval."""
    got = proportions.proportion(count, n)
    limits = {"low": float(got.low), "high": float(got.high)}
    return Figure(
        slug, place, period, group, Showing.SHOWN, float(got.value), **limits, numerator=count, denominator=n,
        provenance=OWN, **more
    )  # fmt: skip


def averaged(slug, place, amounts, *, period=YEAR):
    """Return a shown mean with its interval."""
    got = means.mean(sum(amounts), sum(x * x for x in amounts), len(amounts))
    limits = {"low": float(got.low), "high": float(got.high)}
    return Figure(
        slug, place, period, None, Showing.SHOWN, float(got.value), **limits, numerator=sum(amounts),
        denominator=len(amounts), provenance=OWN
    )  # fmt: skip


def published(slug, value, *, place=ENGLAND, rounding=0.5, period=YEAR, **more):
    """Return an open figure with a value and no counts, as many publishers give."""
    return Figure(
        slug, place, period, None, Showing.OPEN, value, rounding=rounding, provenance=PUBLISHED, **more
    )  # fmt: skip


def hidden(slug, place, *, period=YEAR, group=None):
    """Return a figure withheld to protect people."""
    return Figure(slug, place, period, group, Showing.HIDDEN, provenance=OWN)


def evidence_of(figures, *, version="v1"):
    """Return evidence that names the figures' deliveries."""
    names = dict.fromkeys(name for figure in figures for name in figure.provenance.deliveries)
    files = tuple(SourceFile(f"{name}.csv", name * 32, date(2026, 4, 20), "X0001") for name in names)
    return Evidence(figures[0].indicator, version, "found", "read in a test", files, "data-1", "code-1")


def document(*asks, slug="made-up"):
    """Return a document of one section that asks for `asks`."""
    return DocumentKind(slug, "Made up", (Section("only", "Only", tuple(asks)),), "open", "A test")


def ledger_of(asks, figures, indicators, *, places=(COUNTY, CITY), period=YEAR, version="v1", data="data-1", **more):
    """Return the ledger of a document with these asks."""

    def evidence(held):
        return replace(evidence_of(held, version=version), data_version=data)

    return build_ledger(
        document(*asks), figures, indicators, places, period, vocabulary=vocabulary(), evidence_of=evidence,
        data_version=data, definitions_version=version, code_version="code-1", **more
    )  # fmt: skip
