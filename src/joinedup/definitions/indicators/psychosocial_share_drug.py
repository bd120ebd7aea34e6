from ibis import _

from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    DRUG,
    IN_TREATMENT,
    POINTS_NEAR_CEILING,
    VIEWIT_PROFILE,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="psychosocial-share-drug",
    title="Share of adults in drug treatment with a psychosocial intervention",
    noun="adults with a psychosocial intervention",
    why="Talking treatments are offered to everyone, beside medicines where those are needed.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=VIEWIT_PROFILE,
    among=ADULT_IN_TREATMENT & DRUG,
    numerator=_.had_psychosocial,
    of="among",
    share_of="adults in drug treatment",
    margin=POINTS_NEAR_CEILING,
    is_stock=True,
    example=Example(
        rows=[
            IN_TREATMENT | {"substance_group": "non-opiate-only", "had_psychosocial": True},
            IN_TREATMENT | {"substance_group": "non-opiate-only", "had_psychosocial": False},
            IN_TREATMENT | {"substance_group": "non-opiate-only", "had_psychosocial": None},
            IN_TREATMENT | {"substance_group": "alcohol-only", "had_psychosocial": True},
            IN_TREATMENT | {"substance_group": "non-opiate-only", "had_psychosocial": True},
        ],
        numerator=2,
        denominator=4,
        value=50.0,
    ),
)
