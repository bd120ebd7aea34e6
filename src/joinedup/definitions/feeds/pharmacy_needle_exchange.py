"""Needle and syringe programmes in pharmacies."""

from joinedup.definitions.feed_terms import HIDDEN, OURS, area, codes, start
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds

_PACK = codes(
    "feed-pack",
    {
        "injecting": "packs for injecting opiates, cocaine or crack",
        "image-and-performance": "packs for injecting image and performance enhancing drugs",
        "single-items": "single items",
        "other": "other packs",
    },
)

_ROW = {
    "start_on": "2026-01-01",
    "area": "X07000005",
    "pack": "injecting",
    "visits": "40",
    "packs": "55",
    "returns": "12",
}

FEED = Feed(
    slug="pharmacy-needle-exchange",
    title="Needle and syringe exchange in pharmacies",
    why="Reach of harm reduction among people who inject and are not in treatment.",
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
        Field("pack", FieldKind.CODE, "kind of pack", codes=_PACK),
        Field("visits", FieldKind.WHOLE, "visits", markers=HIDDEN),
        Field("packs", FieldKind.WHOLE, "packs given out"),
        Field("returns", FieldKind.WHOLE, "sharps bins brought back"),
    ),
    absent_is_none=True,
    caveats=("Visits, not people.", "District of the pharmacy, not of residence."),
    as_cases="exchanges are open to people who give no name; rows about people are not asked for.",
    sound=(_ROW, _ROW | {"pack": "image-and-performance", "visits": "*", "packs": "6", "returns": "0"}),
    offending=(
        (_ROW | {"packs": ""}, "value-missing"),
        (_ROW | {"visits": "-1"}, "number-not-read"),
        (_ROW | {"pack": "blue bag"}, "code-not-known"),
    ),
)
