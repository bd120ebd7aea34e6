"""Suspensions and exclusions from school for drugs or alcohol."""

from joinedup.definitions.feed_terms import HIDDEN, OURS, area, codes, start
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds

_KIND = codes("feed-suspension", {"suspension": "suspension", "permanent": "permanent exclusion"})

_ROW = {"start_on": "2026-01-01", "area": "X10000001", "kind": "suspension", "events": "31"}

FEED = Feed(
    slug="school-suspensions",
    title="Suspensions from school for drugs or alcohol",
    why="Where schools meet drug and alcohol use, and where prevention and early help could reach.",
    sent_by="council's education team",
    steward="head of inclusion",
    holds=Holds.COUNTS,
    period=Every.TERM,
    cadence=Every.TERM,
    oldest_days=244,
    place="upper-tier",
    source=OURS,
    fields=(
        start(Every.TERM),
        area("upper-tier"),
        Field("kind", FieldKind.CODE, "suspension or permanent exclusion", codes=_KIND),
        Field("events", FieldKind.WHOLE, "with drugs or alcohol as a reason", markers=HIDDEN),
    ),
    absent_is_none=False,
    caveats=(
        "Events, not children; a school's rule is part of the number, so more is neither better nor worse.",
        "Under 18: whole council only, and not by any two things at once.",
    ),
    as_cases="rows about children are not asked for.",
    sound=(_ROW, _ROW | {"kind": "permanent", "events": "*"}),
    offending=(
        (_ROW | {"start_on": "2026-02-01"}, "start-not-first-day"),
        (_ROW | {"events": "fewer than 5"}, "number-not-read"),
        (_ROW | {"kind": "managed move"}, "code-not-known"),
    ),
)
