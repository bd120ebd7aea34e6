from ibis import _

from joinedup.definitions.record_terms import DATES, POINTS, STARTED
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit

MEASURE = Indicator(
    slug="impossible-dates",
    title="Share of episodes started with dates in an order that cannot be",
    noun="episodes with dates in an order that cannot be",
    why="Waits and lengths counted from them are false.",
    base=Base.EPISODE,
    unit=Unit.PERCENT,
    polarity=Polarity.LOW_IS_GOOD,
    source=DATES,
    among=STARTED,
    numerator=_.is_disordered,
    of="among",
    share_of="episodes started",
    audience=Audience.EVERYONE,
    margin=POINTS,
    caveats=(
        "Referred after triage, or an intervention that ends before it starts or is dated after the end.",
        "Rows set aside when the file was loaded are not among these: the report of the check lists them.",
    ),
    example=Example(
        rows=[
            {"is_started": True, "is_disordered": True},
            {"is_started": True, "is_disordered": None},
            {"is_started": False, "is_disordered": True},
            {"is_started": True, "is_disordered": False},
        ],
        numerator=1,
        denominator=3,
        value=100 / 3,
    ),
)
