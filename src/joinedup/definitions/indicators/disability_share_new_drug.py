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
    slug="disability-share-new-drug",
    title="Share of adults starting drug treatment with a disability",
    noun="adults with a disability",
    why="Services must be reachable for disabled people; this shows how many come.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=VIEWIT_PROFILE,
    among=NEW_ADULT & DRUG,
    numerator=_.disability == "any",
    known=_.disability.notnull(),
    of="among",
    share_of="adults starting drug treatment whose answer is recorded",
    margin=POINTS,
    breakdowns=("sex",),
    example=Example(
        rows=[
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "disability": "any"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "disability": "none"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "disability": None},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "disability": "none"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "disability": "none"},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "disability": "any"},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
        known=0.8,
    ),
)
