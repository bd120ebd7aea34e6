from ibis import _

from joinedup.definitions.record_terms import DATES, OPEN, POINTS
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit

MEASURE = Indicator(
    slug="stale-caseload",
    title="Share of open episodes in which nothing was recorded for six months",
    noun="open episodes in which nothing was recorded for six months",
    why="A stale caseload counts people as in treatment who may have left.",
    base=Base.EPISODE,
    unit=Unit.PERCENT,
    polarity=Polarity.LOW_IS_GOOD,
    source=DATES,
    among=OPEN,
    numerator=_.is_stale,
    of="among",
    share_of="episodes open at the end of the year",
    audience=Audience.EVERYONE,
    margin=POINTS,
    is_stock=True,
    caveats=("Only what the extract dates is seen: interventions, profiles, reviews and time in treatment.",),
    example=Example(
        rows=[
            {"is_open_at_end": True, "is_stale": True},
            {"is_open_at_end": True, "is_stale": False},
            {"is_open_at_end": True, "is_stale": None},
            {"is_open_at_end": True, "is_stale": False},
            {"is_open_at_end": False, "is_stale": True},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
    ),
)
