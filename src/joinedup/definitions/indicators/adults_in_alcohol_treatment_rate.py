from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    ALCOHOL,
    IN_TREATMENT,
    OHID_TOTALS,
    RATIO,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-in-alcohol-treatment-rate",
    title="Adults in treatment for alcohol only, per 100,000 adults",
    noun="adults in alcohol treatment",
    why="A rate lets places of different size be set side by side.",
    unit=Unit.RATE,
    polarity=Polarity.CONTESTED,
    source=OHID_TOTALS,
    among=ADULT_IN_TREATMENT & ALCOHOL,
    of="population-18-plus",
    margin=RATIO,
    is_stock=True,
    caveats=("Not adjusted for age.",),
    example=Example(
        rows=[
            IN_TREATMENT | {"substance_group": "alcohol-only"},
            IN_TREATMENT | {"substance_group": "alcohol-only"},
            IN_TREATMENT | {"substance_group": "opiate"},
            IN_TREATMENT | {"substance_group": None},
        ],
        numerator=2,
        denominator=400,
        value=500.0,
        population=400,
    ),
)
