from joinedup.core.period import Period
from joinedup.definitions.terms import PROFILE_COUNT, RATIO, printed
from joinedup.kinds.indicator import Base, Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-in-residential-treatment",
    title="Adults in treatment with a stay in residential rehabilitation",
    noun="adults with a stay in residential rehabilitation",
    why="For some people a stay away from home gives recovery its start.",
    unit=Unit.COUNT,
    polarity=Polarity.NONE,
    source=PROFILE_COUNT,
    base=Base.PUBLISHED,
    is_stock=True,
    margin=RATIO,
    example=Example(
        period=Period.financial_year("2021/22"),
        rows=[
            printed("adults-in-residential-treatment", Period.financial_year("2021/22"), numerator=125.0),
            printed("adults-in-residential-treatment", Period.financial_year("2020/21"), numerator=110.0),
        ],
        numerator=125,
        denominator=None,
        value=125,
    ),
)
