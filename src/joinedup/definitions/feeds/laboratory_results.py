"""Samples tested by a laboratory: one row for each substance found in each sample."""

from joinedup.definitions.feed_terms import OURS, area, codes, start, substance
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds

_ROUTE = codes(
    "feed-sample-route",
    {
        "police-seizure": "police seizure",
        "licensed-service": "licensed drug checking service",
        "amnesty-bin": "amnesty bin under a signed protocol",
        "hospital": "hospital",
        "post-mortem": "toxicology after a death",
    },
)
_STRENGTH = codes(
    "feed-test-strength",
    {"confirmed": "confirmed by a laboratory", "presumptive": "strip or presumptive test: never called confirmed"},
)

_ROW = {
    "start_on": "2026-01-05",
    "area": "X10000001",
    "sample": "LAB-2026-0001",
    "route": "police-seizure",
    "sold_as": "heroin-or-other-opiate",
    "found": "synthetic-opioid",
    "strength": "confirmed",
}

FEED = Feed(
    slug="laboratory-results",
    title="Samples tested by a laboratory",
    why="What drugs sold locally really hold: the strongest evidence for an alert.",
    sent_by="forensic or hospital laboratory",
    steward="laboratory's reporting scientist",
    holds=Holds.EVENTS,
    period=Every.WEEK,
    cadence=Every.MONTH,
    oldest_days=45,
    place="upper-tier",
    source=OURS,
    fields=(
        start(Every.WEEK),
        area("upper-tier"),
        Field("sample", FieldKind.REFERENCE, "a number for the sample, not for a person or a case", is_personal=True),
        Field("route", FieldKind.CODE, "how the sample came: only lawful routes", codes=_ROUTE),
        substance("sold_as", "what it was sold as"),
        substance("found", "one substance found in it"),
        Field("strength", FieldKind.CODE, "how sure the result is", codes=_STRENGTH),
    ),
    absent_is_none=True,
    caveats=("Samples are chosen, not drawn: shares of them say nothing of all drugs sold.",),
    as_cases="rows are about samples; toxicology of one person belongs to the review of deaths.",
    key=("sample", "found"),
    sound=(_ROW, _ROW | {"found": "heroin-or-other-opiate"}),
    offending=(
        (_ROW | {"sample": ""}, "value-missing"),
        (_ROW | {"found": "N-pyrrolidino etonitazene"}, "code-not-known"),
        (_ROW | {"start_on": "2026-01-07"}, "start-not-first-day"),
    ),
)
