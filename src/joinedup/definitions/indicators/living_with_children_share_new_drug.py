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
    slug="living-with-children-share-new-drug",
    title="Share of adults starting drug treatment who live with children",
    noun="adults living with children",
    why="Treatment that reaches parents and carers also protects the children they live with.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=VIEWIT_PROFILE,
    among=NEW_ADULT & DRUG,
    numerator=_.parental_status.isin(["parent living with children", "living with children not their own"]),
    known=_.parental_status.notnull(),
    of="among",
    share_of="adults starting drug treatment whose answer is recorded",
    margin=POINTS,
    breakdowns=("sex",),
    example=Example(
        rows=[
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "parental_status": "parent living with children"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "parental_status": "not a parent"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "parental_status": None},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "parental_status": "not a parent"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "parental_status": "not a parent"},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "parental_status": "parent living with children"},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
        known=0.8,
    ),
)
