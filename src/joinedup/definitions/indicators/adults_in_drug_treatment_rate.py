from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    DRUG,
    IN_TREATMENT,
    OHID_TOTALS,
    RATIO,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-in-drug-treatment-rate",
    title="Adults in treatment for drugs, per 100,000 adults",
    noun="adults in drug treatment",
    why="A rate lets places of different size be set side by side.",
    unit=Unit.RATE,
    polarity=Polarity.CONTESTED,
    source=OHID_TOTALS,
    among=ADULT_IN_TREATMENT & DRUG,
    of="population-18-plus",
    margin=RATIO,
    is_stock=True,
    caveats=("Not adjusted for age.",),
    example=Example(
        rows=[
            IN_TREATMENT | {"substance_group": "opiate"},
            IN_TREATMENT | {"substance_group": "non-opiate-only"},
            IN_TREATMENT | {"substance_group": "alcohol-only"},
            IN_TREATMENT | {"substance_group": None},
        ],
        numerator=2,
        denominator=250,
        value=800.0,
        population=250,
    ),
)
