"""The sentences, refusals and changes of one small ledger, as a reader would meet them."""

import os
from pathlib import Path

from joinedup.claims.diff import diff
from joinedup.claims.show import show
from joinedup.core.place import Place
from joinedup.core.status import SourceStatus
from joinedup.kinds.document import Ask, ClaimKind, Versus
from joinedup.kinds.indicator import Unit
from joinedup.kinds.source import Source
from joinedup.kinds.target import Target
from support.claiming import (
    CITY,
    COUNTY,
    YEAR,
    averaged,
    counted,
    hidden,
    indicator,
    ledger_of,
    published,
    rated,
    shared,
)

GOLDEN = Path(__file__).parent / "claims.txt"

COUNT = indicator("adults-in-drug-treatment", Unit.COUNT, noun="adults in drug treatment", is_stock=True)
RATE = indicator("adults-in-drug-treatment-rate", Unit.RATE, noun="adults in drug treatment")
STARTS = indicator("new-presentations-drug", Unit.COUNT, noun="new presentations to drug treatment")
SHARE = indicator(
    "opiate-share-of-new-drug-presentations",
    Unit.PERCENT,
    title="Share of adults starting drug treatment who start for opiates",
    noun="adults starting for opiates",
    share_of="adults starting drug treatment",
)
DAYS = indicator("alcohol-treatment-length", Unit.DAYS, noun="days in alcohol treatment")
RESIDENTIAL = indicator("residential-alcohol", Unit.COUNT, noun="adults who had residential rehabilitation")
EXITS = indicator(
    "early-unplanned-exits-drug",
    Unit.PERCENT,
    title="Share of adults starting drug treatment who left before completing within twelve weeks",
    noun="adults who left before completing within twelve weeks",
    share_of="adults starting drug treatment",
)
TARGET = Target("two-in-five", 40.0, True, Source("made up for a test", SourceStatus.LOCAL))
TOWN = Place("X06000002", "Marlow Cross")
ALL = (COUNT, RATE, STARTS, SHARE, DAYS, RESIDENTIAL, EXITS)
ASKS = (
    Ask(ClaimKind.COUNT, COUNT.slug),
    Ask(ClaimKind.CHANGE, COUNT.slug, Versus.PREVIOUS),
    Ask(ClaimKind.LEVEL, RATE.slug),
    Ask(ClaimKind.COMPARISON, RATE.slug, Versus.ENGLAND, is_headline=True),
    Ask(ClaimKind.COMPARISON, RATE.slug, Versus.OTHER_PLACE, is_headline=True),
    Ask(ClaimKind.CHANGE, STARTS.slug, Versus.PREVIOUS, is_headline=True),
    Ask(ClaimKind.SHARE, SHARE.slug),
    Ask(ClaimKind.COMPARISON, SHARE.slug, Versus.OTHER_PLACE),
    Ask(ClaimKind.COMPARISON, SHARE.slug, Versus.ENGLAND),
    Ask(ClaimKind.LEVEL, DAYS.slug),
    Ask(ClaimKind.COMPARISON, DAYS.slug, Versus.ENGLAND),
    Ask(ClaimKind.COUNT, RESIDENTIAL.slug),
    Ask(ClaimKind.TREND, STARTS.slug),
    Ask(ClaimKind.TREND, COUNT.slug),
    Ask(ClaimKind.GAP_CHANGE, EXITS.slug, by="sex", groups=("female", "male")),
    Ask(ClaimKind.TARGET, SHARE.slug, target=TARGET),
)


def _ledger(starts, data="data-1"):
    before = YEAR.previous
    figures = [
        counted(COUNT.slug, COUNTY, 1672),
        counted(COUNT.slug, COUNTY, 1701, period=before),
        counted(COUNT.slug, CITY, 1147),
        rated(RATE.slug, COUNTY, 1672, 546_300),
        rated(RATE.slug, CITY, 1147, 162_650),
        published(RATE.slug, 457.0),
        counted(STARTS.slug, COUNTY, starts),
        counted(STARTS.slug, COUNTY, 806, period=before),
        counted(STARTS.slug, CITY, 442),
        counted(STARTS.slug, CITY, 458, period=before),
        shared(SHARE.slug, COUNTY, 266, 665),
        shared(SHARE.slug, CITY, 217, 442),
        averaged(DAYS.slug, COUNTY, [102, 402] * 200),
        averaged(DAYS.slug, CITY, [81, 261] * 30),
        published(DAYS.slug, 194.0),
        hidden(RESIDENTIAL.slug, COUNTY),
        counted(RESIDENTIAL.slug, CITY, 0),
        *_earlier(COUNTY, (1010, 930, 858)),
        *_earlier(CITY, (449, 470, 452)),
        *_exits(COUNTY, (120, 90), (100, 95)),
        *_exits(CITY, (90, 60), (60, 62)),
    ]
    return ledger_of(ASKS, figures, ALL, data=data)


def _earlier(place, starts):
    years = YEAR.single_years(5)[:3]
    stock = [counted(COUNT.slug, place, 1600, period=year) for year in years]
    return [*stock, *(counted(STARTS.slug, place, n, period=year) for n, year in zip(starts, years, strict=True))]


def _exits(place, now, before):
    return [
        shared(EXITS.slug, place, count, 400, period=period, group=("sex", group))
        for period, counts in ((YEAR, now), (YEAR.previous, before))
        for group, count in zip(("female", "male"), counts, strict=True)
    ]


def _ranked():
    counts = ((COUNTY, 1672, 546_300), (CITY, 1147, 162_650), (TOWN, 540, 171_000))
    figures = [rated(RATE.slug, *one) for one in counts]
    return ledger_of([Ask(ClaimKind.RANK, RATE.slug)], figures, [RATE], places=(COUNTY, CITY, TOWN))


def _written():
    old, new = _ledger(665), _ledger(780, "data-2")
    lines = []
    for claim in (*old.claims, *_ranked().claims):
        lines += [f"{claim.claim_id} [{claim.word or '-'}]", f"  {claim.sentence}"]
        lines += [f"  not '{word}': {reason}" for word, reason in claim.refused]
    lines += ["", *show(old, "X06000001:adults-in-drug-treatment-rate:comparison:X10000001@2021/22")]
    return "\n".join([*lines, "", *diff(old, new).lines(), ""])


def test_the_small_ledger_reads_as_it_did():
    text = _written()
    if os.environ.get("JOINEDUP_WRITE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")
