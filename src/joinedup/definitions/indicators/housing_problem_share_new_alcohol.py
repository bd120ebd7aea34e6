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
    slug="housing-problem-share-new-alcohol",
    title="Share of adults starting alcohol treatment with a housing problem, urgent or not",
    noun="adults with a housing problem",
    why="A safe home is a condition of recovery; this shows how many start without one.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=VIEWIT_PROFILE,
    among=NEW_ADULT & ALCOHOL,
    numerator=_.housing.isin(["housing problem", "urgent problem"]),
    known=_.housing.notnull(),
    of="among",
    share_of="adults starting alcohol treatment whose answer is recorded",
    margin=POINTS,
    breakdowns=("sex",),
    example=Example(
        rows=[
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "housing": "urgent problem"},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "housing": "no problem"},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "housing": None},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "housing": "no problem"},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "housing": "no problem"},
            NEWLY_PRESENTING | {"substance_group": "opiate", "housing": "urgent problem"},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
        known=0.8,
    ),
)
