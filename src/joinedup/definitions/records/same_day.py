from ibis import _

from joinedup.definitions.record_terms import DATES, POINTS, STARTED
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit

MEASURE = Indicator(
    slug="same-day",
    title="Share of episodes started that ended on the same day",
    noun="episodes that ended on the day they started",
    why="A day is no treatment: often it is a date typed twice.",
    base=Base.EPISODE,
    unit=Unit.PERCENT,
    polarity=Polarity.LOW_IS_GOOD,
    source=DATES,
    among=STARTED,
    numerator=_.is_same_day,
    of="among",
    share_of="episodes started",
    audience=Audience.EVERYONE,
    margin=POINTS,
    caveats=("Some episodes truly end on their first day.",),
    example=Example(
        rows=[
            {"is_started": True, "is_same_day": True},
            {"is_started": True, "is_same_day": False},
            {"is_started": True, "is_same_day": None},
            {"is_started": True, "is_same_day": False},
            {"is_started": False, "is_same_day": True},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
    ),
)
