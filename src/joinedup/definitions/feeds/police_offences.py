"""Drug and alcohol related offences recorded by the police."""

from joinedup.definitions.feed_terms import HIDDEN, OURS, area, codes, start
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds

_OFFENCE = codes(
    "feed-offence",
    {
        "possession": "possession of drugs",
        "trafficking": "supply, production or trafficking of drugs",
        "drug-driving": "driving after taking drugs",
        "drink-driving": "driving after drinking",
        "alcohol-violence": "violence flagged as alcohol-related",
        "drug-violence": "violence flagged as drug-related",
        "other": "another offence flagged as drug or alcohol related",
    },
)

_ROW = {"start_on": "2026-01-01", "area": "X07000004", "offence": "possession", "offences": "14"}

FEED = Feed(
    slug="police-offences",
    title="Drug and alcohol related offences recorded by the police",
    why="Where supply and disorder are policed, for the partnership's work on supply.",
    sent_by="police force",
    steward="police force's performance lead",
    holds=Holds.COUNTS,
    period=Every.MONTH,
    cadence=Every.MONTH,
    oldest_days=62,
    place="district",
    source=OURS,
    fields=(
        start(Every.MONTH),
        area("district"),
        Field("offence", FieldKind.CODE, "kind of offence", codes=_OFFENCE),
        Field("offences", FieldKind.WHOLE, "offences recorded", markers=HIDDEN),
    ),
    absent_is_none=True,
    caveats=(
        "Recorded offences follow police work as much as offending: more is neither better nor worse.",
        "How often an offence is flagged as alcohol-related differs between forces and years.",
    ),
    as_cases="this is criminal-offence data: it stays counts.",
    sound=(_ROW, _ROW | {"offence": "drink-driving", "offences": "3"}),
    offending=(
        (_ROW | {"offences": "3.5"}, "number-not-read"),
        (_ROW | {"start_on": "01/01/2026"}, "start-not-read"),
        (_ROW | {"offence": "affray"}, "code-not-known"),
    ),
)
