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
    slug="unemployed-share-new-drug",
    title="Share of adults starting drug treatment who are unemployed or economically inactive",
    noun="adults unemployed or economically inactive",
    why="Help towards work is part of treatment; this shows for how many it may matter.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=VIEWIT_PROFILE,
    among=NEW_ADULT & DRUG,
    numerator=_.employment == "unemployed or economically inactive",
    known=_.employment.notnull(),
    of="among",
    share_of="adults starting drug treatment whose answer is recorded",
    margin=POINTS,
    breakdowns=("sex",),
    example=Example(
        rows=[
            NEWLY_PRESENTING
            | {"substance_group": "non-opiate-only", "employment": "unemployed or economically inactive"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "employment": "regular employment"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "employment": None},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "employment": "regular employment"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "employment": "regular employment"},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "employment": "unemployed or economically inactive"},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
        known=0.8,
    ),
)
