from ibis import _

from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import (
    ADULT_LEAVING,
    ALCOHOL,
    LEAVING,
    POINTS,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="abstinent-at-exit-alcohol",
    title="Share of adults completing alcohol treatment who had drunk nothing in the last 28 days",
    noun="adults who had stopped drinking",
    why="It says what completion meant for drinking itself, among those who drank when they started.",
    unit=Unit.PERCENT,
    polarity=Polarity.HIGH_IS_GOOD,
    source=Source(
        "Treatment outcomes profile at start and exit",
        SourceStatus.KNOWLEDGE,
        "The items were read in a source; the rule of the measure is general knowledge.",
    ),
    among=ADULT_LEAVING & ALCOHOL & _.is_completed & (_.start_alcohol_days > 0),
    numerator=_.exit_alcohol_days == 0,
    known=_.exit_alcohol_days.notnull(),
    of="among",
    share_of="adults who drank at the start, completed, and gave an answer at exit",
    margin=POINTS,
    breakdowns=("sex",),
    example=Example(
        rows=[
            LEAVING
            | {
                "substance_group": "alcohol-only",
                "is_completed": True,
                "start_alcohol_days": 20,
                "exit_alcohol_days": 0,
            },
            LEAVING
            | {
                "substance_group": "alcohol-only",
                "is_completed": True,
                "start_alcohol_days": 28,
                "exit_alcohol_days": 4,
            },
            LEAVING
            | {
                "substance_group": "alcohol-only",
                "is_completed": True,
                "start_alcohol_days": 9,
                "exit_alcohol_days": 0,
            },
            LEAVING
            | {
                "substance_group": "alcohol-only",
                "is_completed": True,
                "start_alcohol_days": 15,
                "exit_alcohol_days": 2,
            },
            LEAVING
            | {
                "substance_group": "alcohol-only",
                "is_completed": True,
                "start_alcohol_days": 12,
                "exit_alcohol_days": None,
            },
            LEAVING
            | {
                "substance_group": "alcohol-only",
                "is_completed": True,
                "start_alcohol_days": 0,
                "exit_alcohol_days": 0,
            },
            LEAVING
            | {
                "substance_group": "alcohol-only",
                "is_completed": False,
                "start_alcohol_days": 28,
                "exit_alcohol_days": 0,
            },
        ],
        numerator=2,
        denominator=4,
        value=50.0,
        known=0.8,
    ),
)
