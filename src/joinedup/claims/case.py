"""What the test of a word reads: how two sides differ, or how large a part is of its whole."""

from dataclasses import dataclass
from enum import StrEnum

from joinedup.kinds.document import ClaimKind
from joinedup.kinds.indicator import Polarity


class Scale(StrEnum):
    """How a difference is measured."""

    RATIO = "ratio"
    POINTS = "percentage points"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Limits:
    """A number with its 95% interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Effect:
    """How the first side differs from the second, on the indicator's own scale.

    `ratio` is there where 'k times' has a meaning. `margin` is the size below which a difference does not matter: a
    ratio above 1, or points or days; None where no difference is small. `complement` is, for shares, the ratio of
    those not counted.
    """

    scale: Scale
    of: Limits
    p_value: float
    statistic: str
    ratio: Limits | None = None
    complement: Limits | None = None
    margin: float | None = None

    @property
    def nothing(self) -> float:
        """The value that means no difference."""
        return 1.0 if self.scale is Scale.RATIO else 0.0

    @property
    def direction(self) -> int:
        """1 where the whole interval says higher, -1 lower, 0 neither."""
        return (self.of.low > self.nothing) - (self.of.high < self.nothing)

    @property
    def leaning(self) -> int:
        """1 where the point is higher, -1 lower, 0 the same."""
        return (self.of.value > self.nothing) - (self.of.value < self.nothing)


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many, with the share in percent and its interval."""

    count: float
    whole: float
    share: Limits


@dataclass(frozen=True, slots=True)
class Case:
    """All that decides which words a claim may use.

    `stops` are the gates that did not open, each a sentence; with any of them no comparing word is permitted.
    `survives` is whether the comparison holds in the family; headlines are judged at 95% alone.
    """

    kind: ClaimKind
    effect: Effect | None = None
    part: Part | None = None
    polarity: Polarity = Polarity.NONE
    stops: tuple[str, ...] = ()
    is_headline: bool = False
    survives: bool = True
    family_size: int = 1
