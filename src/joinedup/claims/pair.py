"""Two figures of one indicator set side by side."""

from dataclasses import dataclass

from joinedup.kinds.document import ClaimKind, Versus
from joinedup.kinds.indicator import Indicator, Unit
from joinedup.kinds.series_break import SeriesBreak
from joinedup.measures.intervals import MODELLED, SURVEY
from joinedup.release.figure import Figure

BENCHMARK_SHARE = 0.05
"""A place that is more than this part of its benchmark pulls the benchmark towards itself."""


@dataclass(frozen=True, slots=True)
class Pair:
    """`first` is the place, group or later window a sentence is about; `second` is what it is set beside.

    `versions` are the definition versions of the two sides. `in_both` is how many people are in both windows, where
    that is known; `breaks` are those declared for the place and the indicator.
    """

    indicator: Indicator
    kind: ClaimKind
    versus: Versus | None
    first: Figure
    second: Figure
    versions: tuple[str, str] = ("", "")
    in_both: float | None = None
    breaks: tuple[SeriesBreak, ...] = ()

    @property
    def sides(self) -> tuple[Figure, Figure]:
        """Both figures, first to last."""
        return (self.first, self.second)

    @property
    def is_fixed_benchmark(self) -> bool:
        """Whether the second side is a published national figure, taken as fixed.

        Not where the place is known to be more than 5% of it, nor where it comes from a survey or a model (such as a
        published interval without counts): then both are uncertain.
        """
        if self.versus is not Versus.ENGLAND or not self.second.provenance.is_published:
            return False
        has_bounds = self.second.low is not None and self.second.numerator is None
        if self.is_modelled or has_bounds or self.second.method in (SURVEY, MODELLED):
            return False
        mine, theirs = self.first.denominator, self.second.denominator
        return mine is None or theirs is None or mine <= BENCHMARK_SHARE * theirs

    @property
    def is_modelled(self) -> bool:
        """Whether it sets people treated against a modelled estimate of need."""
        return self.indicator.unit is Unit.PERCENT and self.indicator.of not in (None, "among")
