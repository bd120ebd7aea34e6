from joinedup.core.period import Period
from joinedup.definitions.terms import POINTS, PROFILE_SHARE, printed
from joinedup.kinds.indicator import Base, Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-treatment-under-two-years",
    title="Share of adults in treatment who have been in it under two years, all substances",
    noun="adults in treatment for under two years",
    why="Long treatment protects people who use opiates; it also shows how many are new.",
    unit=Unit.PERCENT,
    polarity=Polarity.CONTESTED,
    source=PROFILE_SHARE,
    base=Base.PUBLISHED,
    of="among",
    share_of="adults in treatment",
    margin=POINTS,
    is_stock=True,
    example=Example(
        period=Period.financial_year("2021/22"),
        rows=[
            printed(
                "adults-treatment-under-two-years", Period.financial_year("2021/22"), numerator=30.0, denominator=120.0
            ),
            printed(
                "adults-treatment-under-two-years", Period.financial_year("2020/21"), numerator=44.0, denominator=110.0
            ),
        ],
        numerator=30,
        denominator=120,
        value=25.0,
    ),
)
