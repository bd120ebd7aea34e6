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
    slug="urgent-housing-share-new-drug",
    title="Share of adults starting drug treatment with an urgent housing problem",
    noun="adults with an urgent housing problem",
    why="Sleeping rough or moving from sofa to sofa stands in the way of recovery.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=VIEWIT_PROFILE,
    among=NEW_ADULT & DRUG,
    numerator=_.housing == "urgent problem",
    known=_.housing.notnull(),
    of="among",
    share_of="adults starting drug treatment whose answer is recorded",
    margin=POINTS,
    breakdowns=("sex",),
    example=Example(
        rows=[
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "housing": "urgent problem"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "housing": "housing problem"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "housing": None},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "housing": "housing problem"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "housing": "housing problem"},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "housing": "urgent problem"},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
        known=0.8,
    ),
)
