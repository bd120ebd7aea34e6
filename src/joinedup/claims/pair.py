"""Two figures of one indicator set side by side."""

from dataclasses import dataclass

from joinedup.kinds.document import ClaimKind, Versus
from joinedup.kinds.indicator import Indicator, Unit
from joinedup.release.figure import Figure

BENCHMARK_SHARE = 0.05
"""A place that is more than this part of its benchmark pulls the benchmark towards itself."""


@dataclass(frozen=True, slots=True)
class Pair:
    """`first` is the place, group or later window a sentence is about; `second` is what it is set beside.

    `versions` are the definition versions of the two sides.
    """

    indicator: Indicator
    kind: ClaimKind
    versus: Versus | None
    first: Figure
    second: Figure
    versions: tuple[str, str] = ("", "")

    @property
    def sides(self) -> tuple[Figure, Figure]:
        """Both figures, first to last."""
        return (self.first, self.second)

    @property
    def is_fixed_benchmark(self) -> bool:
        """Whether the second side is a published national figure, taken as fixed.

        Not where the place is known to be more than 5% of it: then both are uncertain.
        """
        if self.versus is not Versus.ENGLAND or not self.second.provenance.is_published:
            return False
        mine, theirs = self.first.denominator, self.second.denominator
        return mine is None or theirs is None or mine <= BENCHMARK_SHARE * theirs

    @property
    def is_modelled(self) -> bool:
        """Whether it sets people treated against a modelled estimate of need."""
        return self.indicator.unit is Unit.PERCENT and self.indicator.of not in (None, "among")
