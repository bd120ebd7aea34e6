from ibis import _

from joinedup.definitions.terms import (
    NEW_UNDER_18,
    POINTS,
    YOUNG_PEOPLE,
    YOUNG_PERSON,
)
from joinedup.kinds.indicator import Audience, Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="young-people-mental-health-need",
    title="Share of under-18s starting treatment with a mental health need identified",
    noun="under-18s with a mental health need",
    why="Some young people use alcohol or drugs to cope with distress, so both need help together.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=YOUNG_PEOPLE,
    among=NEW_UNDER_18,
    numerator=_.mental_health_need,
    known=_.mental_health_need.notnull(),
    of="among",
    share_of="under-18s starting treatment whose answer is recorded",
    margin=POINTS,
    audience=Audience.YOUNG_PEOPLE,
    example=Example(
        rows=[
            YOUNG_PERSON | {"is_new": True, "mental_health_need": True},
            YOUNG_PERSON | {"is_new": True, "mental_health_need": False},
            YOUNG_PERSON | {"is_new": True, "mental_health_need": False},
            YOUNG_PERSON | {"is_new": True, "mental_health_need": True},
            YOUNG_PERSON | {"is_new": True, "mental_health_need": None},
            YOUNG_PERSON | {"is_new": False, "mental_health_need": True},
        ],
        numerator=2,
        denominator=4,
        value=50.0,
        known=0.8,
    ),
)
