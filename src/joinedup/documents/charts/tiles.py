"""A map of tiles: a square an area, marked and shaded, with its key; what has no figure is hatched."""

from joinedup.documents.charts.layout import FIFTHS, INK, LIMITS, ON_FIFTHS, ON_LIMITS, QUIET, Layout
from joinedup.documents.charts.paint import boxes, frames, rules, size_of_words, words
from joinedup.documents.charts.points import Spec
from joinedup.documents.charts.room import Box, find_room
from joinedup.documents.report import Chart, Part, Spot

UNSEEN = "no figure can be shown"
_GAP = 2
_THIN, _THICK = 1.5, 3.5
_WIDE, _NARROW = 588.0, 280.0
"""The whole picture is at most so many pixels wide: a page, or a phone."""
_KEY_LETTERS = 30
_FURTHEST = 210.0
"""A name further off, squares crossed included, stands in the key if it is the only one."""


def draw_tiles(chart: Chart, layout: Layout) -> Spec:
    """Return the map with the document's places outlined and named, and its key beside it or, if narrow, below."""
    laid = [(spot, _box(spot.square, chart, layout)) for spot in chart.spots if spot.square and spot.part != Part.WHOLE]
    squares = [box for _, box in laid]
    near = [box for spot, box in laid if spot.part is Part.NEIGHBOUR]
    own = [(spot, box) for spot, box in laid if spot.part is Part.OWN]
    right, bottom = max(box.right for box in squares), max(box.bottom for box in squares)
    _, room = _key(chart, squares, (), layout)
    edge = max(right, _NARROW if layout.is_narrow else room.right)
    inside = Box(0.0 if layout.is_narrow else min(0.0, edge - _WIDE), -4, edge, bottom + 4)
    names, lines, unnamed = _names(own, squares, room, inside, layout)
    key, _ = _key(chart, squares, unnamed, layout)
    layers = [
        *_squares([(spot.shade, box) for spot, box in laid], chart, layout),
        *lines,
        *_squares([(spot.shade, box) for spot, box in own], chart, layout),
        *_outlines(near, _THIN),
        *_outlines([box for _, box in own], _THICK),
        *names,
        *key,
    ]
    return {"width": right, "height": bottom, "layer": layers}


def _box(square: tuple[int, int] | None, chart: Chart, layout: Layout) -> Box:
    squares = [spot.square for spot in chart.spots if spot.square]
    row, column = square or (0, 0)
    top, left = (
        (one - min(all_)) * layout.square for one, all_ in zip((row, column), zip(*squares, strict=True), strict=True)
    )
    return Box(left, top, left + layout.square - _GAP, top + layout.square - _GAP)


def _squares(marked: list[tuple[int | None, Box]], chart: Chart, layout: Layout) -> list[Spec]:
    """Draw squares with their marks; one without a shade is hatched and carries nothing else."""
    is_fifths = chart.shades[0].mark == "1"
    paints, inks = (FIFTHS, ON_FIFTHS) if is_fifths else (LIMITS, ON_LIMITS)
    seen = [(shade, box) for shade, box in marked if shade is not None]
    unseen = [box for shade, box in marked if shade is None]
    letters = [
        {"x": box.middle[0], "y": box.middle[1], "lines": [chart.shades[shade].mark], "ink": inks[shade]}
        for shade, box in seen
    ]
    return [
        boxes([{**_corners(box), "colour": paints[shade]} for shade, box in seen], stroke=QUIET, strokeWidth=0.75),
        boxes([{**_corners(box), "colour": "#ffffff"} for box in unseen], stroke=QUIET, strokeWidth=1),
        rules([line for box in unseen for line in _hatch(box)], color=QUIET, strokeWidth=1),
        *words(letters, layout, align="center", fontSize=round(layout.square * (0.5 if is_fifths else 0.62))),
    ]


def _hatch(box: Box) -> list[Spec]:
    """Three slanting lines from edge to edge."""
    side = box.right - box.left
    return [
        {"x": box.left, "y": box.top + side / 2, "x2": box.left + side / 2, "y2": box.top},
        {"x": box.left, "y": box.bottom, "x2": box.right, "y2": box.top},
        {"x": box.left + side / 2, "y": box.bottom, "x2": box.right, "y2": box.top + side / 2},
    ]


def _corners(box: Box, wider: float = 0.0) -> Spec:
    return {
        "left": box.left - wider,
        "top": box.top - wider,
        "right": box.right + wider,
        "bottom": box.bottom + wider,
    }


def _outlines(squares: list[Box], thick: float) -> list[Spec]:
    """Draw black lines with white on both sides: they stand out on every shade, in grey too."""
    corners = [_corners(box, thick / 2) for box in squares]
    return [
        frames(corners, stroke="#ffffff", strokeWidth=thick + 2.5),
        frames(corners, stroke=INK, strokeWidth=thick),
    ]


def _names(
    own: list[tuple[Spot, Box]], squares: list[Box], key: Box, inside: Box, layout: Layout
) -> tuple[list[Spec], list[Spec], tuple[str, ...]]:
    """Name each outlined square in free sea: lettering, lines to it, and the names that found no room.

    A number stands beside the name only where a claim opens it.
    """
    kept = [key, *squares]
    labels: list[Spec] = []
    lines: list[Spec] = []
    unnamed: list[str] = []
    for spot, box in own:
        said = f"{spot.name} {spot.said}" if spot.value is None or spot.claim_id else spot.name
        crossed = [one for one in squares if one != box]
        found: list[tuple[float, Box, list[str]]] = []
        for letters in (40, 16, 10, 4):
            folded, wide, high = size_of_words(said, letters, layout, is_bold=True)
            size, gap = (wide + 2, high + 2), layout.square * 0.75
            room = find_room(box.middle, size, inside=inside, kept=kept, not_crossed=crossed, gap=gap)
            if room is not None and (unnamed or room[0] <= _FURTHEST):
                found.append((room[0] + layout.size * len(folded), room[1], folded))
        if not found:
            unnamed.append(said)
            continue
        _, place, folded = min(found, key=lambda one: one[0])
        kept.append(place)
        x, y = place.nearest(*box.middle)
        lines.append(dict(zip(("x", "y", "x2", "y2"), (*box.middle, x, y), strict=True)))
        labels.append({"x": place.left + 1, "y": place.top + 1 + layout.line / 2, "lines": folded})
    drawn = [rules(lines, color="#ffffff", strokeWidth=4.5), rules(lines, strokeWidth=1.75)]
    return words(labels, layout, fontWeight="bold", is_haloed=True), drawn, tuple(unnamed)


def _key(chart: Chart, squares: list[Box], unnamed: tuple[str, ...], layout: Layout) -> tuple[list[Spec], Box]:
    """Return the key and its room: in the free north-east, or below a narrow map. Names without room stand in it."""
    shades: list[int | None] = [*reversed(range(len(chart.shades)))]
    said = [chart.shades[at].words for at in shades if at is not None]
    if any(spot.shade is None and spot.part is not Part.WHOLE for spot in chart.spots if spot.square):
        shades.append(None)
        said.append(UNSEEN)
    has_near = any(spot.part is Part.NEIGHBOUR and spot.square for spot in chart.spots)
    said += [*["statistical neighbours"] * has_near, *unnamed]
    side, pace = layout.square - _GAP, max(layout.square, layout.line) + 4
    high = pace * len(said)
    left, top = 4.0, max(box.bottom for box in squares) + 14
    if not layout.is_narrow:
        left, top = max(box.right for box in squares if box.top < high + layout.square) + layout.square, 0.0
    samples: list[Box] = []
    texts: list[Spec] = []
    for text in said:
        lines, _, tall = size_of_words(text, _KEY_LETTERS, layout)
        samples.append(Box(left, top, left + side, top + side))
        texts.append({"x": left + side + 8, "y": top + side / 2, "lines": lines})
        top += max(pace, tall + 6)
    layers = [
        *_squares(list(zip(shades, samples, strict=False)), chart, layout),
        *_outlines(samples[len(shades) : len(shades) + has_near], _THIN),
        *_outlines(samples[len(shades) + has_near :], _THICK),
        *words(texts, layout),
    ]
    wide = side + 8 + max(len(line) for text in texts for line in text["lines"]) * layout.size * 0.53
    return layers, Box(left, samples[0].top, left + wide, top)
