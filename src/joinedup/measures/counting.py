"""What an indicator counts, and the part of it that one provider's rows can give."""

from dataclasses import replace
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


def own_part(indicator: Indicator) -> Indicator | None:
    """Return the indicator as far as a provider's rows alone give it; None where they give nothing of it.

    Of a rate, or a share of those estimated to need help, that is the numerator: how many live in a place is not for
    a provider to say.
    """
    if not is_journey_based(indicator):
        return None
    if indicator.of in (None, "among"):
        return indicator
    return replace(indicator, unit=Unit.COUNT, of=None)
