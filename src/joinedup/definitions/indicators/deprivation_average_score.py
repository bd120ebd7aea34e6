from joinedup.core.period import Period
from joinedup.core.status import SourceStatus, State
from joinedup.definitions.terms import printed
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="deprivation-average-score",
    title="Average deprivation score, English indices of deprivation 2015 and 2019",
    noun="average deprivation score",
    why=(
        "Where people have little, harm from alcohol and drugs is greater, and services meet more need for each person."
    ),
    unit=Unit.SCORE,
    polarity=Polarity.NONE,
    source=Source(
        "English indices of deprivation 2015 and 2019 (MHCLG), average score by upper-tier authority, "
        "compiled by British Drug Dynamics",
        SourceStatus.FOUND,
    ),
    base=Base.PUBLISHED,
    calendar_years=1,
    caveats=(
        "A higher score means more deprived.",
        "Scores of two editions are not measured alike: they show no change.",
    ),
    audience=Audience.EVERYONE,
    example=Example(
        period=Period.years(2019),
        rows=[
            printed("deprivation-average-score", Period.years(2019), value=27.821, decimals=3),
            printed("deprivation-average-score", Period.years(2015), value=27.7, decimals=3),
        ],
        numerator=None,
        denominator=None,
        value=27.821,
        state=State.VALUE_ONLY,
    ),
)
