from datetime import date

from joinedup.core.period import Period
from joinedup.core.status import SourceStatus
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="drug-poisoning-deaths",
    title="Deaths related to drug poisoning, by year of registration",
    noun="deaths related to drug poisoning, registered in the period",
    why=(
        "Each of these deaths is a loss to be learned from. They are not the same as drug misuse deaths or "
        "deaths in treatment."
    ),
    unit=Unit.COUNT,
    polarity=Polarity.LOW_IS_GOOD,
    source=Source(
        "ONS deaths related to drug poisoning by local authority, by year of registration", SourceStatus.FOUND
    ),
    base=Base.PUBLISHED,
    audience=Audience.EVERYONE,
    calendar_years=3,
    caveats=("Counted in the year the death was registered, often well after the year it happened.",),
    example=Example(
        period=Period.years(2018, 2020),
        rows=[
            {
                "measure": "drug-poisoning-deaths",
                "start_on": date(2018, 1, 1),
                "end_on": date(2019, 1, 1),
                "numerator": 10.0,
            },
            {
                "measure": "drug-poisoning-deaths",
                "start_on": date(2019, 1, 1),
                "end_on": date(2020, 1, 1),
                "numerator": 12.0,
            },
            {
                "measure": "drug-poisoning-deaths",
                "start_on": date(2020, 1, 1),
                "end_on": date(2021, 1, 1),
                "numerator": 8.0,
            },
            {
                "measure": "drug-poisoning-deaths",
                "start_on": date(2017, 1, 1),
                "end_on": date(2018, 1, 1),
                "numerator": 9.0,
            },
        ],
        numerator=30,
        denominator=None,
        value=30,
    ),
)
