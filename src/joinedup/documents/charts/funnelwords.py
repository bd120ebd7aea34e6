"""What a funnel says in letters: names beside dots, and the key below."""

import math

from joinedup.documents.charts.funnelscale import RADII, Scale
from joinedup.documents.charts.layout import COLOURS, INK, QUIET, Layout
from joinedup.documents.charts.paint import at, rules, size_of_words, words
from joinedup.documents.charts.points import Spec
from joinedup.documents.charts.room import Box, find_room
from joinedup.documents.report import Chart, Part, Spot

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""One a neighbour, the nearest first; more than these stay without one."""
PLAIN = "#7A838A"
DASHED, WHOLE = [6, 4], [1, 0]


def name_dots(seen: list[Spot], kept: list[Box], soft: list[Box], scale: Scale, layout: Layout) -> list[Spec]:
    """Name the document's places and letter their neighbours: no label on another, on a named dot or in `kept`.

    Plain dots and what is `soft` are covered or crossed only where there is no better room; a line leads to a dot
    further off. A number stands beside a name only where a claim opens it.
    """
    own = [(spot, f"{spot.name} {spot.said}" if spot.claim_id else spot.name) for spot in _of(Part.OWN, seen)]
    near = list(zip(_of(Part.NEIGHBOUR, seen), LETTERS, strict=False))
    inside = Box(2, -layout.line * 0.4, scale.wide - 2, scale.high - 1)
    around = [scale.around(spot) for spot in seen]
    taken = [*kept, *(box for box, spot in zip(around, seen, strict=True) if spot.part is not Part.OTHER)]
    texts: list[Spec] = []
    lines: list[Spec] = []
    for spot, said in (*own, *near):
        x, y = scale.of(spot)
        folded, wide, high = size_of_words(said, layout.end_letters, layout, is_bold=True)
        size = (max(wide, layout.size * 0.75), high - 3)
        gap = RADII[spot.part] + 3
        found = find_room(
            (x, y), size, inside=inside, kept=taken, better_not=[*around, *soft], not_crossed=soft, gap=gap
        )
        if found is None:
            continue
        room = found[1]
        taken.append(room)
        end = room.nearest(x, y)
        if math.dist(end, (x, y)) > gap + 4:
            lines.append({"x": x, "y": y, "x2": end[0], "y2": end[1]})
        texts.append({"x": room.middle[0], "y": room.top - 1.5 + layout.line / 2, "lines": folded})
    return [rules(lines, strokeWidth=1), *words(texts, layout, is_haloed=True, align="center", fontWeight="bold")]


def draw_dots(spots: list[Spot], scale: Scale) -> list[Spec]:
    """Return dots: plain ones behind, neighbours as rings, the document's places as diamonds before all."""
    values: dict[Part, list[tuple[float, float]]] = {
        part: [scale.of(spot) for spot in _of(part, spots)] for part in RADII
    }
    return [_dots(part, values[part]) for part in (Part.OTHER, Part.NEIGHBOUR, Part.OWN)]


def draw_key(chart: Chart, seen: list[Spot], room: Box, layout: Layout) -> list[Spec]:
    """Return the key from the top of `room` down: kinds of dot and line, then each neighbour's letter, in columns."""
    near = list(zip(_of(Part.NEIGHBOUR, seen), LETTERS, strict=False))
    kinds: list[tuple[str, Part | list[int]]] = [("upper-tier authority", Part.OTHER)]
    kinds += [("95% limits", DASHED), ("99.8% limits", WHOLE)] if chart.bounds else []
    kinds += [("statistical neighbours:", Part.NEIGHBOUR)] if near else []
    texts: list[Spec] = []
    dots: dict[Part, list[tuple[float, float]]] = {}
    lines: dict[str, list[Spec]] = {"dashed": [], "whole": []}
    left, down = room.left, room.top
    for said, sample in kinds:
        _, wide, _ = size_of_words(said, 60, layout)
        if left > room.left and (left + 28 + wide > room.right or sample is Part.NEIGHBOUR):
            left, down = room.left, down + layout.line
        if isinstance(sample, Part):
            dots.setdefault(sample, []).append((left + 10, down))
        else:
            name = "dashed" if sample == DASHED else "whole"
            lines[name].append({"x": left, "x2": left + 22, "y": down, "y2": down})
        texts.append({"x": left + 28, "y": down, "lines": [said]})
        left += 28 + wide + 16
    down += layout.line
    longest = max((len(spot.name) for spot, _ in near), default=0) + 3
    columns = max(1, int((room.right - room.left) // (longest * layout.size * 0.53)))
    rows = -(-len(near) // columns)
    pace = (room.right - room.left) / columns
    for index, (spot, letter) in enumerate(near):
        x, y = room.left + index // rows * pace, down + index % rows * layout.line
        texts.append({"x": x, "y": y, "lines": [f"{letter}  {spot.name}"]})
    return [
        *(_dots(part, places) for part, places in dots.items()),
        limit_lines(lines["dashed"], DASHED),
        limit_lines(lines["whole"], WHOLE),
        *words(texts, layout),
    ]


def limit_lines(values: list[Spec], dash: list[int]) -> Spec:
    """Return straight pieces drawn as limits are."""
    return rules(values, color=QUIET, strokeWidth=1.5, strokeDash=dash)


def _of(part: Part, spots: list[Spot]) -> list[Spot]:
    return [spot for spot in spots if spot.part is part]


def _dots(part: Part, places: list[tuple[float, float]]) -> Spec:
    looks = {
        Part.OWN: {"shape": "diamond", "fill": COLOURS[2], "stroke": INK, "strokeWidth": 1.5},
        Part.NEIGHBOUR: {"shape": "circle", "fill": "#ffffff", "stroke": COLOURS[0], "strokeWidth": 2},
        Part.OTHER: {"shape": "circle", "fill": PLAIN, "stroke": PLAIN, "strokeWidth": 0},
    }
    area = math.pi * RADII[part] ** 2 * (1.3 if part is Part.OWN else 1)
    mark = {"type": "point", "filled": True, "size": area, "opacity": 1, **looks[part]}
    values = [{"x": x, "y": y} for x, y in places]
    return {"data": {"values": values}, "mark": mark, "encoding": {"x": at("x"), "y": at("y")}}
