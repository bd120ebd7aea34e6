from ibis import _

from joinedup.definitions.terms import (
    NEW_UNDER_18,
    POINTS,
    YOUNG_PEOPLE,
    YOUNG_PERSON,
)
from joinedup.kinds.indicator import Audience, Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="young-people-education-referral",
    title="Share of under-18s starting treatment who were referred by education",
    noun="referrals from education",
    why="Schools and colleges can notice early that something is wrong.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=YOUNG_PEOPLE,
    among=NEW_UNDER_18,
    numerator=_.referral == "education",
    known=_.referral.notnull(),
    of="among",
    share_of="under-18s starting treatment whose referral source is recorded",
    margin=POINTS,
    audience=Audience.YOUNG_PEOPLE,
    example=Example(
        rows=[
            YOUNG_PERSON | {"is_new": True, "referral": "education"},
            YOUNG_PERSON | {"is_new": True, "referral": "self family and friends"},
            YOUNG_PERSON | {"is_new": True, "referral": "health and social care"},
            YOUNG_PERSON | {"is_new": True, "referral": "education"},
            YOUNG_PERSON | {"is_new": True, "referral": None},
            YOUNG_PERSON | {"is_new": False, "referral": "education"},
        ],
        numerator=2,
        denominator=4,
        value=50.0,
        known=0.8,
    ),
)
