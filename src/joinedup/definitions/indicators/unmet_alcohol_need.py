from ibis import _

from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import ADULT_IN_TREATMENT, IN_TREATMENT, POINTS
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="unmet-alcohol-need",
    title="Unmet alcohol need, counting those treated for alcohol only or for non-opiates and alcohol",
    noun="adults estimated to need alcohol treatment who are not in it",
    why="It shows how far help with alcohol reaches those estimated to need it.",
    unit=Unit.PERCENT,
    polarity=Polarity.LOW_IS_GOOD,
    source=Source(
        "100 x (1 - in treatment / estimated to need it)",
        SourceStatus.DERIVED,
        "That those treated for non-opiates and alcohol count too was worked out from published local figures.",
    ),
    among=ADULT_IN_TREATMENT & _.substance_group.isin(["alcohol-only", "non-opiate-and-alcohol"]),
    of="alcohol-dependence",
    share_of="adults estimated to need alcohol treatment",
    margin=POINTS,
    is_stock=True,
    caveats=("The number estimated to need treatment comes from a model.",),
    example=Example(
        rows=[
            IN_TREATMENT | {"substance_group": "alcohol-only"},
            IN_TREATMENT | {"substance_group": "non-opiate-and-alcohol"},
            IN_TREATMENT | {"substance_group": "non-opiate-only"},
            IN_TREATMENT | {"substance_group": "opiate"},
            IN_TREATMENT | {"substance_group": None},
        ],
        numerator=2,
        denominator=10.0,
        value=80.0,
        prevalence=(10.0, 8.0, 16.0),
    ),
)
