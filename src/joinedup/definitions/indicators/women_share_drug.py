from ibis import _

from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    DRUG,
    IN_TREATMENT,
    OHID_TOTALS,
    POINTS,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="women-share-drug",
    title="Share of adults in drug treatment who are women",
    noun="women",
    why="Childcare, safety and shame can keep women from services; this shows who is reached.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=OHID_TOTALS,
    among=ADULT_IN_TREATMENT & DRUG,
    numerator=_.sex == "female",
    known=_.sex.notnull(),
    of="among",
    share_of="adults in drug treatment whose sex is recorded",
    margin=POINTS,
    is_stock=True,
    example=Example(
        rows=[
            IN_TREATMENT | {"substance_group": "non-opiate-only", "sex": "female"},
            IN_TREATMENT | {"substance_group": "non-opiate-only", "sex": "male"},
            IN_TREATMENT | {"substance_group": "non-opiate-only", "sex": "male"},
            IN_TREATMENT | {"substance_group": "non-opiate-only", "sex": "male"},
            IN_TREATMENT | {"substance_group": "non-opiate-only", "sex": None},
            IN_TREATMENT | {"substance_group": "alcohol-only", "sex": "female"},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
        known=0.8,
    ),
)
