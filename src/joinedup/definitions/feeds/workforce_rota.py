"""Posts on the rota, planned and filled."""

from joinedup.core.status import SourceStatus
from joinedup.definitions.feed_terms import area, codes, start
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds
from joinedup.kinds.source import Source

_ROLE = codes(
    "feed-role",
    {
        "recovery-worker": "recovery, drug or alcohol worker",
        "young-peoples-worker": "young people's or family worker",
        "criminal-justice-worker": "criminal justice worker",
        "outreach-worker": "outreach worker or navigator",
        "nurse": "nurse or non-medical prescriber",
        "doctor": "doctor",
        "psychologist-or-social-worker": "psychologist or social worker",
        "peer": "peer worker or volunteer",
        "manager": "team leader or manager",
        "other": "another role",
    },
)

_ROW = {"start_on": "2026-01-05", "area": "X10000001", "role": "recovery-worker", "planned": "24.5", "filled": "21"}

FEED = Feed(
    slug="workforce-rota",
    title="Workforce rota",
    why="How much of what is planned is really there: capacity moves about a quarter after money does.",
    sent_by="treatment providers",
    steward="provider's service manager",
    holds=Holds.COUNTS,
    period=Every.WEEK,
    cadence=Every.MONTH,
    oldest_days=45,
    place="upper-tier",
    source=Source(
        "roles usually reported in the workforce census, as remembered",
        SourceStatus.KNOWLEDGE,
        "Not the census, which counts other people on other days; numbers in treatment are divided by neither.",
    ),
    fields=(
        start(Every.WEEK),
        area("upper-tier"),
        Field("role", FieldKind.CODE, "role", codes=_ROLE),
        Field("planned", FieldKind.DECIMAL, "whole-time equivalents planned", high=999),
        Field("filled", FieldKind.DECIMAL, "of them, filled and at work", part_of="planned", high=999),
    ),
    absent_is_none=False,
    caveats=("Posts are people: names, sickness and reasons stay with the employer.",),
    as_cases="rows about workers are not asked for.",
    sound=(_ROW, _ROW | {"role": "nurse", "planned": "6", "filled": "6"}),
    offending=(
        (_ROW | {"filled": "25"}, "more-than-whole"),
        (_ROW | {"planned": "24,5"}, "number-not-read"),
        (_ROW | {"role": "admin"}, "code-not-known"),
    ),
)
