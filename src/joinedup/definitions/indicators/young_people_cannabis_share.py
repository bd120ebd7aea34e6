from ibis import _

from joinedup.definitions.terms import (
    POINTS,
    YOUNG_IN_TREATMENT,
    YOUNG_PEOPLE,
    YOUNG_PERSON,
)
from joinedup.kinds.indicator import Audience, Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="young-people-cannabis-share",
    title="Share of young people in treatment who need help with cannabis",
    noun="young people who need help with cannabis",
    why="How young people use cannabis decides what help they need.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=YOUNG_PEOPLE,
    among=YOUNG_IN_TREATMENT,
    numerator=_.has_cannabis,
    of="among",
    share_of="young people in treatment",
    margin=POINTS,
    audience=Audience.YOUNG_PEOPLE,
    is_stock=True,
    example=Example(
        rows=[
            YOUNG_PERSON | {"has_cannabis": True},
            YOUNG_PERSON | {"has_cannabis": False},
            YOUNG_PERSON | {"has_cannabis": None},
            YOUNG_PERSON | {"has_cannabis": True},
            {"in_young_peoples_service": False, "in_window": True, "is_latest": True, "has_cannabis": True},
        ],
        numerator=2,
        denominator=4,
        value=50.0,
    ),
)
