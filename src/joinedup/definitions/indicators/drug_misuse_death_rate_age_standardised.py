from joinedup.core.period import Period
from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import BY_REGISTRATION, printed
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="drug-misuse-death-rate-age-standardised",
    title="Drug misuse deaths per 100,000 people, adjusted for age, by year of registration",
    noun="deaths related to drug misuse, registered in the period",
    why="Adjusted for age, places with older and younger people can be set side by side.",
    unit=Unit.RATE,
    polarity=Polarity.LOW_IS_GOOD,
    source=Source(
        "ONS age-standardised rate of deaths related to drug misuse by local authority, three years together",
        SourceStatus.FOUND,
    ),
    base=Base.PUBLISHED,
    is_age_adjusted=True,
    calendar_years=3,
    caveats=(BY_REGISTRATION, "Adjusted for age by the publisher."),
    audience=Audience.EVERYONE,
    example=Example(
        period=Period.years(2018, 2020),
        rows=[
            printed(
                "drug-misuse-death-rate-age-standardised",
                Period.years(2018, 2020),
                value=7.6,
                decimals=1,
                low=6.1,
                high=9.3,
            ),
            printed(
                "drug-misuse-death-rate-age-standardised",
                Period.years(2017, 2019),
                value=7.1,
                decimals=1,
                low=5.6,
                high=8.8,
            ),
        ],
        numerator=None,
        denominator=None,
        value=7.6,
    ),
)
