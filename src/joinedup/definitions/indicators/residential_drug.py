from ibis import _

from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    DRUG,
    IN_TREATMENT,
    RATIO,
    VIEWIT_PROFILE,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="residential-drug",
    title="Adults in drug treatment with a stay in residential rehabilitation",
    noun="adults in drug treatment who had residential rehabilitation",
    why="Some people cannot become free of alcohol or drugs safely at home and need a place to stay.",
    unit=Unit.COUNT,
    polarity=Polarity.NONE,
    source=VIEWIT_PROFILE,
    among=ADULT_IN_TREATMENT & DRUG,
    numerator=_.in_residential,
    margin=RATIO,
    is_stock=True,
    caveats=("The numbers of the setting codes are not verified.",),
    example=Example(
        rows=[
            IN_TREATMENT | {"substance_group": "non-opiate-only", "in_residential": True},
            IN_TREATMENT | {"substance_group": "non-opiate-only", "in_residential": False},
            IN_TREATMENT | {"substance_group": "non-opiate-only", "in_residential": None},
            IN_TREATMENT | {"substance_group": "alcohol-only", "in_residential": True},
        ],
        numerator=1,
        denominator=None,
        value=1,
    ),
)
