from ibis import _

from joinedup.definitions.record_terms import ASKED, MAY_DECLINE, POINTS, STARTED
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit

MEASURE = Indicator(
    slug="no-disability",
    title="Share of episodes started without an answer on disability",
    noun="episodes without an answer on disability",
    why="Whom a service reaches cannot be told for groups that it does not record.",
    base=Base.EPISODE,
    unit=Unit.PERCENT,
    polarity=Polarity.LOW_IS_GOOD,
    source=ASKED,
    among=STARTED,
    numerator=_.disability.isnull(),
    of="among",
    share_of="episodes started",
    audience=Audience.EVERYONE,
    margin=POINTS,
    caveats=(MAY_DECLINE,),
    example=Example(
        rows=[
            {"is_started": True, "disability": None},
            {"is_started": True, "disability": "none"},
            {"is_started": True, "disability": "none"},
            {"is_started": True, "disability": None},
            {"is_started": False, "disability": None},
        ],
        numerator=2,
        denominator=4,
        value=50.0,
    ),
)
