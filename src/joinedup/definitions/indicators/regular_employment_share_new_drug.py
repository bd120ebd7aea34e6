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
    slug="regular-employment-share-new-drug",
    title="Share of adults starting drug treatment in regular employment",
    noun="adults in regular employment",
    why="Work supports recovery, and people in work may need evening or online appointments.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=VIEWIT_PROFILE,
    among=NEW_ADULT & DRUG,
    numerator=_.employment == "regular employment",
    known=_.employment.notnull(),
    of="among",
    share_of="adults starting drug treatment whose answer is recorded",
    margin=POINTS,
    breakdowns=("sex",),
    example=Example(
        rows=[
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "employment": "regular employment"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "employment": "in education"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "employment": None},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "employment": "in education"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "employment": "in education"},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "employment": "regular employment"},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
        known=0.8,
    ),
)
