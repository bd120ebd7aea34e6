from joinedup.core.period import Period
from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import BY_REGISTRATION, printed
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="drug-misuse-deaths",
    title="Drug misuse deaths, by year of registration",
    noun="deaths related to drug misuse, registered in the period",
    why=(
        "Each of these deaths is a loss to be learned from. These deaths are not the same as those related to drug "
        "poisoning, deaths in treatment or suspected deaths."
    ),
    unit=Unit.COUNT,
    polarity=Polarity.LOW_IS_GOOD,
    source=Source(
        "ONS deaths related to drug misuse by local authority, by year of registration, three years together",
        SourceStatus.FOUND,
    ),
    base=Base.PUBLISHED,
    calendar_years=3,
    caveats=(BY_REGISTRATION,),
    audience=Audience.EVERYONE,
    example=Example(
        period=Period.years(2016, 2018),
        rows=[
            printed("drug-misuse-deaths", Period.years(2016, 2018), numerator=25.0),
            printed("drug-misuse-deaths", Period.years(2015, 2017), numerator=30.0),
        ],
        numerator=25,
        denominator=None,
        value=25,
    ),
)
