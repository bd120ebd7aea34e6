from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    IN_TREATMENT,
    OHID_IN_TREATMENT,
    RATIO,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-in-treatment",
    title="Adults in treatment for alcohol or drugs",
    noun="adults in treatment",
    why="Treatment protects people from overdose, illness and harm. This says how many adults it reached.",
    unit=Unit.COUNT,
    polarity=Polarity.CONTESTED,
    source=OHID_IN_TREATMENT,
    among=ADULT_IN_TREATMENT,
    margin=RATIO,
    breakdowns=("sex", "age_band"),
    is_stock=True,
    example=Example(
        rows=[
            IN_TREATMENT | {"substance_group": "alcohol-only"},
            IN_TREATMENT | {"substance_group": "opiate"},
            IN_TREATMENT | {"substance_group": None},
            {"is_adult": True, "in_window": True, "is_latest": False},
            {"is_adult": False, "in_window": True, "is_latest": True},
            {"is_adult": None, "in_window": True, "is_latest": True},
        ],
        numerator=3,
        denominator=None,
        value=3,
    ),
)
