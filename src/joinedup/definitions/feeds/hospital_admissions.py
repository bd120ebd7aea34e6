"""Hospital admissions for drugs or alcohol, as a trust counts them."""

from joinedup.core.status import SourceStatus
from joinedup.definitions.feed_terms import HIDDEN, age_band, area, codes, start
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds
from joinedup.kinds.source import Source

_CONDITION = codes(
    "feed-admission-condition",
    {
        "alcohol-specific": "any diagnosis wholly due to alcohol",
        "alcohol-withdrawal": "alcohol withdrawal, as first diagnosis",
        "drug-poisoning": "poisoning by drugs, as first diagnosis",
        "drug-mental-behavioural": "mental or behavioural disorder due to drugs, as first diagnosis",
    },
)

_ROW = {
    "start_on": "2026-01-01",
    "area": "X07000003",
    "condition": "alcohol-specific",
    "age_band": "50-59",
    "admissions": "9",
    "emergency": "8",
}

FEED = Feed(
    slug="hospital-admissions",
    title="Hospital admissions for drugs or alcohol, as the trust counts them",
    why="Serious harm months before published admissions, and the work of alcohol care teams.",
    sent_by="hospital trust",
    steward="hospital trust's information manager",
    holds=Holds.COUNTS,
    period=Every.MONTH,
    cadence=Every.QUARTER,
    oldest_days=150,
    place="district",
    source=Source(
        "admission measures as remembered; that alcohol-specific takes any diagnosis was read",
        SourceStatus.KNOWLEDGE,
        "The diagnosis lists were not confirmed, so these are not the published measures.",
    ),
    fields=(
        start(Every.MONTH),
        area("district"),
        Field("condition", FieldKind.CODE, "what the admission was for", codes=_CONDITION),
        age_band(),
        Field("admissions", FieldKind.WHOLE, "admissions, by district of residence", markers=HIDDEN),
        Field("emergency", FieldKind.WHOLE, "of them, as an emergency", part_of="admissions", markers=HIDDEN),
    ),
    absent_is_none=True,
    caveats=("Admissions, not people: one person may be admitted often.", "Not to be added to published admissions."),
    as_cases="admissions with a pseudonym could show care after leaving hospital; it would take an agreement.",
    sound=(_ROW, _ROW | {"condition": "drug-poisoning", "admissions": "2", "emergency": "2"}),
    offending=(
        (_ROW | {"emergency": "10"}, "more-than-whole"),
        (_ROW | {"start_on": "2026-01-02"}, "start-not-first-day"),
        (_ROW | {"admissions": ""}, "value-missing"),
    ),
)
