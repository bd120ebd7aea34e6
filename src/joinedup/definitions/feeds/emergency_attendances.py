"""Emergency department attendances for drugs or alcohol."""

from joinedup.definitions.feed_terms import HIDDEN, OURS, age_band, area, codes, start
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds

_REASON = codes(
    "feed-attendance-reason",
    {
        "alcohol": "alcohol",
        "opioid": "an opioid",
        "stimulant": "a stimulant",
        "other-drug": "another drug",
        "drug-and-alcohol": "drugs and alcohol together",
        "not-stated": "drug or alcohol related, nothing further stated",
    },
)

_ROW = {
    "start_on": "2026-01-05",
    "area": "X07000002",
    "reason": "alcohol",
    "age_band": "18-29",
    "attendances": "7",
    "admitted": "2",
}

FEED = Feed(
    slug="emergency-attendances",
    title="Emergency department attendances for drugs or alcohol",
    why="Acute harm by week, and who might be offered help by hospital liaison.",
    sent_by="hospital trust",
    steward="hospital trust's information manager",
    holds=Holds.COUNTS,
    period=Every.WEEK,
    cadence=Every.MONTH,
    oldest_days=62,
    place="district",
    source=OURS,
    fields=(
        start(Every.WEEK),
        area("district"),
        Field("reason", FieldKind.CODE, "what the attendance was for", codes=_REASON),
        age_band(),
        Field("attendances", FieldKind.WHOLE, "attendances, by district of residence", markers=HIDDEN),
        Field("admitted", FieldKind.WHOLE, "of them, admitted", part_of="attendances", markers=HIDDEN),
    ),
    absent_is_none=True,
    caveats=("Attendances, not people: one person may attend often.", "How well the reason is recorded varies."),
    as_cases="attendances with a pseudonym could show who is known to treatment; it would take an agreement.",
    sound=(_ROW, _ROW | {"reason": "opioid", "attendances": "*", "admitted": "*"}),
    offending=(
        (_ROW | {"admitted": "8"}, "more-than-whole"),
        (_ROW | {"attendances": "seven"}, "number-not-read"),
        (_ROW | {"reason": "fell over"}, "code-not-known"),
    ),
)
