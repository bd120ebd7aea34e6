"""Drug tests in police custody, as counts only."""

from joinedup.definitions.feed_terms import HIDDEN, OURS, area, codes, start
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds

_RESULT = codes(
    "feed-custody-result",
    {
        "opiates": "positive for opiates",
        "cocaine": "positive for cocaine or crack",
        "both": "positive for both",
        "negative": "negative",
        "not-tested": "asked and not tested",
    },
)

_ROW = {"start_on": "2026-01-01", "area": "X10000001", "result": "both", "tests": "12", "assessments_attended": "8"}

FEED = Feed(
    slug="police-custody-tests",
    title="Drug tests in police custody",
    why="How many people could be reached in custody, and how many then come to an assessment.",
    sent_by="police force",
    steward="police force's custody lead",
    holds=Holds.COUNTS,
    period=Every.MONTH,
    cadence=Every.MONTH,
    oldest_days=62,
    place="upper-tier",
    source=OURS,
    fields=(
        start(Every.MONTH),
        area("upper-tier"),
        Field("result", FieldKind.CODE, "result of the test for opiates and cocaine", codes=_RESULT),
        Field("tests", FieldKind.WHOLE, "tests", markers=HIDDEN),
        Field(
            "assessments_attended",
            FieldKind.WHOLE,
            "of them, followed by an assessment that was attended",
            part_of="tests",
            markers=HIDDEN,
        ),
    ),
    absent_is_none=True,
    caveats=("Tests, not people.", "The test covers opiates and cocaine only."),
    as_cases="this is criminal-offence data: it stays counts, whatever is agreed for other feeds.",
    sound=(_ROW, _ROW | {"result": "negative", "tests": "30", "assessments_attended": "0"}),
    offending=(
        (_ROW | {"assessments_attended": "13"}, "more-than-whole"),
        (_ROW | {"area": ""}, "value-missing"),
        (_ROW | {"result": "refused"}, "code-not-known"),
    ),
)
