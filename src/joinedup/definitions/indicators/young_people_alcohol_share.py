from ibis import _

from joinedup.definitions.terms import (
    POINTS,
    YOUNG_IN_TREATMENT,
    YOUNG_PEOPLE,
    YOUNG_PERSON,
)
from joinedup.kinds.indicator import Audience, Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="young-people-alcohol-share",
    title="Share of young people in treatment who need help with alcohol",
    noun="young people who need help with alcohol",
    why="Alcohol harms young bodies and minds; help needs to fit young people.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=YOUNG_PEOPLE,
    among=YOUNG_IN_TREATMENT,
    numerator=_.has_alcohol,
    of="among",
    share_of="young people in treatment",
    margin=POINTS,
    audience=Audience.YOUNG_PEOPLE,
    is_stock=True,
    example=Example(
        rows=[
            YOUNG_PERSON | {"has_alcohol": True},
            YOUNG_PERSON | {"has_alcohol": False},
            YOUNG_PERSON | {"has_alcohol": None},
            YOUNG_PERSON | {"has_alcohol": True},
            {"in_young_peoples_service": False, "in_window": True, "is_latest": True, "has_alcohol": True},
        ],
        numerator=2,
        denominator=4,
        value=50.0,
    ),
)
