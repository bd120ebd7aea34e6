from ibis import _

from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    IN_TREATMENT,
    RATIO,
    SUBSTANCE_GROUPS,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-in-treatment-for-non-opiates-and-alcohol",
    title="Adults in treatment for drugs other than opiates, with alcohol",
    noun="adults in treatment for non-opiates and alcohol",
    why="These people need help with alcohol as well, and are missed when alcohol alone is counted.",
    unit=Unit.COUNT,
    polarity=Polarity.CONTESTED,
    source=SUBSTANCE_GROUPS,
    among=ADULT_IN_TREATMENT & (_.substance_group == "non-opiate-and-alcohol"),
    margin=RATIO,
    partition="adults-in-drug-treatment",
    breakdowns=("sex", "age_band"),
    is_stock=True,
    example=Example(
        rows=[
            IN_TREATMENT | {"substance_group": "non-opiate-and-alcohol"},
            IN_TREATMENT | {"substance_group": "non-opiate-and-alcohol"},
            IN_TREATMENT | {"substance_group": "alcohol-only"},
            IN_TREATMENT | {"substance_group": None},
        ],
        numerator=2,
        denominator=None,
        value=2,
    ),
)
