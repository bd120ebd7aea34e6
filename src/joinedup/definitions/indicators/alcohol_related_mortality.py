from joinedup.core.period import Period
from joinedup.core.status import SourceStatus, State
from joinedup.definitions.terms import FINGERTIPS_CAVEATS, printed
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="alcohol-related-mortality",
    title="Alcohol-related deaths per 100,000 people, adjusted for age",
    noun="alcohol-related deaths",
    why=(
        "Each of these deaths is a loss. They are not the deaths caused by alcohol alone, nor those of people "
        "in treatment."
    ),
    unit=Unit.RATE,
    polarity=Polarity.LOW_IS_GOOD,
    source=Source("Fingertips indicator 91382 (OHID), age-standardised rate", SourceStatus.FOUND),
    base=Base.PUBLISHED,
    is_age_adjusted=True,
    calendar_years=1,
    caveats=FINGERTIPS_CAVEATS,
    audience=Audience.EVERYONE,
    example=Example(
        period=Period.years(2017),
        rows=[
            printed("alcohol-related-mortality", Period.years(2017), value=49.2, decimals=1, verdict="Similar"),
            printed("alcohol-related-mortality", Period.years(2016), value=51.3, decimals=1, verdict="Similar"),
        ],
        numerator=None,
        denominator=None,
        value=49.2,
        state=State.VALUE_ONLY,
    ),
)
