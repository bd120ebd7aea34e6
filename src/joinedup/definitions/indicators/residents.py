from joinedup.core.period import Period
from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import MID_YEAR, RATIO, residents
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="residents",
    title="Residents",
    noun="residents",
    why="How many people live here sets every other number in proportion.",
    unit=Unit.COUNT,
    polarity=Polarity.NONE,
    source=Source("ONS mid-year population estimates by single year of age", SourceStatus.FOUND),
    base=Base.POPULATION,
    margin=RATIO,
    ages=(0, 90),
    is_stock=True,
    calendar_years=1,
    caveats=(MID_YEAR,),
    audience=Audience.EVERYONE,
    example=Example(
        period=Period.years(2020),
        rows=[*residents(2020, {0: 4, 30: 7, 64: 4, 65: 3, 90: 2}), *residents(2019, {0: 9}, (0, 0))],
        numerator=20,
        denominator=None,
        value=20,
    ),
)
