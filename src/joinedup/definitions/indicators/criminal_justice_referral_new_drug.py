from ibis import _

from joinedup.definitions.terms import (
    DRUG,
    NEW_ADULT,
    NEWLY_PRESENTING,
    POINTS,
    VIEWIT_PROFILE,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="criminal-justice-referral-new-drug",
    title="Share of adults starting drug treatment referred by criminal justice",
    noun="criminal justice referrals",
    why="Police stations, courts and probation meet people who would gain from treatment.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=VIEWIT_PROFILE,
    among=NEW_ADULT & DRUG,
    numerator=_.referral == "criminal justice",
    known=_.referral.notnull(),
    of="among",
    share_of="adults starting drug treatment whose answer is recorded",
    margin=POINTS,
    breakdowns=("sex",),
    example=Example(
        rows=[
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "referral": "criminal justice"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "referral": "self family and friends"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "referral": None},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "referral": "self family and friends"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "referral": "self family and friends"},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "referral": "criminal justice"},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
        known=0.8,
    ),
)
