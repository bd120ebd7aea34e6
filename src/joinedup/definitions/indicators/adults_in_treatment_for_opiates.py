from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    IN_TREATMENT,
    OPIATE,
    RATIO,
    SUBSTANCE_GROUPS,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-in-treatment-for-opiates",
    title="Adults in treatment for opiates",
    noun="adults in treatment for opiates",
    why="People who use opiates are at risk of overdose and may need help for years.",
    unit=Unit.COUNT,
    polarity=Polarity.CONTESTED,
    source=SUBSTANCE_GROUPS,
    among=ADULT_IN_TREATMENT & OPIATE,
    margin=RATIO,
    partition="adults-in-drug-treatment",
    breakdowns=("sex", "age_band"),
    is_stock=True,
    example=Example(
        rows=[
            IN_TREATMENT | {"substance_group": "opiate"},
            IN_TREATMENT | {"substance_group": "opiate"},
            IN_TREATMENT | {"substance_group": "non-opiate-only"},
            IN_TREATMENT | {"substance_group": None},
        ],
        numerator=2,
        denominator=None,
        value=2,
    ),
)
