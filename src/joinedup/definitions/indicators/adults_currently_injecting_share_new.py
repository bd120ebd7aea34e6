from joinedup.core.period import Period
from joinedup.definitions.terms import POINTS, PROFILE_SHARE, printed
from joinedup.kinds.indicator import Base, Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-currently-injecting-share-new",
    title="Share of adults starting treatment who currently inject",
    noun="adults who currently inject",
    why="Injecting carries risks that needle and syringe programmes and vaccination lower.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=PROFILE_SHARE,
    base=Base.PUBLISHED,
    of="among",
    share_of="adults starting treatment whose injecting status is given",
    margin=POINTS,
    example=Example(
        period=Period.financial_year("2021/22"),
        rows=[
            printed(
                "adults-currently-injecting-share-new",
                Period.financial_year("2021/22"),
                numerator=30.0,
                denominator=120.0,
            ),
            printed(
                "adults-currently-injecting-share-new",
                Period.financial_year("2020/21"),
                numerator=44.0,
                denominator=110.0,
            ),
        ],
        numerator=30,
        denominator=120,
        value=25.0,
    ),
)
