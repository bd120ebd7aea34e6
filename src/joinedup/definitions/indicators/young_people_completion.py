from ibis import _

from joinedup.definitions.terms import (
    POINTS,
    UNDER_18_LEAVING,
    YOUNG_PEOPLE,
    YOUNG_PERSON,
)
from joinedup.kinds.indicator import Audience, Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="young-people-completion",
    title="Share of under-18s leaving young people's services who completed treatment",
    noun="under-18s who completed treatment",
    why="It shows how many of the young people who left had finished.",
    unit=Unit.PERCENT,
    polarity=Polarity.HIGH_IS_GOOD,
    source=YOUNG_PEOPLE,
    among=UNDER_18_LEAVING,
    numerator=_.is_completed,
    of="among",
    share_of="under-18s leaving young people's services",
    margin=POINTS,
    audience=Audience.YOUNG_PEOPLE,
    example=Example(
        rows=[
            YOUNG_PERSON | {"is_exit": True, "is_completed": True},
            YOUNG_PERSON | {"is_exit": True, "is_completed": True},
            YOUNG_PERSON | {"is_exit": True, "is_completed": True},
            YOUNG_PERSON | {"is_exit": True, "is_completed": None},
            YOUNG_PERSON | {"is_exit": False, "is_completed": False},
            {"in_young_peoples_service": True, "is_adult": True, "is_exit": True, "is_completed": True},
        ],
        numerator=3,
        denominator=4,
        value=75.0,
    ),
)
