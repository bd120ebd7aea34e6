from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    ALCOHOL,
    IN_TREATMENT,
    OHID_TOTALS,
    RATIO,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-in-alcohol-treatment",
    title="Adults in treatment for alcohol only",
    noun="adults in alcohol treatment",
    why=(
        "Specialist help with alcohol protects people and families. This says how many adults had it for alcohol alone."
    ),
    unit=Unit.COUNT,
    polarity=Polarity.CONTESTED,
    source=OHID_TOTALS,
    among=ADULT_IN_TREATMENT & ALCOHOL,
    margin=RATIO,
    partition="adults-in-treatment",
    breakdowns=("sex", "age_band"),
    is_stock=True,
    example=Example(
        rows=[
            IN_TREATMENT | {"substance_group": "alcohol-only"},
            IN_TREATMENT | {"substance_group": "alcohol-only"},
            IN_TREATMENT | {"substance_group": "non-opiate-and-alcohol"},
            IN_TREATMENT | {"substance_group": None},
            {"is_adult": True, "in_window": True, "is_latest": False, "substance_group": "alcohol-only"},
        ],
        numerator=2,
        denominator=None,
        value=2,
    ),
)
