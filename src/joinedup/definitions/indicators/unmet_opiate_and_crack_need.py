from ibis import _

from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import ADULT_IN_TREATMENT, IN_TREATMENT, POINTS
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="unmet-opiate-and-crack-need",
    title="Unmet opiate and crack need, counting adults in treatment who use opiates or crack",
    noun="people estimated to use opiates or crack who are not in treatment",
    why="People who use opiates or crack outside treatment are without its protection.",
    unit=Unit.PERCENT,
    polarity=Polarity.LOW_IS_GOOD,
    source=Source(
        "100 x (1 - in treatment / estimated to need it)",
        SourceStatus.KNOWLEDGE,
        "The form and numerator of the measure are general knowledge; need is modelled for ages 15 to 64.",
    ),
    among=ADULT_IN_TREATMENT & (_.has_opiate | _.has_crack),
    of="opiate-and-crack-use",
    share_of="people estimated to use opiates or crack",
    margin=POINTS,
    is_stock=True,
    caveats=(
        "The number estimated to use opiates or crack is modelled for ages 15 to 64; treatment counts all adults.",
    ),
    example=Example(
        rows=[
            IN_TREATMENT | {"has_opiate": True, "has_crack": False},
            IN_TREATMENT | {"has_opiate": False, "has_crack": True},
            IN_TREATMENT | {"has_opiate": False, "has_crack": False},
            IN_TREATMENT | {"has_opiate": None, "has_crack": True},
            IN_TREATMENT | {"has_opiate": None, "has_crack": None},
        ],
        numerator=3,
        denominator=6.0,
        value=50.0,
        prevalence=(6.0, 5.0, 8.0),
    ),
)
