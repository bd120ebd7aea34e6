from ibis import _

from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    ALCOHOL,
    IN_TREATMENT,
    RATIO,
    VIEWIT_PROFILE,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="inpatient-alcohol",
    title="Adults in alcohol treatment with a stay in inpatient detoxification",
    noun="adults in alcohol treatment who had inpatient detoxification",
    why="Some people cannot become free of alcohol or drugs safely at home and need a place to stay.",
    unit=Unit.COUNT,
    polarity=Polarity.NONE,
    source=VIEWIT_PROFILE,
    among=ADULT_IN_TREATMENT & ALCOHOL,
    numerator=_.in_inpatient,
    margin=RATIO,
    is_stock=True,
    caveats=("The numbers of the setting codes are not verified.",),
    example=Example(
        rows=[
            IN_TREATMENT | {"substance_group": "alcohol-only", "in_inpatient": True},
            IN_TREATMENT | {"substance_group": "alcohol-only", "in_inpatient": False},
            IN_TREATMENT | {"substance_group": "alcohol-only", "in_inpatient": None},
            IN_TREATMENT | {"substance_group": "opiate", "in_inpatient": True},
        ],
        numerator=1,
        denominator=None,
        value=1,
    ),
)
