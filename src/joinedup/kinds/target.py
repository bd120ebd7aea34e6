"""A target: what somebody decided that a figure should reach."""

from dataclasses import dataclass

from joinedup.core.slug import check_slug
from joinedup.kinds.source import Source


@dataclass(frozen=True, slots=True)
class Target:
    """A number that an indicator should reach, in its unit, and who set it.

    `is_floor`: the figure should be at least `at`; else at most.
    """

    slug: str
    at: float
    is_floor: bool
    source: Source

    def __post_init__(self) -> None:
        check_slug(self.slug)
        if self.at < 0:
            raise ValueError(f"Target '{self.slug}' is {self.at:g}: a target is not negative.")
