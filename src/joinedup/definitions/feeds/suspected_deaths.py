"""Suspected drug and alcohol deaths by week of death, as notified."""

from joinedup.definitions.feed_terms import OURS, area, codes, start
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds

_CAUSE = codes(
    "feed-suspected-cause",
    {
        "opioid": "an opioid is suspected",
        "other-drug": "another drug is suspected",
        "alcohol": "alcohol is suspected",
        "not-yet-known": "a drug or alcohol death is suspected, nothing further is known",
        "withdrawn": "notified before and no longer suspected",
    },
)

_ROW = {"start_on": "2026-01-05", "area": "X10000001", "suspected": "opioid", "deaths": "1"}

FEED = Feed(
    slug="suspected-deaths",
    title="Suspected drug and alcohol deaths, by week of death",
    why="Deaths are registered months later; this is the only regular sign that more people are dying now.",
    sent_by="coroner's office, police force",
    steward="coroner's officer",
    holds=Holds.COUNTS,
    period=Every.WEEK,
    cadence=Every.WEEK,
    oldest_days=28,
    place="upper-tier",
    source=OURS,
    fields=(
        start(Every.WEEK),
        area("upper-tier"),
        Field("suspected", FieldKind.CODE, "what is suspected, before any inquest", codes=_CAUSE),
        Field("deaths", FieldKind.WHOLE, "deaths, by week of death", high=99),
    ),
    absent_is_none=True,
    caveats=(
        "Suspected, never confirmed here: the conclusion is the coroner's.",
        "The police tell the coroner, so two senders' numbers overlap and are never added.",
        "Never shown below the whole council, with a date, or with age or sex.",
    ),
    as_cases="a notice of one death belongs to the review of deaths, in its own closed store, and not to a feed.",
    sound=(_ROW, _ROW | {"suspected": "alcohol", "deaths": "2"}),
    offending=(
        (_ROW | {"deaths": "140"}, "number-not-read"),
        (_ROW | {"area": "X07000001x"}, "area-not-read"),
        (_ROW | {"start_on": ""}, "value-missing"),
    ),
)
