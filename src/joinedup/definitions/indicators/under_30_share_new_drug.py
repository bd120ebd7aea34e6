from ibis import _

from joinedup.definitions.terms import (
    DRUG,
    NEW_ADULT,
    NEW_PRESENTATION,
    NEWLY_PRESENTING,
    POINTS,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="under-30-share-new-drug",
    title="Share of adults starting drug treatment who are aged under 30",
    noun="adults aged under 30",
    why="Help early in adult life can prevent years of harm.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=NEW_PRESENTATION,
    among=NEW_ADULT & DRUG,
    numerator=_.age_at_start < 30,
    known=_.age_at_start.notnull(),
    of="among",
    share_of="adults starting drug treatment whose answer is recorded",
    margin=POINTS,
    breakdowns=("sex",),
    example=Example(
        rows=[
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "age_at_start": 29},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "age_at_start": 30},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "age_at_start": None},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "age_at_start": 30},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "age_at_start": 30},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "age_at_start": 29},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
        known=0.8,
    ),
)
