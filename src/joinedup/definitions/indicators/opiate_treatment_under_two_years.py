from ibis import _

from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import (
    ADULT_IN_TREATMENT,
    IN_TREATMENT,
    OPIATE,
    POINTS,
)
from joinedup.kinds.indicator import Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="opiate-treatment-under-two-years",
    title="Share of adults in opiate treatment who have been in it under two years",
    noun="adults in opiate treatment for under two years",
    why=(
        "It shows how the caseload divides by time in treatment. Treatment with medicines protects life for "
        "as long as it lasts."
    ),
    unit=Unit.PERCENT,
    polarity=Polarity.CONTESTED,
    source=Source(
        "Treatment length bands, NDTMS ViewIt",
        SourceStatus.KNOWLEDGE,
        "The bands were read in a source; that two years is 730 days to the end of the period is general knowledge.",
    ),
    among=ADULT_IN_TREATMENT & OPIATE,
    numerator=_.length_days_to_window_end < 730,
    known=_.length_days_to_window_end.notnull(),
    of="among",
    share_of="adults in opiate treatment",
    margin=POINTS,
    breakdowns=("sex",),
    is_stock=True,
    example=Example(
        rows=[
            IN_TREATMENT | {"substance_group": "opiate", "length_days_to_window_end": 729},
            IN_TREATMENT | {"substance_group": "opiate", "length_days_to_window_end": 730},
            IN_TREATMENT | {"substance_group": "opiate", "length_days_to_window_end": 3000},
            IN_TREATMENT | {"substance_group": "opiate", "length_days_to_window_end": 10},
            IN_TREATMENT | {"substance_group": "opiate", "length_days_to_window_end": None},
            IN_TREATMENT | {"substance_group": "non-opiate-only", "length_days_to_window_end": 10},
        ],
        numerator=2,
        denominator=4,
        value=50.0,
        known=0.8,
    ),
)
