from joinedup.core.period import Period
from joinedup.definitions.terms import POINTS, PROFILE_SHARE, printed
from joinedup.kinds.indicator import Base, Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-left-before-completing-of-exits",
    title="Share of treatment exits in which people left before completing, all substances",
    noun="people who left before completing",
    why="People who leave before they are ready are at greater risk of harm, and services can ask why.",
    unit=Unit.PERCENT,
    polarity=Polarity.LOW_IS_GOOD,
    source=PROFILE_SHARE,
    base=Base.PUBLISHED,
    of="among",
    share_of="adults leaving treatment",
    margin=POINTS,
    example=Example(
        period=Period.financial_year("2021/22"),
        rows=[
            printed(
                "adults-left-before-completing-of-exits",
                Period.financial_year("2021/22"),
                numerator=30.0,
                denominator=120.0,
            ),
            printed(
                "adults-left-before-completing-of-exits",
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
