from ibis import _

from joinedup.definitions.terms import (
    DRUG,
    NEW_ADULT,
    NEWLY_PRESENTING,
    POINTS,
    VIEWIT_PROFILE,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="mental-health-treatment-new-drug",
    title="Share of adults starting drug treatment with a mental health need who receive treatment for it",
    noun="adults receiving mental health treatment",
    why="A need that is identified should be followed by help. People who declined treatment are among the rest.",
    unit=Unit.PERCENT,
    polarity=Polarity.HIGH_IS_GOOD,
    source=VIEWIT_PROFILE,
    among=NEW_ADULT & DRUG & _.mental_health_need,
    numerator=_.mental_health_treatment,
    known=_.mental_health_treatment.notnull(),
    of="among",
    share_of="adults starting drug treatment with a mental health need whose answer is recorded",
    margin=POINTS,
    breakdowns=("sex",),
    example=Example(
        rows=[
            NEWLY_PRESENTING
            | {"substance_group": "non-opiate-only", "mental_health_need": True, "mental_health_treatment": True},
            NEWLY_PRESENTING
            | {"substance_group": "non-opiate-only", "mental_health_need": True, "mental_health_treatment": True},
            NEWLY_PRESENTING
            | {"substance_group": "non-opiate-only", "mental_health_need": True, "mental_health_treatment": True},
            NEWLY_PRESENTING
            | {"substance_group": "opiate", "mental_health_need": True, "mental_health_treatment": False},
            NEWLY_PRESENTING
            | {"substance_group": "opiate", "mental_health_need": True, "mental_health_treatment": None},
            NEWLY_PRESENTING
            | {"substance_group": "opiate", "mental_health_need": None, "mental_health_treatment": True},
        ],
        numerator=3,
        denominator=4,
        value=75.0,
        known=0.8,
    ),
)
