from ibis import _

from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    DRUG,
    IN_TREATMENT,
    POINTS,
    VIEWIT_PROFILE,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="pharmacological-share-drug",
    title="Share of adults in drug treatment with a prescribed medicine",
    noun="adults with a pharmacological intervention",
    why="Medicines such as methadone and buprenorphine protect people who use opiates.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=VIEWIT_PROFILE,
    among=ADULT_IN_TREATMENT & DRUG,
    numerator=_.had_pharmacological,
    of="among",
    share_of="adults in drug treatment",
    margin=POINTS,
    breakdowns=("sex",),
    is_stock=True,
    example=Example(
        rows=[
            IN_TREATMENT | {"substance_group": "opiate", "had_pharmacological": True},
            IN_TREATMENT | {"substance_group": "non-opiate-only", "had_pharmacological": False},
            IN_TREATMENT | {"substance_group": "opiate", "had_pharmacological": None},
            IN_TREATMENT | {"substance_group": "alcohol-only", "had_pharmacological": True},
            IN_TREATMENT | {"substance_group": "opiate", "had_pharmacological": True},
        ],
        numerator=2,
        denominator=4,
        value=50.0,
    ),
)
