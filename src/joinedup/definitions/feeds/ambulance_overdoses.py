"""Ambulance call-outs to overdoses, and naloxone given."""

from joinedup.definitions.feed_terms import HIDDEN, OURS, age_band, area, start, substance
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds

_ROW = {
    "start_on": "2026-01-05",
    "area": "X07000001",
    "substance": "heroin-or-other-opiate",
    "age_band": "30-39",
    "callouts": "3",
    "naloxone_given": "2",
    "conveyed": "2",
}

FEED = Feed(
    slug="ambulance-overdoses",
    title="Ambulance call-outs to suspected overdoses",
    why="The earliest regular sign that overdoses are rising, and of where naloxone was needed.",
    sent_by="ambulance trust",
    steward="ambulance trust's information manager",
    holds=Holds.COUNTS,
    period=Every.WEEK,
    cadence=Every.MONTH,
    oldest_days=45,
    place="district",
    source=OURS,
    fields=(
        start(Every.WEEK),
        area("district"),
        substance(says="what the crew or the caller said was taken"),
        age_band(),
        Field("callouts", FieldKind.WHOLE, "call-outs to a suspected overdose", markers=HIDDEN),
        Field("naloxone_given", FieldKind.WHOLE, "of them, any naloxone given", part_of="callouts", markers=HIDDEN),
        Field("conveyed", FieldKind.WHOLE, "of them, taken to hospital", part_of="callouts", markers=HIDDEN),
    ),
    absent_is_none=True,
    caveats=("A suspected overdose is the crew's or the caller's word; the substance is rarely confirmed.",),
    as_cases="call-outs with a pseudonym could be joined to treatment; it would take an agreement that says so.",
    sound=(_ROW, _ROW | {"age_band": "40-49", "callouts": "1", "naloxone_given": "0", "conveyed": "1"}),
    offending=(
        (_ROW | {"start_on": "2026-01-06"}, "start-not-first-day"),
        (_ROW | {"naloxone_given": "4"}, "more-than-whole"),
        (_ROW | {"area": "Ashwold"}, "area-not-read"),
    ),
)
