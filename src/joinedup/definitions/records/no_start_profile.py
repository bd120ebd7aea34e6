from ibis import _

from joinedup.definitions.record_terms import ASKED, NOT_ASKED, POINTS, STARTED
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit

MEASURE = Indicator(
    slug="no-start-profile",
    title="Share of episodes started without an outcomes profile of the start",
    noun="episodes without an outcomes profile of the start",
    why="Without it nobody can say what changed for the person.",
    base=Base.EPISODE,
    unit=Unit.PERCENT,
    polarity=Polarity.LOW_IS_GOOD,
    source=ASKED,
    among=STARTED,
    numerator=~_.has_start_profile,
    of="among",
    share_of="episodes started",
    audience=Audience.EVERYONE,
    margin=POINTS,
    caveats=(NOT_ASKED,),
    example=Example(
        rows=[
            {"is_started": True, "has_start_profile": False},
            {"is_started": True, "has_start_profile": True},
            {"is_started": True, "has_start_profile": None},
            {"is_started": True, "has_start_profile": True},
            {"is_started": False, "has_start_profile": False},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
    ),
)
