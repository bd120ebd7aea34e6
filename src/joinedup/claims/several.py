"""Figures of one indicator taken together: a figure alone, a yearly series, places in a row, two gaps, a target."""

from dataclasses import dataclass

from joinedup.claims.pair import Pair
from joinedup.kinds.document import ClaimKind
from joinedup.kinds.indicator import Indicator
from joinedup.kinds.series_break import SeriesBreak
from joinedup.kinds.target import Target
from joinedup.release.figure import Figure


@dataclass(frozen=True, slots=True)
class Alone:
    """One figure told by itself: a count, a level or a share."""

    indicator: Indicator
    kind: ClaimKind
    figure: Figure

    @property
    def sides(self) -> tuple[Figure, ...]:
        """The figure."""
        return (self.figure,)


@dataclass(frozen=True, slots=True)
class Series:
    """Yearly figures of one place, latest first, all after `cut`, the last break declared for it."""

    indicator: Indicator
    figures: tuple[Figure, ...]
    versions: tuple[str, ...] = ()
    cut: SeriesBreak | None = None

    @property
    def kind(self) -> ClaimKind:
        """A trend."""
        return ClaimKind.TREND

    @property
    def sides(self) -> tuple[Figure, ...]:
        """Every figure, latest first."""
        return self.figures

    @property
    def years(self) -> tuple[Figure, ...]:
        """Every figure, oldest first."""
        return self.figures[::-1]


@dataclass(frozen=True, slots=True)
class Field:
    """Places set in a row: the one a sentence is about first, then the others."""

    indicator: Indicator
    figures: tuple[Figure, ...]
    versions: tuple[str, ...] = ()

    @property
    def kind(self) -> ClaimKind:
        """A rank."""
        return ClaimKind.RANK

    @property
    def sides(self) -> tuple[Figure, ...]:
        """Every place's figure."""
        return self.figures


@dataclass(frozen=True, slots=True)
class Aimed:
    """A figure beside a target declared for it."""

    indicator: Indicator
    figure: Figure
    target: Target
    versions: tuple[str, ...] = ()

    @property
    def kind(self) -> ClaimKind:
        """A target."""
        return ClaimKind.TARGET

    @property
    def sides(self) -> tuple[Figure, ...]:
        """The figure."""
        return (self.figure,)


@dataclass(frozen=True, slots=True)
class TwoGaps:
    """The gap between two groups now, and before: four figures, in the order now, now, before, before."""

    indicator: Indicator
    figures: tuple[Figure, Figure, Figure, Figure]
    versions: tuple[str, ...] = ()
    breaks: tuple[SeriesBreak, ...] = ()

    @property
    def kind(self) -> ClaimKind:
        """The change of a gap."""
        return ClaimKind.GAP_CHANGE

    @property
    def sides(self) -> tuple[Figure, ...]:
        """All four figures."""
        return self.figures

    @property
    def now(self) -> Pair:
        """The gap of the later window."""
        return Pair(self.indicator, ClaimKind.GAP, None, self.figures[0], self.figures[1])

    @property
    def before(self) -> Pair:
        """The gap of the earlier window."""
        return Pair(self.indicator, ClaimKind.GAP, None, self.figures[2], self.figures[3])


Subject = Alone | Pair | Series | Field | Aimed | TwoGaps
"""All that a claim may be about."""
Compared = Pair | Series | Field | Aimed | TwoGaps
"""Subjects whose words need gates."""
