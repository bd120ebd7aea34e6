"""People released from prison who need treatment, as counts only."""

from joinedup.core.status import SourceStatus
from joinedup.definitions.feed_terms import HIDDEN, area, codes, start
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds
from joinedup.kinds.source import Source

_GROUP = codes(
    "feed-release-substances",
    {
        "opiate": "opiates",
        "non-opiate": "drugs other than opiates, with or without alcohol",
        "alcohol": "alcohol only",
        "not-stated": "not stated",
    },
)

_ROW = {
    "start_on": "2026-01-01",
    "area": "X10000001",
    "substances": "opiate",
    "releases": "14",
    "seen_within_21_days": "6",
    "naloxone_given": "9",
}

FEED = Feed(
    slug="prison-releases",
    title="Releases from prison with a treatment need",
    why="The weeks after release are when the risk of death is highest; care should begin within three weeks.",
    sent_by="prison healthcare provider",
    steward="head of prison healthcare",
    holds=Holds.COUNTS,
    period=Every.MONTH,
    cadence=Every.QUARTER,
    oldest_days=150,
    place="upper-tier",
    source=Source(
        "continuity of care: treatment within 21 days of release (published guidance); who is in the denominator is "
        "as remembered",
        SourceStatus.KNOWLEDGE,
        "The official wording of the denominator was not established, so this is not the published measure.",
    ),
    fields=(
        start(Every.MONTH),
        area("upper-tier"),
        Field("substances", FieldKind.CODE, "what treatment is for", codes=_GROUP),
        Field("releases", FieldKind.WHOLE, "releases of adults transferred for treatment", markers=HIDDEN),
        Field(
            "seen_within_21_days",
            FieldKind.WHOLE,
            "of them, began treatment in the community within 21 days",
            part_of="releases",
            markers=HIDDEN,
        ),
        Field("naloxone_given", FieldKind.WHOLE, "of them, given naloxone to take", part_of="releases", markers=HIDDEN),
    ),
    absent_is_none=True,
    caveats=("Releases, not people.", "The last month is not whole until three weeks after it ends."),
    as_cases="this is criminal-offence data: counts by default; one person's care is handed over in case work.",
    sound=(_ROW, _ROW | {"substances": "alcohol", "releases": "5", "seen_within_21_days": "0", "naloxone_given": "0"}),
    offending=(
        (_ROW | {"seen_within_21_days": "15"}, "more-than-whole"),
        (_ROW | {"start_on": "2026-01-31"}, "start-not-first-day"),
        (_ROW | {"releases": "n/a"}, "number-not-read"),
    ),
)
