from joinedup.core.period import Period
from joinedup.definitions.terms import PROFILE_COUNT, RATIO, printed
from joinedup.kinds.indicator import Base, Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-new-presentations",
    title="Adults starting treatment for alcohol or drugs",
    noun="adults starting treatment",
    why="It says how many adults took the step into treatment. More can mean more need or a better way in.",
    unit=Unit.COUNT,
    polarity=Polarity.CONTESTED,
    source=PROFILE_COUNT,
    base=Base.PUBLISHED,
    margin=RATIO,
    example=Example(
        period=Period.financial_year("2021/22"),
        rows=[
            printed("adults-new-presentations", Period.financial_year("2021/22"), numerator=125.0),
            printed("adults-new-presentations", Period.financial_year("2020/21"), numerator=110.0),
        ],
        numerator=125,
        denominator=None,
        value=125,
    ),
)
