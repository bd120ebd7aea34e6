"""Answers of pupils to a school survey."""

from joinedup.definitions.feed_terms import HIDDEN, OURS, area, codes, start
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds

_QUESTION = codes(
    "feed-pupil-question",
    {
        "drank-last-week": "drank alcohol in the week before",
        "offered-cannabis": "was ever offered cannabis",
        "took-drugs": "ever took drugs, cannabis included",
        "vaped-last-week": "vaped in the week before",
        "knows-where-to-get-help": "knows where to get help",
    },
)
_YEAR = codes("feed-school-year", {"8": "year 8 (12 to 13)", "10": "year 10 (14 to 15)"})

_ROW = {
    "start_on": "2025-09-01",
    "area": "X10000001",
    "question": "drank-last-week",
    "school_year": "10",
    "answered": "2150",
    "said_yes": "640",
}

FEED = Feed(
    slug="pupil-survey",
    title="Pupil survey",
    why="What young people say of drinking and drugs before any service meets them.",
    sent_by="council's public health team, or the survey's supplier",
    steward="children's public health lead",
    holds=Holds.COUNTS,
    period=Every.SCHOOL_YEAR,
    cadence=Every.SCHOOL_YEAR,
    oldest_days=731,
    place="upper-tier",
    source=OURS,
    fields=(
        start(Every.SCHOOL_YEAR),
        area("upper-tier"),
        Field("question", FieldKind.CODE, "what was asked", codes=_QUESTION),
        Field("school_year", FieldKind.CODE, "year group", codes=_YEAR, is_protected=True),
        Field("answered", FieldKind.WHOLE, "pupils who answered", markers=HIDDEN),
        Field("said_yes", FieldKind.WHOLE, "of them, said yes", part_of="answered", markers=HIDDEN),
    ),
    absent_is_none=False,
    caveats=("Schools and pupils choose to take part: so many of those who answered, and no interval or comparison.",),
    as_cases="one pupil's answers are not asked for.",
    sound=(_ROW, _ROW | {"question": "took-drugs", "said_yes": "235"}),
    offending=(
        (_ROW | {"said_yes": "2151"}, "more-than-whole"),
        (_ROW | {"answered": "about 2000"}, "number-not-read"),
        (_ROW | {"school_year": "Y10"}, "code-not-known"),
    ),
)
