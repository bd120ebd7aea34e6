"""What is kept of a published boundary: its area, a point inside it and which other shapes share an edge with it.

Positions are longitude and latitude in degrees (WGS 84). The shapes themselves are not kept: published boundaries are
generalised, and a map of exact borders is not what any figure here needs.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

Position = tuple[float, float]
Ring = Sequence[Position]
Polygon = Sequence[Ring]
"""An outer ring and its holes."""

_AUTHALIC_RADIUS_KM = 6371.0071809
"""Radius of the sphere that has the area of the WGS 84 ellipsoid."""
_ECCENTRICITY = 0.0818191908426215


def square_kilometres(polygons: Iterable[Polygon]) -> float:
    """Return the area on the ellipsoid, holes taken out, edges as straight lines of an equal-area map."""
    return math.fsum(
        abs(_ring_area(ring)) * (1 if number == 0 else -1)
        for polygon in polygons
        for number, ring in enumerate(polygon)
    )


def is_inside(point: Position, polygons: Iterable[Polygon]) -> bool:
    """Return whether a point lies in any polygon and not in a hole of it."""
    return any(sum(_crossings(point, ring) for ring in polygon) % 2 == 1 for polygon in polygons)


def point_inside(printed: Position | None, polygons: Sequence[Polygon]) -> Position:
    """Return the publisher's own point where it lies inside; else the middle of the widest stretch half way up."""
    if printed is not None and is_inside(printed, polygons):
        return printed
    largest = max(polygons, key=lambda polygon: abs(_ring_area(polygon[0])))
    latitudes = sorted({latitude for _, latitude in largest[0]})
    middle = len(latitudes) // 2
    level = (latitudes[middle - 1] + latitudes[middle]) / 2
    cuts = sorted(cut for ring in largest for cut in _cuts(level, ring))
    west, east = max(zip(cuts[::2], cuts[1::2], strict=True), key=lambda stretch: stretch[1] - stretch[0])
    return (west + east) / 2, level


def touching(shapes: Mapping[str, Sequence[Polygon]]) -> dict[str, tuple[str, ...]]:
    """Return for each shape the others that share an edge with it, sorted. A common corner alone is not enough.

    An edge is shared where both of its ends are the same positions in both shapes, as in boundaries that a publisher
    has generalised together. Shapes that water parts do not touch.
    """
    owners: dict[frozenset[Position], set[str]] = {}
    for code, polygons in shapes.items():
        for polygon in polygons:
            for ring in polygon:
                for start, end in pairwise(ring):
                    owners.setdefault(frozenset((start, end)), set()).add(code)
    found: dict[str, set[str]] = {code: set() for code in shapes}
    for codes in owners.values():
        for code in codes:
            found[code] |= codes - {code}
    return {code: tuple(sorted(others)) for code, others in found.items()}


def _ring_area(ring: Ring) -> float:
    levels = [_authalic_sine(latitude) for _, latitude in ring]
    doubled = math.fsum(
        math.radians(ring[i + 1][0] - ring[i][0]) * (levels[i] + levels[i + 1]) for i in range(len(ring) - 1)
    )
    return doubled / 2 * _AUTHALIC_RADIUS_KM**2


def _authalic_sine(latitude: float) -> float:
    """Sine of the authalic latitude (Snyder, Map projections, 1987, equations 3-11 and 3-12)."""
    return _q(math.sin(math.radians(latitude))) / _q(1.0)


def _q(sine: float) -> float:
    e = _ECCENTRICITY
    return (1 - e**2) * (sine / (1 - (e * sine) ** 2) - math.log((1 - e * sine) / (1 + e * sine)) / (2 * e))


def _crossings(point: Position, ring: Ring) -> int:
    return sum(cut > point[0] for cut in _cuts(point[1], ring))


def _cuts(level: float, ring: Ring) -> list[float]:
    """Longitudes at which a ring crosses a latitude; a corner exactly on it counts as above."""
    return [
        x1 + (level - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in pairwise(ring)
        if (y1 > level) != (y2 > level)
    ]
