from joinedup.core.period import Period
from joinedup.definitions.terms import POINTS, PROFILE_SHARE, printed
from joinedup.kinds.indicator import Base, Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-pharmacological-share",
    title="Share of adults in treatment with a prescribed medicine, all substances",
    noun="adults with a pharmacological intervention",
    why="Medicines such as methadone and buprenorphine protect people who use opiates.",
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
            printed(
                "adults-pharmacological-share", Period.financial_year("2021/22"), numerator=30.0, denominator=120.0
            ),
            printed(
                "adults-pharmacological-share", Period.financial_year("2020/21"), numerator=44.0, denominator=110.0
            ),
        ],
        numerator=30,
        denominator=120,
        value=25.0,
    ),
)
