from ibis import _

from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import ADULT_LEAVING, DRUG, LEAVING
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="deaths-in-drug-treatment",
    title="Adults who died while in drug treatment",
    noun="deaths in drug treatment",
    why="Every death in treatment is a loss to be learned from. It is not the same as deaths from drug poisoning.",
    unit=Unit.COUNT,
    polarity=Polarity.LOW_IS_GOOD,
    source=Source(
        "NDTMS exits with the reason died",
        SourceStatus.KNOWLEDGE,
        "Official counts also use linked death records, which are not held here, so they are higher.",
    ),
    among=ADULT_LEAVING & DRUG,
    numerator=_.exit_reason == "died",
    example=Example(
        rows=[
            LEAVING | {"substance_group": "non-opiate-only", "exit_reason": "died"},
            LEAVING | {"substance_group": "non-opiate-only", "exit_reason": "completed"},
            LEAVING | {"substance_group": "non-opiate-only", "exit_reason": None},
            LEAVING | {"substance_group": "alcohol-only", "exit_reason": "died"},
        ],
        numerator=1,
        denominator=None,
        value=1,
    ),
)
