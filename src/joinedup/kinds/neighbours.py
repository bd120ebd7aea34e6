"""A declared way to say which areas are like one another: the figures compared, and how near is near."""

from dataclasses import dataclass

from joinedup.core.slug import check_slug
from joinedup.core.status import SourceStatus

_NUMBERS = ("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Likeness:
    """One figure compared. `is_log`: its logarithm is compared, so that twice as many counts the same at any size."""

    slug: str
    title: str
    year: str
    is_log: bool
    source: str

    def __post_init__(self) -> None:
        check_slug(self.slug)


@dataclass(frozen=True, slots=True)
class NeighbourMethod:
    """How statistical neighbours are chosen: the `count` areas nearest in the declared figures, all of equal weight.

    None is further than `furthest` standard deviations; a place with fewer than `fewest` so near has none at all.
    """

    slug: str
    title: str
    count: int
    furthest: float
    fewest: int
    figures: tuple[Likeness, ...]
    caveat: str
    source: str
    status: SourceStatus

    def __post_init__(self) -> None:
        check_slug(self.slug)
        if not 1 <= self.fewest <= self.count or self.furthest <= 0 or not self.figures:
            raise ValueError(
                f"Neighbours '{self.slug}': give a count of 1 or more, no fewer than the fewest, a distance over 0 and "
                "at least one figure."
            )
        slugs = [each.slug for each in self.figures]
        if len(slugs) != len(set(slugs)):
            raise ValueError(f"Neighbours '{self.slug}': each figure may be there once.")

    def text(self) -> str:
        """Return the method in sentences, for documents."""
        compared = "; ".join(
            f"{each.title} ({each.year}{', on a logarithmic scale' if each.is_log else ''})" for each in self.figures
        )
        many = _NUMBERS[len(self.figures)] if len(self.figures) < len(_NUMBERS) else str(len(self.figures))
        return (
            f"Statistical neighbours are the {self.count} upper-tier authorities nearest to a place in {many} "
            f"published figures: {compared}. Each figure is measured in standard deviations from the mean of all "
            "authorities, and the distance between two places is the square root of the mean of their squared "
            f"differences; all figures weigh the same. None is further than {self.furthest:g}, and a place with fewer "
            f"than {self.fewest} so near has none. {self.caveat}"
        )
