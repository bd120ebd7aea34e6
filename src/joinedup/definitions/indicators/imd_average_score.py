from joinedup.core.period import Period
from joinedup.core.status import SourceStatus, State
from joinedup.definitions.terms import printed
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="imd-average-score",
    title="Average deprivation score, English indices of deprivation 2025",
    noun="average deprivation score",
    why=(
        "Where people have little, harm from alcohol and drugs is greater, and services meet more need for each person."
    ),
    unit=Unit.SCORE,
    polarity=Polarity.NONE,
    source=Source(
        "English indices of deprivation 2025 (MHCLG), average score by district and unitary authority",
        SourceStatus.FOUND,
    ),
    base=Base.PUBLISHED,
    calendar_years=1,
    caveats=(
        "A higher score means more deprived.",
        "Published for districts and unitary authorities: a county with districts has none.",
        "Scores of two editions are not measured alike: they show no change.",
    ),
    audience=Audience.EVERYONE,
    example=Example(
        period=Period.years(2025),
        rows=[
            printed("imd-average-score", Period.years(2025), value=29.53, decimals=3),
            printed("imd-average-score", Period.years(2019), value=27.8, decimals=3),
        ],
        numerator=None,
        denominator=None,
        value=29.53,
        state=State.VALUE_ONLY,
    ),
)
