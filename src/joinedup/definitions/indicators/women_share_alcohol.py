from ibis import _

from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    ALCOHOL,
    IN_TREATMENT,
    OHID_TOTALS,
    POINTS,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="women-share-alcohol",
    title="Share of adults in alcohol treatment who are women",
    noun="women",
    why="Childcare, safety and shame can keep women from services; this shows who is reached.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=OHID_TOTALS,
    among=ADULT_IN_TREATMENT & ALCOHOL,
    numerator=_.sex == "female",
    known=_.sex.notnull(),
    of="among",
    share_of="adults in alcohol treatment whose sex is recorded",
    margin=POINTS,
    is_stock=True,
    example=Example(
        rows=[
            IN_TREATMENT | {"substance_group": "alcohol-only", "sex": "female"},
            IN_TREATMENT | {"substance_group": "alcohol-only", "sex": "male"},
            IN_TREATMENT | {"substance_group": "alcohol-only", "sex": "male"},
            IN_TREATMENT | {"substance_group": "alcohol-only", "sex": "male"},
            IN_TREATMENT | {"substance_group": "alcohol-only", "sex": None},
            IN_TREATMENT | {"substance_group": "opiate", "sex": "female"},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
        known=0.8,
    ),
)
