from ibis import _

from joinedup.definitions.terms import (
    ADULT_LEAVING,
    COMPLETION,
    IN_TREATMENT,
    LEAVING,
    NON_OPIATE,
    POINTS,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="non-opiate-completion-of-exits",
    title="Share of non-opiate treatment exits that are completions",
    noun="non-opiate treatment completions",
    why="Of all who left, it says how many left having finished.",
    unit=Unit.PERCENT,
    polarity=Polarity.HIGH_IS_GOOD,
    source=COMPLETION,
    among=ADULT_LEAVING & NON_OPIATE,
    numerator=_.is_completed,
    of="among",
    share_of="adults leaving non-opiate treatment",
    margin=POINTS,
    breakdowns=("sex", "age_band"),
    caveats=("One of three measures of completion that look alike and must not be mixed.",),
    example=Example(
        rows=[
            LEAVING
            | {"substance_group": "non-opiate-and-alcohol", "is_completed": True, "represented_6_months": False},
            LEAVING | {"substance_group": "non-opiate-and-alcohol", "is_completed": True, "represented_6_months": True},
            LEAVING
            | {"substance_group": "non-opiate-and-alcohol", "is_completed": False, "represented_6_months": False},
            LEAVING | {"substance_group": "non-opiate-and-alcohol", "is_completed": None, "represented_6_months": None},
            IN_TREATMENT | {"substance_group": "non-opiate-and-alcohol", "is_exit": False, "is_completed": False},
            LEAVING | {"substance_group": "alcohol-only", "is_completed": True, "represented_6_months": False},
        ],
        numerator=2,
        denominator=4,
        value=50.0,
    ),
)
