"""Supervised consumption of medicines in pharmacies."""

from joinedup.definitions.feed_terms import HIDDEN, OURS, area, codes, start
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds

_MEDICINE = codes(
    "feed-medicine",
    {"methadone": "oral methadone", "buprenorphine": "buprenorphine", "other": "another medicine"},
)

_ROW = {
    "start_on": "2026-01-01",
    "area": "X06000001",
    "medicine": "methadone",
    "people": "58",
    "doses": "960",
    "missed_three_days": "4",
}

FEED = Feed(
    slug="pharmacy-supervised-consumption",
    title="Supervised consumption in pharmacies",
    why="How much of prescribing is supervised, and how often doses are missed, which raises the risk of overdose.",
    sent_by="pharmacies, or the service that contracts them",
    steward="pharmacy contract manager",
    holds=Holds.COUNTS,
    period=Every.MONTH,
    cadence=Every.MONTH,
    oldest_days=62,
    place="district",
    source=OURS,
    fields=(
        start(Every.MONTH),
        area("district"),
        Field("medicine", FieldKind.CODE, "medicine", codes=_MEDICINE),
        Field("people", FieldKind.WHOLE, "people with a supervised dose in the month", markers=HIDDEN, adds_up=False),
        Field("doses", FieldKind.WHOLE, "doses taken under supervision"),
        Field(
            "missed_three_days",
            FieldKind.WHOLE,
            "of the people, told to the prescriber after three missed days",
            part_of="people",
            markers=HIDDEN,
            adds_up=False,
        ),
    ),
    absent_is_none=True,
    caveats=("More supervision is neither better nor worse.", "District of the pharmacy, not of residence."),
    as_cases="missed doses by person belong between pharmacy and prescriber, and are not asked for.",
    sound=(_ROW, _ROW | {"medicine": "buprenorphine", "people": "*", "doses": "31", "missed_three_days": "*"}),
    offending=(
        (_ROW | {"missed_three_days": "59"}, "more-than-whole"),
        (_ROW | {"doses": "9.6E+02"}, "number-not-read"),
        (_ROW | {"medicine": "physeptone"}, "code-not-known"),
    ),
)
