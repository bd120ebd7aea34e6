"""Take-home naloxone supplied by pharmacies and services."""

from joinedup.definitions.feed_terms import OURS, area, codes, start
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds

_SETTING = codes(
    "feed-naloxone-setting",
    {
        "pharmacy": "pharmacy",
        "treatment": "treatment service",
        "outreach": "outreach",
        "hostel": "hostel or supported housing",
        "custody": "police custody",
        "prison-gate": "on release from prison",
        "hospital": "hospital",
        "peer": "given by a peer",
    },
)
_REASON = codes(
    "feed-naloxone-reason",
    {
        "first": "first supply",
        "used": "the one before was used",
        "expired": "the one before had expired",
        "lost": "the one before was lost or taken",
        "not-stated": "not stated",
    },
)

_ROW = {"start_on": "2026-01-01", "area": "X07000001", "setting": "pharmacy", "reason": "used", "kits": "5"}

FEED = Feed(
    slug="naloxone-supplies",
    title="Take-home naloxone supplied",
    why="Whether naloxone reaches the places and people that need it, and how often a kit is replaced because used.",
    sent_by="pharmacies, treatment and outreach services",
    steward="harm reduction lead",
    holds=Holds.COUNTS,
    period=Every.MONTH,
    cadence=Every.MONTH,
    oldest_days=62,
    place="district",
    source=OURS,
    fields=(
        start(Every.MONTH),
        area("district"),
        Field("setting", FieldKind.CODE, "where it was supplied", codes=_SETTING),
        Field("reason", FieldKind.CODE, "first supply, or why it was replaced", codes=_REASON),
        Field("kits", FieldKind.WHOLE, "kits supplied"),
    ),
    absent_is_none=True,
    caveats=(
        "A kit replaced because used is not a life saved; more use is neither better nor worse.",
        "What is neither used, replaced, expired nor returned is not accounted for.",
    ),
    as_cases="who holds naloxone is never told to other agencies, so rows about people are not asked for.",
    sound=(_ROW, _ROW | {"setting": "outreach", "reason": "first", "kits": "11"}),
    offending=(
        (_ROW | {"kits": ""}, "value-missing"),
        (_ROW | {"setting": "shop"}, "code-not-known"),
        (_ROW | {"start_on": "2026-13-01"}, "start-not-read"),
    ),
)
