from ibis import _

from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import (
    ALCOHOL,
    NEW_ADULT,
    NEWLY_PRESENTING,
    POINTS_NEAR_CEILING,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="waiting-over-three-weeks-alcohol",
    title="Share of adults starting alcohol treatment who waited over three weeks",
    noun="waits over three weeks",
    why="When someone asks for help, a long wait can cost the chance to give it.",
    unit=Unit.PERCENT,
    polarity=Polarity.LOW_IS_GOOD,
    source=Source(
        "Three-week waiting standard, as reported by NDTMS ViewIt",
        SourceStatus.KNOWLEDGE,
        "The three weeks were read in a source; where a wait starts and ends is general knowledge.",
    ),
    among=NEW_ADULT & ALCOHOL,
    numerator=_.wait_days > 21,
    known=_.wait_days.notnull(),
    of="among",
    share_of="adults starting alcohol treatment whose wait is known",
    margin=POINTS_NEAR_CEILING,
    partition="waiting-over-three-weeks",
    example=Example(
        rows=[
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "wait_days": 22},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "wait_days": 21},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "wait_days": 0},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "wait_days": 5},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "wait_days": None},
            NEWLY_PRESENTING | {"substance_group": "opiate", "wait_days": 40},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
        known=0.8,
    ),
)
