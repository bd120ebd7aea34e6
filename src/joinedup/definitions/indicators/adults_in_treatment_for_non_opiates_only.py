from ibis import _

from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    IN_TREATMENT,
    RATIO,
    SUBSTANCE_GROUPS,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-in-treatment-for-non-opiates-only",
    title="Adults in treatment for drugs other than opiates, without alcohol",
    noun="adults in treatment for non-opiates only",
    why="People who come for help with cannabis, cocaine or other drugs have needs of their own.",
    unit=Unit.COUNT,
    polarity=Polarity.CONTESTED,
    source=SUBSTANCE_GROUPS,
    among=ADULT_IN_TREATMENT & (_.substance_group == "non-opiate-only"),
    margin=RATIO,
    partition="adults-in-drug-treatment",
    breakdowns=("sex", "age_band"),
    is_stock=True,
    example=Example(
        rows=[
            IN_TREATMENT | {"substance_group": "non-opiate-only"},
            IN_TREATMENT | {"substance_group": "non-opiate-only"},
            IN_TREATMENT | {"substance_group": "non-opiate-and-alcohol"},
            IN_TREATMENT | {"substance_group": None},
        ],
        numerator=2,
        denominator=None,
        value=2,
    ),
)
