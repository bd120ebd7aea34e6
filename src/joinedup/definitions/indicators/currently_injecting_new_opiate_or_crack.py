from ibis import _

from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import NEW_ADULT, NEWLY_PRESENTING, POINTS
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="currently-injecting-new-opiate-or-crack",
    title="Share of adults starting treatment for opiates or crack who currently inject",
    noun="adults who currently inject",
    why="Injecting carries risks of infection and overdose; sterile equipment, testing and treatment protect people.",
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=Source(
        "NDTMS injecting status at the start of treatment",
        SourceStatus.KNOWLEDGE,
        "The denominator is assumed: adults newly starting who use opiates or crack and whose answer is recorded.",
    ),
    among=NEW_ADULT & (_.has_opiate | _.has_crack),
    numerator=_.injecting == "currently",
    known=_.injecting.notnull(),
    of="among",
    share_of="adults starting treatment who use opiates or crack and whose answer is recorded",
    margin=POINTS,
    breakdowns=("sex",),
    example=Example(
        rows=[
            NEWLY_PRESENTING | {"has_opiate": True, "has_crack": False, "injecting": "currently"},
            NEWLY_PRESENTING | {"has_opiate": False, "has_crack": True, "injecting": "never"},
            NEWLY_PRESENTING | {"has_opiate": True, "has_crack": True, "injecting": "previously"},
            NEWLY_PRESENTING | {"has_opiate": True, "has_crack": None, "injecting": "never"},
            NEWLY_PRESENTING | {"has_opiate": True, "has_crack": True, "injecting": None},
            NEWLY_PRESENTING | {"has_opiate": False, "has_crack": False, "injecting": "currently"},
        ],
        numerator=1,
        denominator=4,
        value=25.0,
        known=0.8,
    ),
)
