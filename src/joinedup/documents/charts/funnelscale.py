"""Where sizes and values of a funnel lie in pixels: decided by what is seen alone."""

import math
from dataclasses import dataclass

from joinedup.documents.charts.layout import Layout
from joinedup.documents.charts.points import is_drawn, ticks
from joinedup.documents.charts.room import Box
from joinedup.documents.report import Chart, Part, Spot

_EDGE = 1.12
"""The axis ends this many times above the largest size seen."""
RADII = {Part.OWN: 6.0, Part.NEIGHBOUR: 4.0, Part.OTHER: 2.6}
"""Of dots, in pixels."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Pixels of sizes up to `most` and of values up to the last of `steps`, on a picture `wide` and `high`.

    Sizes go by their square root: limits narrow with it, and towns and counties can both be told apart.
    """

    most: float
    steps: tuple[float, ...]
    wide: int
    high: int

    def x(self, size: float) -> float:
        """Return how far along a size lies."""
        return self.wide * math.sqrt(size / self.most)

    def y(self, value: float) -> float:
        """Return how far down a value lies."""
        return self.high * (1 - value / self.steps[-1])

    def of(self, spot: Spot) -> tuple[float, float]:
        """Return where the dot of an area lies; refuse one that has none."""
        if spot.size is None or spot.value is None:
            raise ValueError(f"{spot.name} has no dot.")
        return self.x(spot.size), self.y(spot.value)

    def around(self, spot: Spot) -> Box:
        """Return the room that a dot takes."""
        x, y = self.of(spot)
        radius = RADII[spot.part] + 1
        return Box(x - radius, y - radius, x + radius, y + radius)


def scale_of(chart: Chart, layout: Layout) -> Scale:
    """Return the scale that all seen dots and England's line fit on; limits are cut where they leave it."""
    seen = [spot for spot in chart.spots if is_drawn(spot, chart)]
    sizes = [spot.size for spot in seen if spot.size is not None]
    values = [spot.value for spot in seen if spot.value is not None]
    top = max([*values, *([chart.reference[1]] if chart.reference else [])])
    wide, high = layout.funnel
    return Scale(max(sizes) * _EDGE, tuple(ticks(top, 5)), wide, high)
