from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    DRUG,
    IN_TREATMENT,
    OPIATE,
    POINTS,
    SUBSTANCE_GROUPS,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="opiate-share-of-drug-treatment",
    title="Share of adults in drug treatment who are treated for opiates",
    noun="adults treated for opiates",
    why="Opiate treatment lasts for years for many people, so this share shapes what a service must offer.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=SUBSTANCE_GROUPS,
    among=ADULT_IN_TREATMENT & DRUG,
    numerator=OPIATE,
    of="among",
    share_of="adults in drug treatment",
    margin=POINTS,
    breakdowns=("sex", "age_band"),
    is_stock=True,
    example=Example(
        rows=[
            IN_TREATMENT | {"substance_group": "opiate"},
            IN_TREATMENT | {"substance_group": "opiate"},
            IN_TREATMENT | {"substance_group": "non-opiate-only"},
            IN_TREATMENT | {"substance_group": "non-opiate-and-alcohol"},
            IN_TREATMENT | {"substance_group": "alcohol-only"},
            IN_TREATMENT | {"substance_group": None},
        ],
        numerator=2,
        denominator=4,
        value=50.0,
    ),
)
