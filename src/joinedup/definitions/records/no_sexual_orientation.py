from ibis import _

from joinedup.definitions.record_terms import ASKED, MAY_DECLINE, POINTS, STARTED
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit

MEASURE = Indicator(
    slug="no-sexual-orientation",
    title="Share of episodes started without an answer on sexual orientation",
    noun="episodes without an answer on sexual orientation",
    why="Whom a service reaches cannot be told for groups that it does not record.",
    base=Base.EPISODE,
    unit=Unit.PERCENT,
    polarity=Polarity.LOW_IS_GOOD,
    source=ASKED,
    among=STARTED,
    numerator=_.sexual_orientation.isnull(),
    of="among",
    share_of="episodes started",
    audience=Audience.EVERYONE,
    margin=POINTS,
    caveats=(MAY_DECLINE,),
    example=Example(
        rows=[
            {"is_started": True, "sexual_orientation": None},
            {"is_started": True, "sexual_orientation": "gay or lesbian"},
            {"is_started": True, "sexual_orientation": "gay or lesbian"},
            {"is_started": True, "sexual_orientation": None},
            {"is_started": False, "sexual_orientation": None},
        ],
        numerator=2,
        denominator=4,
        value=50.0,
    ),
)
