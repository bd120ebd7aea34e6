"""A funnel: a dot an area, its value by how many people it rests on, between limits that narrow as numbers grow."""

from itertools import pairwise

from joinedup.documents.charts.funnelscale import Scale, scale_of
from joinedup.documents.charts.funnelwords import DASHED, WHOLE, draw_dots, draw_key, name_dots
from joinedup.documents.charts.layout import GRID, QUIET, Layout
from joinedup.documents.charts.paint import at, rules, size_of_words, words
from joinedup.documents.charts.points import Spec, is_drawn
from joinedup.documents.charts.room import Box
from joinedup.documents.report import Bound, Chart, Part, Spot
from joinedup.documents.wording import decimals_of, say_number, say_with_unit

_APART = 62
"""Pixels between numbers along the bottom, at the least."""


def draw_funnel(chart: Chart, layout: Layout) -> Spec:
    """Return the funnel: places of the document named, statistical neighbours lettered, others plain dots."""
    seen = [spot for spot in chart.spots if is_drawn(spot, chart)]
    scale = scale_of(chart, layout)
    titles, _, deep = size_of_words(chart.size_name, round(scale.wide / layout.size / 0.5), layout)
    england, kept = _england(chart, seen, scale, layout)
    title_at = scale.high + layout.line * 1.8
    room = Box(0, title_at + deep + 10, scale.wide, title_at + deep + 10)
    if layout.is_key_beside:
        room = Box(scale.wide + 40, layout.line / 2, scale.wide + 40 + 20 * layout.size, scale.high)
    layers = [
        *_axes(chart, scale, layout),
        *words([{"x": scale.wide / 2, "y": title_at, "lines": titles}], layout, align="center"),
        *(_limit(bound, scale) for bound in chart.bounds),
        *england,
        *draw_dots(seen, scale),
        *name_dots(seen, kept[:1], kept[1:], scale, layout),
        *draw_key(chart, seen, room, layout),
    ]
    return {"width": scale.wide, "height": scale.high, "layer": layers}


def _limit(bound: Bound, scale: Scale) -> Spec:
    """One limit, cut where it leaves the picture; the inner pair dashed, the outer whole."""
    points = _cut(bound.points, scale.most, scale.steps[-1])
    values = [{"x": scale.x(size), "y": scale.y(value)} for size, value in points]
    mark = {"type": "line", "color": QUIET, "strokeWidth": 1.5, "strokeDash": WHOLE if bound.is_outer else DASHED}
    order = {"field": "x", "type": "quantitative"}
    return {"data": {"values": values}, "mark": mark, "encoding": {"x": at("x"), "y": at("y"), "order": order}}


def _cut(points: tuple[tuple[float, float], ...], most: float, top: float) -> list[tuple[float, float]]:
    """Return the part of a line up to size `most` and at or under `top`, with the points where it leaves."""
    within: list[tuple[float, float]] = []
    for point, following in pairwise(points):
        if point[0] < most:
            within.append(point)
            if following[0] >= most:
                within.append((most, _between(point, following, 0, most)[1]))
    kept = [point for point in within[:1] if point[1] <= top]
    for point, following in pairwise(within):
        if (point[1] > top) != (following[1] > top):
            kept.append(_between(point, following, 1, top))
        if following[1] <= top:
            kept.append(following)
    return kept


def _between(one: tuple[float, float], other: tuple[float, float], axis: int, at_value: float) -> tuple[float, float]:
    """Return the point of a straight piece at which its size (axis 0) or value (axis 1) is `at_value`."""
    share = (at_value - one[axis]) / (other[axis] - one[axis])
    return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])


def _axes(chart: Chart, scale: Scale, layout: Layout) -> list[Spec]:
    decimals = decimals_of(scale.steps)
    levels = [{"x": 0, "x2": scale.wide, "y": scale.y(step), "y2": scale.y(step)} for step in scale.steps]
    numbers = [
        {"x": -8, "y": scale.y(step), "lines": [say_with_unit(step, chart.unit, decimals)]} for step in scale.steps
    ]
    marks = _round_sizes(scale, layout)
    below = [{"x": scale.x(size), "y": scale.high + layout.line * 0.8, "lines": [_short(size)]} for size in marks]
    stubs = [{"x": scale.x(size), "x2": scale.x(size), "y": scale.high, "y2": scale.high + 5} for size in marks]
    return [
        rules(levels, color=GRID),
        rules([{"x": 0, "x2": scale.wide, "y": scale.high, "y2": scale.high}, *stubs], color=QUIET),
        *words(numbers, layout, align="right"),
        *words(below, layout, align="center"),
        *words([{"x": 0, "y": -layout.line, "lines": [chart.unit]}], layout),
    ]


def _round_sizes(scale: Scale, layout: Layout) -> list[float]:
    """Return 0 and round sizes along the axis, with room for the lettering of each."""
    found = [0.0]
    for size in (10**more * step for more in range(1, 12) for step in (1, 2, 5)):
        if size <= scale.most and scale.x(size) - scale.x(found[-1]) >= _APART * layout.size / 14:
            found.append(float(size))
    return found


def _short(size: float) -> str:
    return f"{size / 1_000_000:g} million" if size >= 1_000_000 else say_number(size)


def _england(chart: Chart, seen: list[Spot], scale: Scale, layout: Layout) -> tuple[list[Spec], list[Box]]:
    """Return England's line, named where that covers fewest dots; and the room of the name and of the line."""
    if chart.reference is None:
        return [], []
    name, value = chart.reference
    said = f"{name} {say_with_unit(value, chart.unit, decimals_of([value]))}"
    _, wide, high = size_of_words(said, 60, layout, is_bold=True)
    y = scale.y(value)
    named = [scale.around(spot) for spot in seen if spot.part is not Part.OTHER]
    dots = [*(scale.around(spot) for spot in seen), *named * 4]
    rooms = [
        Box(left, top, left + wide, top + high)
        for left in range(4, max(5, int(scale.wide - wide)), 12)
        for top in (y - high - 1, y + 2)
    ]
    room = min(rooms, key=lambda one: (round(sum(one.overlap(dot) for dot in dots)), one.left, one.top))
    texts = [{"x": room.left, "y": room.middle[1], "lines": [said]}]
    return [
        rules([{"x": 0, "x2": scale.wide, "y": y, "y2": y}], strokeWidth=1.75),
        *words(texts, layout, is_haloed=True, fontWeight="bold"),
    ], [room, Box(0, y - 2, scale.wide, y + 2)]
