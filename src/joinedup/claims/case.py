"""What the test of a word reads: how two sides differ, how large a part is, how a series runs, where a place stands."""

from dataclasses import dataclass
from datetime import date
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
    those not counted. `is_modelled`: both sides are modelled estimates, each with its own bounds. `allows_for_both` is
    None where nobody can be in both windows, else whether the interval allows for those who are. `visible` is the
    smallest fall and rise that these numbers would have shown four times in five; None where no such one is possible.
    """

    scale: Scale
    of: Limits
    p_value: float
    statistic: str
    ratio: Limits | None = None
    complement: Limits | None = None
    margin: float | None = None
    is_modelled: bool = False
    allows_for_both: bool | None = None
    visible: tuple[float | None, float | None] | None = None

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
    """So many of so many, with the share in percent and its interval.

    `is_complete`: every expected delivery is in and everyone's answer is recorded. `is_self_chosen`: of those who chose
    to answer.
    """

    count: float
    whole: float
    share: Limits
    is_complete: bool = True
    is_self_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """Complete counts of the same thing in two windows, both shown.

    `is_workload`: how many people are served, which needs no verdict. `has_verdict`: a word on the change stands by it.
    """

    now: float
    before: float
    is_workload: bool = False
    has_verdict: bool = True


@dataclass(frozen=True, slots=True)
class Course:
    """How a yearly series runs, beside its fitted change (which is the case's effect).

    `last_step` is the sign of the last year against the one before. `spread_p` is the p-value of more variation than
    chance gives, about one level and about the fitted line, `spread` the dispersion about the line. `from_high` and
    `from_low` are the levels at which the latest year is told from the highest and the lowest one, all years allowed
    for; None where they were not.
    """

    points: int
    last_step: int
    spread: float = 1.0
    spread_p: float = 1.0
    from_high: float | None = None
    from_low: float | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Between which ranks a place lies among `of` (1 is the highest), all pairs of places allowed for at 95%.

    `place` is its own rank by value, 0 where that is not told. `leaning` is 1 where its value is the highest, -1 the
    lowest, else 0. `p_value` is the level at which its standing at that end holds, 1 where it is at neither.
    """

    first: int
    last: int
    of: int
    leaning: int = 0
    p_value: float = 1.0
    place: int = 0

    @property
    def fifth(self) -> int:
        """How many places make a fifth."""
        return self.of // 5


@dataclass(frozen=True, slots=True)
class Record:
    """What people decided or confirmed, and who: never worked out from figures.

    `panel` and `decided_on`: who decided that reports belong together. `laboratory` and `is_confirmatory`: who tested,
    and whether by a method that confirms. `evaluation` and `by`: the named study of a cause, and who cites it.
    """

    panel: str = ""
    decided_on: date | None = None
    laboratory: str = ""
    is_confirmatory: bool = False
    evaluation: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """All that decides which words a claim may use.

    `stops` are the gates that did not open, each a sentence; with any of them no comparing word is permitted.
    `survives` is whether the comparison holds in the family, `spread_survives` whether its variation does; headlines
    are judged at 95% alone. `is_floor` is whether a target is one to be at or above.
    """

    kind: ClaimKind
    effect: Effect | None = None
    part: Part | None = None
    polarity: Polarity = Polarity.NONE
    stops: tuple[str, ...] = ()
    is_headline: bool = False
    survives: bool = True
    family_size: int = 1
    counts: Counts | None = None
    course: Course | None = None
    standing: Standing | None = None
    record: Record | None = None
    is_floor: bool | None = None
    spread_survives: bool = True

    @property
    def leaning(self) -> int:
        """1 where the numbers point up, to wider or to a target met, -1 the other way, 0 neither."""
        if self.standing is not None:
            return self.standing.leaning
        towards = -1 if self.is_floor is False else 1
        return 0 if self.effect is None else towards * self.effect.leaning
