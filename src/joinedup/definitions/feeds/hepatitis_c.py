"""Hepatitis C tests and treatments, step by step."""

from joinedup.definitions.feed_terms import HIDDEN, OURS, area, codes, start
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds

_STEP = codes(
    "feed-hepatitis-step",
    {
        "offered": "offered a test",
        "antibody-tested": "tested for antibodies",
        "antibody-positive": "antibodies found",
        "rna-tested": "tested for the virus (PCR)",
        "rna-positive": "virus found",
        "referred": "referred for treatment",
        "started": "treatment started",
        "completed": "treatment completed",
        "cleared": "virus gone 12 weeks after treatment",
        "retested": "tested again while still at risk",
    },
)

_ROW = {"start_on": "2026-01-01", "area": "X10000001", "step": "antibody-tested", "people": "64"}

FEED = Feed(
    slug="hepatitis-c",
    title="Hepatitis C tests and treatments",
    why="Whether people who have injected are tested, treated and cured: the steps of elimination.",
    sent_by="hospital's hepatitis network",
    steward="hepatitis network's coordinator",
    holds=Holds.COUNTS,
    period=Every.QUARTER,
    cadence=Every.QUARTER,
    oldest_days=150,
    place="upper-tier",
    source=OURS,
    fields=(
        start(Every.QUARTER),
        area("upper-tier"),
        Field("step", FieldKind.CODE, "step from offer to cure", codes=_STEP),
        Field("people", FieldKind.WHOLE, "people who took the step in the quarter", markers=HIDDEN, adds_up=False),
    ),
    absent_is_none=False,
    caveats=(
        "Each step counts those who took it in the quarter, so one quarter's steps are not a share of each other.",
        "A micro-elimination claim says which version of the criteria it rests on.",
    ),
    as_cases="steps with a pseudonym could show who waits longest; it would take an agreement.",
    sound=(_ROW, _ROW | {"step": "cleared", "people": "*"}),
    offending=(
        (_ROW | {"start_on": "2026-02-01"}, "start-not-first-day"),
        (_ROW | {"people": "<5"}, "number-not-read"),
        (_ROW | {"step": "SVR"}, "code-not-known"),
    ),
)
