from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    ALCOHOL,
    IN_TREATMENT,
    POINTS,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="unmet-alcohol-need-alcohol-only",
    title="Unmet alcohol need, counting only those treated for alcohol only",
    noun="adults estimated to need alcohol treatment who are not in alcohol-only treatment",
    why="The narrower count, kept beside the wider one because published reports do not say which they use.",
    unit=Unit.PERCENT,
    polarity=Polarity.LOW_IS_GOOD,
    source=Source(
        "100 x (1 - in treatment / estimated to need it)",
        SourceStatus.KNOWLEDGE,
        "The form of the measure is general knowledge; estimates of need are modelled.",
    ),
    among=ADULT_IN_TREATMENT & ALCOHOL,
    of="alcohol-dependence",
    share_of="adults estimated to need alcohol treatment",
    margin=POINTS,
    is_stock=True,
    caveats=("The number estimated to need treatment comes from a model.",),
    example=Example(
        rows=[
            IN_TREATMENT | {"substance_group": "alcohol-only"},
            IN_TREATMENT | {"substance_group": "non-opiate-and-alcohol"},
            IN_TREATMENT | {"substance_group": "opiate"},
            IN_TREATMENT | {"substance_group": None},
        ],
        numerator=1,
        denominator=10.0,
        value=90.0,
        prevalence=(10.0, 8.0, 16.0),
    ),
)
