"""Where lettering fits: beside what it names, and on nothing else."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_WAYS = 36
_STEP = 4.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels; right and down are positive."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def overlap(self, other: "Box") -> float:
        """Return the area that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, wide) * max(0.0, high)

    def lies_in(self, other: "Box") -> bool:
        """Return whether all of it lies in `other`."""
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """Return its point nearest to (x, y)."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)

    def is_crossed(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Return whether a straight line from `start` to `end` runs through it."""
        enter, leave = 0.0, 1.0
        sides = ((self.left, self.right), (self.top, self.bottom))
        for begin, finish, (low, high) in zip(start, end, sides, strict=True):
            step = finish - begin
            if abs(step) < 1e-9:
                if not low < begin < high:
                    return False
                continue
            first, last = sorted(((low - begin) / step, (high - begin) / step))
            enter, leave = max(enter, first), min(leave, last)
        return enter < leave


def find_room(
    at: tuple[float, float],
    size: tuple[float, float],
    *,
    inside: Box,
    kept: Sequence[Box],
    better_not: Sequence[Box] = (),
    not_crossed: Sequence[Box] = (),
    gap: float = 4.0,
    furthest: float = 400.0,
) -> tuple[float, Box] | None:
    """Return the nearest box of `size` (width, height) at least `gap` from `at` and its cost, or None where none fits.

    It lies `inside`, touches nothing `kept`, and covers as little as can be of what it had `better_not`: eight square
    pixels covered count as one pixel further away, and each box of `not_crossed` that the line to it crosses as
    seventy. Ties go to the right first, then clockwise.
    """
    wide, high = size
    best: tuple[float, Box] | None = None
    reach = gap
    while reach <= furthest and (best is None or reach < best[0]):
        for step in range(_WAYS):
            angle = 2 * math.pi * step / _WAYS
            along, down = math.cos(angle), math.sin(angle)
            x = at[0] + along * reach + (along if abs(along) > 1e-9 else 0.0) * wide / 2
            y = at[1] + down * reach + (down if abs(down) > 1e-9 else 0.0) * high / 2
            box = Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
            near = box.nearest(*at)
            is_apart = math.dist(near, at) >= gap - 1e-9
            if not is_apart or not box.lies_in(inside) or any(box.overlap(one) for one in kept):
                continue
            cost = math.dist(near, at) + sum(box.overlap(one) for one in better_not) / 8
            cost += 70 * sum(one.is_crossed(at, near) for one in not_crossed)
            if best is None or cost < best[0] - 1e-9:
                best = (cost, box)
        reach += _STEP
    return best
