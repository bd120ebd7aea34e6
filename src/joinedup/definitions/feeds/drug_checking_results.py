"""Postal or walk-in drug checking, in the manner of WEDINOS: one row for each substance found in each sample."""

from joinedup.core.status import SourceStatus
from joinedup.definitions.feed_terms import area, codes, start, substance
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds
from joinedup.kinds.source import Source

_FORM = codes(
    "feed-form",
    {
        "powder": "powder",
        "tablet": "tablet",
        "capsule": "capsule",
        "liquid": "liquid or vape",
        "plant": "plant",
        "resin": "resin",
        "paper": "paper",
        "other": "another form",
    },
)
_PART = codes("feed-part", {"major": "main substance", "minor": "lesser substance", "not-stated": "not stated"})

_ROW = {
    "start_on": "2026-01-05",
    "area": "X06000001",
    "sample": "W000001",
    "sold_as": "benzodiazepine",
    "form": "tablet",
    "found": "synthetic-opioid",
    "part": "minor",
}

FEED = Feed(
    slug="drug-checking-results",
    title="Drug checking results",
    why="What people bought against what they were sold, often weeks before a seizure is tested.",
    sent_by="drug checking service",
    steward="drug checking service's analyst",
    holds=Holds.EVENTS,
    period=Every.WEEK,
    cadence=Every.MONTH,
    oldest_days=45,
    place="upper-tier",
    source=Source(
        "fields of WEDINOS (postal drug checking in Wales) as remembered, fewer of them",
        SourceStatus.KNOWLEDGE,
        "Its own layout was not found; colour, label and effects in a person's words are left out on purpose.",
    ),
    fields=(
        start(Every.WEEK),
        area("upper-tier"),
        Field("sample", FieldKind.REFERENCE, "the service's number for the sample", is_personal=True),
        substance("sold_as", "what it was bought as"),
        Field("form", FieldKind.CODE, "its form", codes=_FORM),
        substance("found", "one substance found in it"),
        Field("part", FieldKind.CODE, "main or lesser substance", codes=_PART),
    ),
    absent_is_none=True,
    caveats=("People choose what to send, so shares of samples say nothing of all drugs sold.",),
    as_cases="senders of samples give no name, and their words on effects are not asked for.",
    key=("sample", "found"),
    sound=(_ROW, _ROW | {"found": "benzodiazepine", "part": "major"}),
    offending=(
        (_ROW | {"sample": "W000002", "form": "blue bar"}, "code-not-known"),
        (_ROW | {"area": "LL11"}, "area-not-read"),
        (_ROW | {"start_on": "5 Jan 2026"}, "start-not-read"),
    ),
)
