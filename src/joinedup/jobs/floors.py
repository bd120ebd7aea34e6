"""Which policy decides what may leave, and whose floor the counts of a feed are held to."""

from collections.abc import Mapping
from typing import Final

from joinedup.kinds.indicator import Audience

POLICY: Final = "whole-council"

AUDIENCE: Final[Mapping[str, Audience]] = {
    "ndtms-adult": Audience.ADULTS,
    "ndtms-young-people": Audience.YOUNG_PEOPLE,
}
