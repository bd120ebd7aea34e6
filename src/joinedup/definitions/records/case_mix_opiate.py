from ibis import _

from joinedup.definitions.record_terms import CASE_MIX, GROUPS, STARTED
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit

MEASURE = Indicator(
    slug="case-mix-opiate",
    title="Share of episodes started that cite opiates",
    noun="episodes that cite opiates",
    why="Records are read beside whom a provider sees.",
    base=Base.EPISODE,
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=GROUPS,
    among=STARTED,
    numerator=_.substance_group == "opiate",
    of="among",
    share_of="episodes started",
    audience=Audience.EVERYONE,
    partition=CASE_MIX,
    example=Example(
        rows=[
            {"is_started": True, "substance_group": "opiate"},
            {"is_started": True, "substance_group": "other"},
            {"is_started": True, "substance_group": None},
            {"is_started": True, "substance_group": "opiate"},
            {"is_started": False, "substance_group": "opiate"},
        ],
        numerator=2,
        denominator=4,
        value=50.0,
    ),
)
