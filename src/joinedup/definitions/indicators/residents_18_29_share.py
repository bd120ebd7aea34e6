from joinedup.core.period import Period
from joinedup.core.status import SourceStatus, State
from joinedup.definitions.terms import MID_YEAR, POINTS, residents
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="residents-18-29-share",
    title="Share of residents aged 18 to 29",
    noun="people aged 18 to 29",
    why=("Young adults use drugs more often than older people do, so a place with many of them differs from others."),
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=Source("ONS mid-year population estimates by single year of age", SourceStatus.FOUND),
    base=Base.POPULATION,
    margin=POINTS,
    ages=(18, 29),
    share_of="residents",
    is_stock=True,
    calendar_years=1,
    caveats=(MID_YEAR,),
    audience=Audience.EVERYONE,
    example=Example(
        period=Period.years(2020),
        rows=[*residents(2020, {0: 4, 17: 2, 18: 3, 29: 4, 30: 7}), *residents(2019, {0: 9}, (0, 0))],
        numerator=None,
        denominator=None,
        value=35.0,
        state=State.VALUE_ONLY,
    ),
)
