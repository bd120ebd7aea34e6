"""Drugs seized by the police."""

from joinedup.definitions.feed_terms import HIDDEN, OURS, area, start, substance
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds

_ROW = {"start_on": "2026-01-01", "area": "X06000001", "substance": "crack", "seizures": "6", "grams": "41.5"}

FEED = Feed(
    slug="police-seizures",
    title="Drugs seized by the police",
    why="What is being sold locally, and when a new substance is first seen.",
    sent_by="police force",
    steward="police force's drugs lead",
    holds=Holds.COUNTS,
    period=Every.MONTH,
    cadence=Every.MONTH,
    oldest_days=62,
    place="district",
    source=OURS,
    fields=(
        start(Every.MONTH),
        area("district"),
        substance(says="what was seized, as recorded: tested or not"),
        Field("seizures", FieldKind.WHOLE, "seizures", markers=HIDDEN),
        Field("grams", FieldKind.DECIMAL, "weight in grams, all seizures together"),
    ),
    absent_is_none=True,
    caveats=(
        "Seizures follow police work as much as supply: more of them is neither better nor worse.",
        "One large seizure can be most of a year's weight.",
    ),
    as_cases="single seizures are law-enforcement records and are not asked for.",
    sound=(_ROW, _ROW | {"substance": "cannabis", "seizures": "*", "grams": "0"}),
    offending=(
        (_ROW | {"grams": "-4"}, "number-not-read"),
        (_ROW | {"seizures": "1,200"}, "number-not-read"),
        (_ROW | {"substance": "spice"}, "code-not-known"),
    ),
)
