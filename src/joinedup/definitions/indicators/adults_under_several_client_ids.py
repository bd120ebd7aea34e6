from ibis import _

from joinedup.definitions.terms import ADULT_IN_TREATMENT, IN_TREATMENT, PERSON_KEY, POINTS
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-under-several-client-ids",
    title="Share of adults in treatment whose attributor stands under several client ids",
    noun="adults whose attributor stands under several client ids",
    why="Each of them could be two people taken for one. It is the most that can be wrong in that direction.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=PERSON_KEY,
    among=ADULT_IN_TREATMENT,
    numerator=_.has_several_client_ids,
    of="among",
    share_of="adults in treatment",
    margin=POINTS,
    caveats=("An upper bound: one person known to several services stands under several client ids too.",),
    example=Example(
        rows=[
            IN_TREATMENT | {"has_several_client_ids": True},
            IN_TREATMENT | {"has_several_client_ids": False},
            IN_TREATMENT | {"has_several_client_ids": False},
            IN_TREATMENT | {"has_several_client_ids": None},
            {"is_adult": True, "in_window": True, "is_latest": False, "has_several_client_ids": True},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
    ),
)
