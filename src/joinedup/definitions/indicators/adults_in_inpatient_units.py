from joinedup.core.period import Period
from joinedup.definitions.terms import PROFILE_COUNT, RATIO, printed
from joinedup.kinds.indicator import Base, Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-in-inpatient-units",
    title="Adults in treatment with a stay in an inpatient unit",
    noun="adults with a stay in an inpatient unit",
    why="Some people need to stop safely under medical care around the clock.",
    unit=Unit.COUNT,
    polarity=Polarity.NONE,
    source=PROFILE_COUNT,
    base=Base.PUBLISHED,
    is_stock=True,
    margin=RATIO,
    example=Example(
        period=Period.financial_year("2021/22"),
        rows=[
            printed("adults-in-inpatient-units", Period.financial_year("2021/22"), numerator=125.0),
            printed("adults-in-inpatient-units", Period.financial_year("2020/21"), numerator=110.0),
        ],
        numerator=125,
        denominator=None,
        value=125,
    ),
)
