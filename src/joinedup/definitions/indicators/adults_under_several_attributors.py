from ibis import _

from joinedup.definitions.terms import ADULT_IN_TREATMENT, IN_TREATMENT, PERSON_KEY, POINTS
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-under-several-attributors",
    title="Share of adults in treatment whose client id stands under another attributor too",
    noun="adults whose client id stands under another attributor too",
    why="Each of them could be one person counted twice, as when initials, sex or a date of birth were corrected.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=PERSON_KEY,
    among=ADULT_IN_TREATMENT,
    numerator=_.shares_client_id,
    of="among",
    share_of="adults in treatment",
    margin=POINTS,
    caveats=("Someone known to two services under two attributors cannot be seen, and is not among them.",),
    example=Example(
        rows=[
            IN_TREATMENT | {"shares_client_id": True},
            IN_TREATMENT | {"shares_client_id": False},
            IN_TREATMENT | {"shares_client_id": False},
            IN_TREATMENT | {"shares_client_id": None},
            {"is_adult": False, "in_window": True, "is_latest": True, "shares_client_id": True},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
    ),
)
