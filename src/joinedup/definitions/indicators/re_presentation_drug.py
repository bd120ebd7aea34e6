from ibis import _

from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import (
    ADULT_LEAVING,
    DRUG,
    LEAVING,
    POINTS,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="re-presentation-drug",
    title="Share of adults completing drug treatment who came back within six months",
    noun="people who came back within six months",
    why="Coming back can mean that treatment ended too soon, or that the door stayed open.",
    unit=Unit.PERCENT,
    polarity=Polarity.CONTESTED,
    source=Source(
        "OHID value-for-money analysis: a new triage within six calendar months of discharge", SourceStatus.FOUND
    ),
    among=ADULT_LEAVING & DRUG & _.is_completed,
    numerator=_.represented_6_months,
    of="among",
    share_of="adults who completed drug treatment",
    margin=POINTS,
    caveats=("Needs six months of follow-up after the period.",),
    example=Example(
        rows=[
            LEAVING | {"substance_group": "non-opiate-only", "is_completed": True, "represented_6_months": True},
            LEAVING | {"substance_group": "non-opiate-only", "is_completed": True, "represented_6_months": False},
            LEAVING | {"substance_group": "non-opiate-only", "is_completed": True, "represented_6_months": False},
            LEAVING | {"substance_group": "non-opiate-only", "is_completed": True, "represented_6_months": None},
            LEAVING | {"substance_group": "non-opiate-only", "is_completed": False, "represented_6_months": False},
            LEAVING | {"substance_group": "alcohol-only", "is_completed": True, "represented_6_months": True},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
    ),
)
