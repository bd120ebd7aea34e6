from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    COMPLETED_WITHOUT_RETURN,
    IN_TREATMENT,
    LEAVING,
    OPIATE,
    POINTS,
    WITHOUT_RETURN,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="opiate-completion-without-return",
    title="Share of all adults in opiate treatment who completed it and did not come back within six months",
    noun="adults who completed opiate treatment and did not return",
    why=(
        "Of everyone in treatment, it says how many finished and did not need to come back within six months: "
        "the national outcome measure. For opiates, leaving treatment carries a risk of death, so it is read "
        "with care."
    ),
    unit=Unit.PERCENT,
    polarity=Polarity.CONTESTED,
    source=WITHOUT_RETURN,
    among=ADULT_IN_TREATMENT & OPIATE,
    numerator=COMPLETED_WITHOUT_RETURN,
    of="among",
    share_of="adults in opiate treatment",
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
            LEAVING | {"substance_group": "opiate", "is_completed": True, "represented_6_months": False},
            LEAVING | {"substance_group": "opiate", "is_completed": True, "represented_6_months": True},
            LEAVING | {"substance_group": "opiate", "is_completed": False, "represented_6_months": False},
            LEAVING | {"substance_group": "opiate", "is_completed": True, "represented_6_months": None},
            IN_TREATMENT | {"substance_group": "opiate", "is_exit": False, "is_completed": False},
            LEAVING | {"substance_group": "non-opiate-only", "is_completed": True, "represented_6_months": False},
        ],
        numerator=1,
        denominator=5,
        value=20.0,
    ),
)
