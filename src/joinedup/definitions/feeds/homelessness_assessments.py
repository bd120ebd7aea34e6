"""Homelessness assessments in which a drug or alcohol support need is recorded."""

from joinedup.definitions.feed_terms import HIDDEN, OURS, area, codes, start
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds

_NEED = codes(
    "feed-support-need",
    {
        "alcohol": "alcohol dependency",
        "drugs": "drug dependency",
        "both": "both",
        "neither": "neither recorded",
    },
)

_ROW = {
    "start_on": "2026-01-01",
    "area": "X07000002",
    "support_need": "alcohol",
    "households": "11",
    "rough_sleeping": "3",
}

FEED = Feed(
    slug="homelessness-assessments",
    title="Homelessness assessments with a drug or alcohol support need",
    why="Housing and dependence come together; shows who could be met at the housing office.",
    sent_by="district councils' housing teams",
    steward="housing options manager",
    holds=Holds.COUNTS,
    period=Every.QUARTER,
    cadence=Every.QUARTER,
    oldest_days=184,
    place="district",
    source=OURS,
    fields=(
        start(Every.QUARTER),
        area("district"),
        Field("support_need", FieldKind.CODE, "drug or alcohol support need recorded", codes=_NEED),
        Field("households", FieldKind.WHOLE, "households assessed as owed a duty", markers=HIDDEN),
        Field(
            "rough_sleeping",
            FieldKind.WHOLE,
            "of them, sleeping rough when assessed",
            part_of="households",
            markers=HIDDEN,
        ),
    ),
    absent_is_none=False,
    caveats=("Households, not people.", "A need is recorded where someone asks and is answered."),
    as_cases="a referral of one household is case work, with its own consent.",
    sound=(_ROW, _ROW | {"support_need": "neither", "households": "90", "rough_sleeping": "2"}),
    offending=(
        (_ROW | {"rough_sleeping": "12"}, "more-than-whole"),
        (_ROW | {"households": ""}, "value-missing"),
        (_ROW | {"support_need": "gambling"}, "code-not-known"),
    ),
)
