from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    ALCOHOL,
    COMPLETED_WITHOUT_RETURN,
    IN_TREATMENT,
    LEAVING,
    POINTS,
    WITHOUT_RETURN,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="alcohol-completion-without-return",
    title="Share of all adults in alcohol treatment who completed it and did not come back within six months",
    noun="adults who completed alcohol treatment and did not return",
    why=(
        "Of everyone in treatment, it says how many finished and did not need to come back within six months: "
        "the national outcome measure."
    ),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGH_IS_GOOD,
    source=WITHOUT_RETURN,
    among=ADULT_IN_TREATMENT & ALCOHOL,
    numerator=COMPLETED_WITHOUT_RETURN,
    of="among",
    share_of="adults in alcohol treatment",
    margin=POINTS,
    breakdowns=("sex", "age_band"),
    is_stock=True,
    caveats=(
        "One of three measures of completion that look alike and must not be mixed.",
        "Needs six months of follow-up after the period.",
    ),
    gives_way=True,
    example=Example(
        rows=[
            LEAVING | {"substance_group": "alcohol-only", "is_completed": True, "represented_6_months": False},
            LEAVING | {"substance_group": "alcohol-only", "is_completed": True, "represented_6_months": True},
            LEAVING | {"substance_group": "alcohol-only", "is_completed": False, "represented_6_months": False},
            LEAVING | {"substance_group": "alcohol-only", "is_completed": True, "represented_6_months": None},
            IN_TREATMENT | {"substance_group": "alcohol-only", "is_exit": False, "is_completed": False},
            LEAVING | {"substance_group": "opiate", "is_completed": True, "represented_6_months": False},
        ],
        numerator=1,
        denominator=5,
        value=20.0,
    ),
)
