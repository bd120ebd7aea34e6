from joinedup.core.period import Period
from joinedup.definitions.terms import POINTS, PROFILE_SHARE, printed
from joinedup.kinds.indicator import Base, Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-psychosocial-share",
    title="Share of adults in treatment with a psychosocial intervention, all substances",
    noun="adults with a psychosocial intervention",
    why="Talking with a trained worker is part of most treatment.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=PROFILE_SHARE,
    base=Base.PUBLISHED,
    of="among",
    share_of="adults in treatment",
    margin=POINTS,
    is_stock=True,
    example=Example(
        period=Period.financial_year("2021/22"),
        rows=[
            printed("adults-psychosocial-share", Period.financial_year("2021/22"), numerator=30.0, denominator=120.0),
            printed("adults-psychosocial-share", Period.financial_year("2020/21"), numerator=44.0, denominator=110.0),
        ],
        numerator=30,
        denominator=120,
        value=25.0,
    ),
)
