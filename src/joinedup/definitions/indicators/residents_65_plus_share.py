from joinedup.core.period import Period
from joinedup.core.status import SourceStatus, State
from joinedup.definitions.terms import MID_YEAR, POINTS, residents
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="residents-65-plus-share",
    title="Share of residents aged 65 and over",
    noun="people aged 65 and over",
    why="It says how old a place is, which changes what its people need of services.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=Source("ONS mid-year population estimates by single year of age", SourceStatus.FOUND),
    base=Base.POPULATION,
    margin=POINTS,
    ages=(65, 90),
    share_of="residents",
    is_stock=True,
    calendar_years=1,
    caveats=(MID_YEAR,),
    audience=Audience.EVERYONE,
    example=Example(
        period=Period.years(2020),
        rows=[*residents(2020, {0: 4, 30: 7, 64: 4, 65: 3, 90: 2}), *residents(2019, {0: 9}, (0, 0))],
        numerator=None,
        denominator=None,
        value=25.0,
        state=State.VALUE_ONLY,
    ),
)
