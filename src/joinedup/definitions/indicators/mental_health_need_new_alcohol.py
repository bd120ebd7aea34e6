from ibis import _

from joinedup.definitions.terms import (
    ALCOHOL,
    NEW_ADULT,
    NEWLY_PRESENTING,
    POINTS,
    VIEWIT_PROFILE,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="mental-health-need-new-alcohol",
    title="Share of adults starting alcohol treatment with a mental health need identified",
    noun="adults with a mental health need",
    why="Mental health and alcohol or drug problems feed each other, so both need help together.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=VIEWIT_PROFILE,
    among=NEW_ADULT & ALCOHOL,
    numerator=_.mental_health_need,
    known=_.mental_health_need.notnull(),
    of="among",
    share_of="adults starting alcohol treatment whose answer is recorded",
    margin=POINTS,
    breakdowns=("sex",),
    example=Example(
        rows=[
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "mental_health_need": True},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "mental_health_need": True},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "mental_health_need": True},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "mental_health_need": False},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "mental_health_need": None},
            NEWLY_PRESENTING | {"substance_group": "opiate", "mental_health_need": False},
        ],
        numerator=3,
        denominator=4,
        value=75.0,
        known=0.8,
    ),
)
