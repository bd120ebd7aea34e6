from ibis import _

from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import (
    DRUG,
    NEW_ADULT,
    NEWLY_PRESENTING,
    POINTS,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="early-unplanned-exits-drug",
    title="Share of adults starting drug treatment who left before completing within 12 weeks",
    noun="early unplanned exits",
    why="Leaving in the first weeks means leaving before help has had time. It shows how the start works for people.",
    unit=Unit.PERCENT,
    polarity=Polarity.LOW_IS_GOOD,
    source=Source(
        "Early unplanned exit as named in published local reports",
        SourceStatus.KNOWLEDGE,
        "The 12-week limit and the denominator are general knowledge.",
    ),
    among=NEW_ADULT & DRUG,
    numerator=_.is_early_unplanned_exit,
    of="among",
    share_of="adults starting drug treatment",
    margin=POINTS,
    breakdowns=("sex",),
    caveats=("People who started near the end of the period had less time in which to leave.",),
    example=Example(
        rows=[
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "is_early_unplanned_exit": True},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "is_early_unplanned_exit": False},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "is_early_unplanned_exit": False},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "is_early_unplanned_exit": None},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "is_early_unplanned_exit": True},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
    ),
)
