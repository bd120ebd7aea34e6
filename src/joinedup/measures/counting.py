"""What an indicator counts, and whether one provider's rows can give it."""

from typing import Final

import ibis.expr.operations as ops

from joinedup.kinds.indicator import Indicator, Unit
from joinedup.kinds.provider_counts import What
from joinedup.measures.expressions import is_journey_based, who

_ONE_A_PERSON: Final = "is_latest"
"""The flag of which each person has one in a window."""


def what_is_counted(indicator: Indicator) -> What:
    """Return what the numerator of a journey-based indicator counts."""
    if indicator.unit is Unit.DAYS:
        return What.DAYS
    flags = {str(one.name) for one in who(indicator).asked if isinstance(one, ops.Field)}
    return What.PEOPLE if _ONE_A_PERSON in flags else What.JOURNEYS


def is_own(indicator: Indicator) -> bool:
    """Return whether a provider's rows alone give the indicator.

    They do not give a rate, or a share of those estimated to need help: how many live in a place is not for a provider
    to say, and the number treated is a count of its own.
    """
    return is_journey_based(indicator) and indicator.of in (None, "among")
