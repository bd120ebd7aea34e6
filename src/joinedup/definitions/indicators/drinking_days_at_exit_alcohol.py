from ibis import _

from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import ADULT_LEAVING, ALCOHOL, LEAVING
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="drinking-days-at-exit-alcohol",
    title="Average days of drinking in the last 28 at the exit of alcohol treatment, for adults who completed it",
    noun="days of drinking at the exit of treatment",
    why=(
        "Days of drinking at the start and at the end, side by side, show how drinking changed for those who finished."
    ),
    unit=Unit.DAYS,
    polarity=Polarity.LOW_IS_GOOD,
    source=Source(
        "Treatment outcomes profile at start and exit",
        SourceStatus.KNOWLEDGE,
        "The items were read in a source; the rule of the measure is general knowledge.",
    ),
    among=ADULT_LEAVING & ALCOHOL & _.is_completed,
    known=_.exit_alcohol_days.notnull(),
    amount=_.exit_alcohol_days,
    of="among",
    share_of="adults who completed alcohol treatment",
    margin=2,
    example=Example(
        rows=[
            LEAVING | {"substance_group": "alcohol-only", "is_completed": True, "exit_alcohol_days": 20},
            LEAVING | {"substance_group": "alcohol-only", "is_completed": True, "exit_alcohol_days": 10},
            LEAVING | {"substance_group": "alcohol-only", "is_completed": True, "exit_alcohol_days": 0},
            LEAVING | {"substance_group": "alcohol-only", "is_completed": True, "exit_alcohol_days": 18},
            LEAVING | {"substance_group": "alcohol-only", "is_completed": True, "exit_alcohol_days": None},
            LEAVING | {"substance_group": "alcohol-only", "is_completed": False, "exit_alcohol_days": 28},
        ],
        numerator=48,
        denominator=4,
        value=12.0,
        known=0.8,
    ),
)
