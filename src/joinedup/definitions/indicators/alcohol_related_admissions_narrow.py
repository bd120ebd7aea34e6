from joinedup.core.period import Period
from joinedup.core.status import SourceStatus, State
from joinedup.definitions.terms import FINGERTIPS_CAVEATS, RATIO, printed
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="alcohol-related-admissions-narrow",
    title="Hospital admissions caused by alcohol (narrow definition) per 100,000 people, adjusted for age",
    noun="hospital admissions caused by alcohol (narrow definition)",
    why=(
        "Admissions show harm that has grown serious. More of them can also mean that hospitals record alcohol better."
    ),
    unit=Unit.RATE,
    polarity=Polarity.CONTESTED,
    source=Source("Fingertips indicator 91414 (OHID), narrow measure, directly standardised rate", SourceStatus.FOUND),
    base=Base.PUBLISHED,
    margin=RATIO,
    is_age_adjusted=True,
    caveats=FINGERTIPS_CAVEATS,
    audience=Audience.EVERYONE,
    example=Example(
        period=Period.financial_year("2017/18"),
        rows=[
            printed(
                "alcohol-related-admissions-narrow",
                Period.financial_year("2017/18"),
                value=622.0,
                decimals=0,
                verdict="Similar",
            ),
            printed(
                "alcohol-related-admissions-narrow",
                Period.financial_year("2016/17"),
                value=664.0,
                decimals=0,
                verdict="Similar",
            ),
        ],
        numerator=None,
        denominator=None,
        value=622.0,
        state=State.VALUE_ONLY,
    ),
)
