"""Which areas are like one another in declared figures: a pure function of the figures handed in."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from joinedup.core.refusal import Refusal
from joinedup.kinds.neighbours import NeighbourMethod

Figures = Mapping[str, Mapping[str, float | None]]
"""By area's code, then by the figure's slug; None or absent: not held."""

_DIGITS = 9
"""Distances are compared to nine digits, so that the last bits of a sum never decide who is nearer."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One area near another. `distance` is in standard deviations of the figures: 0 is alike in all of them."""

    code: str
    distance: float


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest areas of each, nearest first, and why an area has none."""

    nearest: Mapping[str, tuple[Neighbour, ...]]
    left_out: Mapping[str, str]

    def of(self, code: str) -> tuple[Neighbour, ...]:
        """Return the neighbours of an area; refuse one that has none, with the reason."""
        if code not in self.nearest:
            raise Refusal(f"{code} has no statistical neighbours: {self.left_out.get(code, 'no figures are held')}.")
        return self.nearest[code]


def nearest(figures: Figures, method: NeighbourMethod) -> Neighbours:
    """Return the `method.count` areas nearest to each by the distance that `method.text()` states.

    An area that lacks a figure is left out, in both directions, with the reason; nothing is filled in. One with fewer
    than `method.fewest` areas within `method.furthest` has no neighbours, though it may be another's. Equal distances
    are settled by code. Refuses where fewer areas than the count and one have every figure, or a figure is the same
    everywhere; a figure on a logarithmic scale must be over 0.
    """
    left_out = {code: reason for code in sorted(figures) if (reason := _lacking(figures[code], method))}
    codes = sorted(set(figures) - set(left_out))
    if len(codes) <= method.count:
        raise Refusal(
            f"Statistical neighbours need every figure for more than {method.count} areas; found {len(codes)} with "
            f"all of {', '.join(each.title for each in method.figures)}."
        )
    columns = []
    for each in method.figures:
        values = [float(figures[code][each.slug] or 0.0) for code in codes]
        columns.append(_standardised(each.title, [math.log(value) for value in values] if each.is_log else values))
    rows = list(zip(*columns, strict=True))
    found = {}
    for at, code in enumerate(codes):
        near = [each for each in _by_distance(at, codes, rows) if each.distance <= method.furthest]
        if len(near) < method.fewest:
            left_out[code] = f"fewer than {method.fewest} authorities are within {method.furthest:g} of it"
        else:
            found[code] = tuple(near[: method.count])
    return Neighbours(found, left_out)


def _by_distance(at: int, codes: list[str], rows: list[tuple[float, ...]]) -> list[Neighbour]:
    own = rows[at]

    def distance(other: tuple[float, ...]) -> float:
        squares = math.fsum((a - b) ** 2 for a, b in zip(own, other, strict=True))
        return round(math.sqrt(squares / len(own)), _DIGITS)

    found = [Neighbour(code, distance(row)) for code, row in zip(codes, rows, strict=True) if code != codes[at]]
    return sorted(found, key=lambda each: (each.distance, each.code))


def _standardised(title: str, values: list[float]) -> list[float]:
    mean = math.fsum(values) / len(values)
    deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))
    if round(deviation, 12) == 0:
        raise Refusal(f"The figure '{title}' is the same for every area, so it cannot tell which are alike.")
    return [(value - mean) / deviation for value in values]


def _lacking(held: Mapping[str, float | None], method: NeighbourMethod) -> str:
    missing = [each.title for each in method.figures if held.get(each.slug) is None]
    if missing:
        return f"not held: {', '.join(missing)}"
    low = [each.title for each in method.figures if each.is_log and (held[each.slug] or 0) <= 0]
    return f"not over 0: {', '.join(low)}" if low else ""
