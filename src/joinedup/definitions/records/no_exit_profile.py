from ibis import _

from joinedup.definitions.record_terms import ASKED, COMPLETED, NOT_ASKED, POINTS
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit

MEASURE = Indicator(
    slug="no-exit-profile",
    title="Share of episodes completed without an outcomes profile of the exit",
    noun="episodes without an outcomes profile of the exit",
    why="Without it a completed treatment has no outcome.",
    base=Base.EPISODE,
    unit=Unit.PERCENT,
    polarity=Polarity.LOW_IS_GOOD,
    source=ASKED,
    among=COMPLETED,
    numerator=~_.has_exit_profile,
    of="among",
    share_of="episodes completed",
    audience=Audience.EVERYONE,
    margin=POINTS,
    caveats=(NOT_ASKED,),
    example=Example(
        rows=[
            {"is_completed": True, "has_exit_profile": False},
            {"is_completed": True, "has_exit_profile": True},
            {"is_completed": True, "has_exit_profile": None},
            {"is_completed": True, "has_exit_profile": False},
            {"is_completed": False, "has_exit_profile": False},
        ],
        numerator=2,
        denominator=4,
        value=50.0,
    ),
)
