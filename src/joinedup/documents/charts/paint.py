"""Marks laid in pixels: for pictures whose every mark has its own place."""

from typing import Any

from joinedup.documents.charts.layout import INK, Layout
from joinedup.documents.charts.points import Spec, fold, halo, lettering

_PLACE: Spec = {"type": "quantitative", "scale": None, "axis": None}


def at(name: str) -> Spec:
    """Return the channel that takes its pixels from the field `name`."""
    return {"field": name, **_PLACE}


def boxes(values: list[Spec], **mark: Any) -> Spec:
    """Return rectangles from records with left, top, right, bottom and colour."""
    paint = {"field": "colour", "type": "nominal", "scale": None}
    corners = {"x": at("left"), "x2": {"field": "right"}, "y": at("top"), "y2": {"field": "bottom"}}
    return {"data": {"values": values}, "mark": {"type": "rect", **mark}, "encoding": {**corners, "fill": paint}}


def frames(values: list[Spec], **mark: Any) -> Spec:
    """Return outlines of rectangles from records with left, top, right and bottom."""
    corners = {"x": at("left"), "x2": {"field": "right"}, "y": at("top"), "y2": {"field": "bottom"}}
    return {"data": {"values": values}, "mark": {"type": "rect", "filled": False, **mark}, "encoding": corners}


def rules(values: list[Spec], **mark: Any) -> Spec:
    """Return straight lines from records with x, y, x2 and y2."""
    ends = {"x": at("x"), "x2": {"field": "x2"}, "y": at("y"), "y2": {"field": "y2"}}
    return {"data": {"values": values}, "mark": {"type": "rule", "color": INK, **mark}, "encoding": ends}


def words(values: list[Spec], layout: Layout, *, is_haloed: bool = False, **mark: Any) -> list[Spec]:
    """Return lettering from records with x, y, lines and, if given, ink; the first line stands at y."""
    ink = {"field": "ink", "type": "nominal", "scale": None}
    layer = {
        "data": {"values": [{"ink": INK, **value} for value in values]},
        "mark": lettering(layout, **{"align": "left", "lineHeight": layout.line, **mark}),
        "encoding": {"x": at("x"), "y": at("y"), "text": {"field": "lines"}, "color": ink},
    }
    return halo([layer]) if is_haloed else [layer]


def size_of_words(text: str, letters: int, layout: Layout, *, is_bold: bool = False) -> tuple[list[str], float, float]:
    """Return `text` folded at `letters` letters, no word parted, and about how wide and high it is, in pixels."""
    lines = fold(text, max(letters, *(len(word) for word in text.split())))
    return lines, max(len(line) for line in lines) * layout.size * (0.56 if is_bold else 0.53), len(lines) * layout.line
