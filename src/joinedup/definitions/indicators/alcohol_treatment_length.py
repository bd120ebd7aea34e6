from ibis import _

from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import ADULT_LEAVING, ALCOHOL, LEAVING
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="alcohol-treatment-length",
    title="Average days in alcohol treatment, for adults who left",
    noun="days in alcohol treatment",
    why="How long people stay is read together with whether they complete.",
    unit=Unit.DAYS,
    polarity=Polarity.NONE,
    source=Source(
        "Average length as printed in published local reports",
        SourceStatus.KNOWLEDGE,
        "That it is the mean from first triage to last discharge, for exits in the year, is general knowledge.",
    ),
    among=ADULT_LEAVING & ALCOHOL,
    known=_.length_days.notnull(),
    amount=_.length_days,
    of="among",
    share_of="adults leaving alcohol treatment",
    margin=14,
    breakdowns=("sex",),
    example=Example(
        rows=[
            LEAVING | {"substance_group": "alcohol-only", "length_days": 100},
            LEAVING | {"substance_group": "alcohol-only", "length_days": 200},
            LEAVING | {"substance_group": "alcohol-only", "length_days": 160},
            LEAVING | {"substance_group": "alcohol-only", "length_days": 180},
            LEAVING | {"substance_group": "alcohol-only", "length_days": None},
            LEAVING | {"substance_group": "opiate", "length_days": 900},
        ],
        numerator=640,
        denominator=4,
        value=160.0,
        known=0.8,
    ),
)
