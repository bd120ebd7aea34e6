from joinedup.definitions.terms import (
    ALCOHOL,
    NEW_ADULT,
    NEW_PRESENTATION,
    NEWLY_PRESENTING,
    RATIO,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="new-presentations-alcohol",
    title="Adults starting alcohol treatment",
    noun="new presentations to alcohol treatment",
    why="New starts show whether people are finding their way into alcohol treatment.",
    unit=Unit.COUNT,
    polarity=Polarity.CONTESTED,
    source=NEW_PRESENTATION,
    among=NEW_ADULT & ALCOHOL,
    margin=RATIO,
    breakdowns=("sex", "age_band"),
    caveats=("Counts journeys that start: one person can start twice in a year.",),
    example=Example(
        rows=[
            NEWLY_PRESENTING | {"substance_group": "alcohol-only"},
            NEWLY_PRESENTING | {"substance_group": "alcohol-only"},
            NEWLY_PRESENTING | {"substance_group": "opiate"},
            NEWLY_PRESENTING | {"substance_group": None},
            {"is_adult": True, "is_new": False, "substance_group": "alcohol-only"},
        ],
        numerator=2,
        denominator=None,
        value=2,
    ),
)
