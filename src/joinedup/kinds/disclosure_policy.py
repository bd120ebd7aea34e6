"""A disclosure policy: which figures may leave an installation."""

from collections.abc import Mapping
from dataclasses import dataclass

from joinedup.core.slug import check_slug
from joinedup.kinds.indicator import Audience
from joinedup.kinds.source import Source


@dataclass(frozen=True, slots=True)
class DisclosurePolicy:
    """What we compute from records of people is released only as far as this allows.

    * `floors`: the smallest number of people that may be told of, and that may be left over, by whose figures they are.
    * `smallest_denominator`: below it, counts are shown and percentages are not.
    * `place_kinds`: the kinds of place whose computed figures leave; smaller places never do.
    * `shows_breakdowns`: whether figures split by one column may leave (each cell under the same floors).
    * `whole_years_only`: only financial years and whole calendar years.
    * `caveat_below_known`: below this share recorded, a shown figure carries a caveat.
    """

    slug: str
    title: str
    source: Source
    floors: Mapping[Audience, int]
    smallest_denominator: int
    place_kinds: tuple[str, ...]
    shows_breakdowns: bool
    whole_years_only: bool
    caveat_below_known: float

    def __post_init__(self) -> None:
        check_slug(self.slug)
        missing = [audience.value for audience in Audience if audience not in self.floors]
        if missing:
            raise ValueError(f"Policy '{self.slug}' needs a floor for {', '.join(missing)}.")
        if any(floor < 1 for floor in self.floors.values()):
            raise ValueError(f"Policy '{self.slug}' has a floor below 1: every figure would be shown.")
        if not 0 <= self.caveat_below_known <= 1:
            raise ValueError(f"Policy '{self.slug}': `caveat_below_known` is a share from 0 to 1.")
