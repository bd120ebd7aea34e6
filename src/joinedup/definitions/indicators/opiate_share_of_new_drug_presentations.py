from joinedup.definitions.terms import (
    DRUG,
    NEW_ADULT,
    NEWLY_PRESENTING,
    OPIATE,
    POINTS,
    SUBSTANCE_GROUPS,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="opiate-share-of-new-drug-presentations",
    title="Share of adults starting drug treatment who start for opiates",
    noun="adults starting for opiates",
    why="It shows whether people who use opiates are among those now coming in.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=SUBSTANCE_GROUPS,
    among=NEW_ADULT & DRUG,
    numerator=OPIATE,
    of="among",
    share_of="adults starting drug treatment",
    margin=POINTS,
    breakdowns=("sex", "age_band"),
    example=Example(
        rows=[
            NEWLY_PRESENTING | {"substance_group": "opiate"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-and-alcohol"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only"},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only"},
            NEWLY_PRESENTING | {"substance_group": None},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
    ),
)
