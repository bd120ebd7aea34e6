"""Licensing and the night-time economy."""

from joinedup.definitions.feed_terms import HIDDEN, OURS, area, codes, start
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds

_EVENT = codes(
    "feed-night-event",
    {
        "licence-granted": "premises licence granted or extended",
        "licence-reviewed": "premises licence reviewed",
        "underage-sale": "sale to someone under age in a test purchase",
        "spiking-report": "spiking reported by a venue or a person",
        "welfare-helped": "person helped by street pastors or a safe space",
    },
)

_ROW = {"start_on": "2026-01-01", "area": "X06000001", "event": "welfare-helped", "events": "38"}

FEED = Feed(
    slug="night-time-economy",
    title="Licensing and the night-time economy",
    why="Alcohol's availability and harm at night, for the licensing authority's and the partnership's work.",
    sent_by="licensing authority, safe-space scheme",
    steward="licensing manager",
    holds=Holds.COUNTS,
    period=Every.MONTH,
    cadence=Every.QUARTER,
    oldest_days=150,
    place="district",
    source=OURS,
    fields=(
        start(Every.MONTH),
        area("district"),
        Field("event", FieldKind.CODE, "what happened", codes=_EVENT),
        Field("events", FieldKind.WHOLE, "how many", markers=HIDDEN),
    ),
    absent_is_none=True,
    caveats=("Never by venue.", "Reports of spiking are reports: more may mean that more people tell."),
    as_cases="rows about people or venues are not asked for.",
    sound=(_ROW, _ROW | {"event": "licence-reviewed", "events": "1"}),
    offending=(
        (_ROW | {"events": "1e2"}, "number-not-read"),
        (_ROW | {"area": "Quillhaven"}, "area-not-read"),
        (_ROW | {"event": "noise"}, "code-not-known"),
    ),
)
