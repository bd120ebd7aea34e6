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
    slug="self-referral-new-drug",
    title="Share of adults starting drug treatment referred by self, family or friends",
    noun="self, family and friend referrals",
    why="It shows how far people find the service themselves, beside those whom other services send.",
    unit=Unit.PERCENT,
    polarity=Polarity.CONTESTED,
    source=VIEWIT_PROFILE,
    among=NEW_ADULT & DRUG,
    numerator=_.referral == "self family and friends",
    known=_.referral.notnull(),
    of="among",
    share_of="adults starting drug treatment whose referral source is recorded",
    margin=POINTS,
    breakdowns=("sex",),
    example=Example(
        rows=[
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "referral": "self family and friends"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "referral": "criminal justice"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "referral": None},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only", "referral": "self family and friends"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "referral": "self family and friends"},
            NEWLY_PRESENTING | {"substance_group": "non-opiate-only", "referral": "health and social care"},
        ],
        numerator=2,
        denominator=4,
        value=50.0,
        known=0.8,
    ),
)
