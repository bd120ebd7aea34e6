from joinedup.core.period import Period
from joinedup.definitions.terms import PROFILE_COUNT, printed
from joinedup.kinds.indicator import Base, Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-deaths-in-treatment",
    title="Adults who died while in treatment, as published",
    noun="deaths in treatment",
    why=("Every death in treatment is a loss to be learned from. It is not the same as deaths from drug poisoning."),
    unit=Unit.COUNT,
    polarity=Polarity.LOW_IS_GOOD,
    source=PROFILE_COUNT,
    base=Base.PUBLISHED,
    caveats=("Exits with the reason died, of any cause; how many would be expected is not in the file.",),
    example=Example(
        period=Period.financial_year("2021/22"),
        rows=[
            printed("adults-deaths-in-treatment", Period.financial_year("2021/22"), numerator=125.0),
            printed("adults-deaths-in-treatment", Period.financial_year("2020/21"), numerator=110.0),
        ],
        numerator=125,
        denominator=None,
        value=125,
    ),
)
