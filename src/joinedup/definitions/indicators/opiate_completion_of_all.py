from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    COMPLETED_IN_WINDOW,
    COMPLETION,
    IN_TREATMENT,
    LEAVING,
    OPIATE,
    POINTS,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="opiate-completion-of-all",
    title="Share of all adults in opiate treatment who completed it",
    noun="adults who completed opiate treatment",
    why=(
        "Of everyone in treatment, those who stay included, it says how many finished. For opiates, leaving "
        "treatment carries a risk of death, so it is read with care."
    ),
    unit=Unit.PERCENT,
    polarity=Polarity.CONTESTED,
    source=COMPLETION,
    among=ADULT_IN_TREATMENT & OPIATE,
    numerator=COMPLETED_IN_WINDOW,
    of="among",
    share_of="adults in opiate treatment",
    margin=POINTS,
    breakdowns=("sex", "age_band"),
    is_stock=True,
    caveats=("One of three measures of completion that look alike and must not be mixed.",),
    example=Example(
        rows=[
            LEAVING | {"substance_group": "opiate", "is_completed": True, "represented_6_months": False},
            LEAVING | {"substance_group": "opiate", "is_completed": True, "represented_6_months": True},
            LEAVING | {"substance_group": "opiate", "is_completed": False, "represented_6_months": False},
            LEAVING | {"substance_group": "opiate", "is_completed": None, "represented_6_months": None},
            IN_TREATMENT | {"substance_group": "opiate", "is_exit": False, "is_completed": False},
            LEAVING | {"substance_group": "non-opiate-only", "is_completed": True, "represented_6_months": False},
        ],
        numerator=2,
        denominator=5,
        value=40.0,
    ),
)
