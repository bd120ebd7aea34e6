from joinedup.core.period import Period
from joinedup.definitions.terms import POINTS, PROFILE_SHARE, printed
from joinedup.kinds.indicator import Base, Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-urgent-housing-share-new",
    title="Share of adults starting treatment with an urgent housing problem",
    noun="adults with an urgent housing problem",
    why="Without a safe place to live, treatment is harder to start and to finish.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=PROFILE_SHARE,
    base=Base.PUBLISHED,
    of="among",
    share_of="adults starting treatment whose housing is given",
    margin=POINTS,
    example=Example(
        period=Period.financial_year("2021/22"),
        rows=[
            printed(
                "adults-urgent-housing-share-new", Period.financial_year("2021/22"), numerator=30.0, denominator=120.0
            ),
            printed(
                "adults-urgent-housing-share-new", Period.financial_year("2020/21"), numerator=44.0, denominator=110.0
            ),
        ],
        numerator=30,
        denominator=120,
        value=25.0,
    ),
)
