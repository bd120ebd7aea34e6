from joinedup.core.period import Period
from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import BY_REGISTRATION, printed
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="drug-poisoning-deaths-each-year",
    title="Deaths related to drug poisoning in one year, by year of registration",
    noun="deaths related to drug poisoning, registered in the period",
    why="Single years show how deaths run over time, where they are many enough to say.",
    unit=Unit.COUNT,
    polarity=Polarity.LOW_IS_GOOD,
    source=Source(
        "ONS deaths related to drug poisoning by local authority, by year of registration", SourceStatus.FOUND
    ),
    base=Base.PUBLISHED,
    calendar_years=1,
    published_as="drug-poisoning-deaths",
    caveats=(BY_REGISTRATION,),
    audience=Audience.EVERYONE,
    example=Example(
        period=Period.years(2020),
        rows=[
            printed("drug-poisoning-deaths", Period.years(2020), numerator=12.0),
            printed("drug-poisoning-deaths", Period.years(2019), numerator=10.0),
        ],
        numerator=12,
        denominator=None,
        value=12,
    ),
)
