from datetime import date

from joinedup.core.period import Period
from joinedup.core.status import SourceStatus
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="drug-poisoning-death-rate",
    title="Deaths related to drug poisoning per 100,000 people, by year of registration",
    noun="deaths related to drug poisoning, registered in the period",
    why="A rate lets places of different size be set side by side; years are pooled where deaths are rare.",
    unit=Unit.RATE,
    polarity=Polarity.LOW_IS_GOOD,
    source=Source(
        "ONS deaths related to drug poisoning by local authority, by year of registration", SourceStatus.FOUND
    ),
    base=Base.PUBLISHED,
    of="population",
    audience=Audience.EVERYONE,
    calendar_years=3,
    published_as="drug-poisoning-deaths",
    caveats=(
        "Counted in the year the death was registered, often well after the year it happened.",
        "Not adjusted for age.",
    ),
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
        denominator=600000,
        value=5.0,
        population=200000,
    ),
)
