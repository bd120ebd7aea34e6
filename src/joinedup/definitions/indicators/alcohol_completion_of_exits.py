from ibis import _

from joinedup.definitions.terms import (
    ADULT_LEAVING,
    ALCOHOL,
    COMPLETION,
    IN_TREATMENT,
    LEAVING,
    POINTS,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="alcohol-completion-of-exits",
    title="Share of alcohol treatment exits that are completions",
    noun="alcohol treatment completions",
    why="Of all who left, it says how many left having finished.",
    unit=Unit.PERCENT,
    polarity=Polarity.HIGH_IS_GOOD,
    source=COMPLETION,
    among=ADULT_LEAVING & ALCOHOL,
    numerator=_.is_completed,
    of="among",
    share_of="adults leaving alcohol treatment",
    margin=POINTS,
    breakdowns=("sex", "age_band"),
    caveats=("One of three measures of completion that look alike and must not be mixed.",),
    example=Example(
        rows=[
            LEAVING | {"substance_group": "alcohol-only", "is_completed": True, "represented_6_months": False},
            LEAVING | {"substance_group": "alcohol-only", "is_completed": True, "represented_6_months": True},
            LEAVING | {"substance_group": "alcohol-only", "is_completed": False, "represented_6_months": False},
            LEAVING | {"substance_group": "alcohol-only", "is_completed": None, "represented_6_months": None},
            IN_TREATMENT | {"substance_group": "alcohol-only", "is_exit": False, "is_completed": False},
            LEAVING | {"substance_group": "opiate", "is_completed": True, "represented_6_months": False},
        ],
        numerator=2,
        denominator=4,
        value=50.0,
    ),
)
