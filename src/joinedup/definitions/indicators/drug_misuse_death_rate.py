from joinedup.core.period import Period
from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import BY_REGISTRATION, NOT_ADJUSTED, printed
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="drug-misuse-death-rate",
    title="Drug misuse deaths per 100,000 people, by year of registration",
    noun="deaths related to drug misuse, registered in the period",
    why=(
        "A rate lets places of different size be set side by side. These deaths are not those related to "
        "drug poisoning, deaths in treatment or suspected deaths."
    ),
    unit=Unit.RATE,
    polarity=Polarity.LOW_IS_GOOD,
    source=Source(
        "ONS deaths related to drug misuse by local authority, by year of registration, three years together",
        SourceStatus.FOUND,
    ),
    base=Base.PUBLISHED,
    of="population",
    calendar_years=3,
    published_as="drug-misuse-deaths",
    caveats=(BY_REGISTRATION, NOT_ADJUSTED),
    audience=Audience.EVERYONE,
    example=Example(
        period=Period.years(2016, 2018),
        rows=[
            printed("drug-misuse-deaths", Period.years(2016, 2018), numerator=30.0),
            printed("drug-misuse-deaths", Period.years(2015, 2017), numerator=24.0),
        ],
        numerator=30,
        denominator=600000,
        value=5.0,
        population=200000,
    ),
)
