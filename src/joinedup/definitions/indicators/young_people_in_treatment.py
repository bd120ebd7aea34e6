from joinedup.definitions.terms import (
    RATIO,
    YOUNG_IN_TREATMENT,
    YOUNG_PEOPLE,
    YOUNG_PERSON,
)
from joinedup.kinds.indicator import Audience, Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="young-people-in-treatment",
    title="Young people in specialist alcohol and drug treatment",
    noun="young people in treatment",
    why="Early help for young people prevents harm that can last a lifetime.",
    unit=Unit.COUNT,
    polarity=Polarity.CONTESTED,
    source=YOUNG_PEOPLE,
    among=YOUNG_IN_TREATMENT,
    margin=RATIO,
    audience=Audience.YOUNG_PEOPLE,
    is_stock=True,
    caveats=("Everyone in a young people's service, some of them over 18.",),
    example=Example(
        rows=[
            YOUNG_PERSON,
            YOUNG_PERSON,
            {"in_young_peoples_service": True, "is_adult": True, "in_window": True, "is_latest": True},
            {"in_young_peoples_service": False, "is_adult": False, "in_window": True, "is_latest": True},
            {"in_young_peoples_service": None, "is_adult": False, "in_window": True, "is_latest": True},
        ],
        numerator=3,
        denominator=None,
        value=3,
    ),
)
