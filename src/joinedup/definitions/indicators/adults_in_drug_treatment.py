from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    DRUG,
    IN_TREATMENT,
    OHID_TOTALS,
    RATIO,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-in-drug-treatment",
    title="Adults in treatment for drugs, with or without alcohol",
    noun="adults in drug treatment",
    why="Drug treatment protects people from overdose and infection. This says how many adults it reached.",
    unit=Unit.COUNT,
    polarity=Polarity.CONTESTED,
    source=OHID_TOTALS,
    among=ADULT_IN_TREATMENT & DRUG,
    margin=RATIO,
    partition="adults-in-treatment",
    breakdowns=("sex", "age_band"),
    is_stock=True,
    example=Example(
        rows=[
            IN_TREATMENT | {"substance_group": "opiate"},
            IN_TREATMENT | {"substance_group": "non-opiate-only"},
            IN_TREATMENT | {"substance_group": "non-opiate-and-alcohol"},
            IN_TREATMENT | {"substance_group": "alcohol-only"},
            IN_TREATMENT | {"substance_group": None},
        ],
        numerator=3,
        denominator=None,
        value=3,
    ),
)
