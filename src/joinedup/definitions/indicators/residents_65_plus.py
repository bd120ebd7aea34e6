from joinedup.core.period import Period
from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import MID_YEAR, RATIO, residents
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="residents-65-plus",
    title="Residents aged 65 and over",
    noun="residents aged 65 and over",
    why="People grow older, those who use alcohol or drugs among them, and services must fit their health.",
    unit=Unit.COUNT,
    polarity=Polarity.NONE,
    source=Source("ONS mid-year population estimates by single year of age", SourceStatus.FOUND),
    base=Base.POPULATION,
    margin=RATIO,
    ages=(65, 90),
    is_stock=True,
    calendar_years=1,
    caveats=(MID_YEAR,),
    audience=Audience.EVERYONE,
    example=Example(
        period=Period.years(2020),
        rows=[*residents(2020, {64: 4, 65: 3, 90: 2}, (64, 90)), *residents(2019, {65: 9}, (65, 65))],
        numerator=5,
        denominator=None,
        value=5,
    ),
)
