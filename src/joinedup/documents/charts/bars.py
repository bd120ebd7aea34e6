"""Level bars: side by side for each category, or stacked into one."""

from typing import Any

from joinedup.documents.charts.layout import INK, ON_COLOUR, QUIET, Layout
from joinedup.documents.charts.points import (
    Spec,
    colour,
    fold,
    halo,
    key,
    lettering,
    points_of,
    reference,
    ticks,
    top_of,
    value_axis,
)
from joinedup.documents.report import Chart
from joinedup.documents.wording import is_percent

_BAR, _GAP, _BETWEEN = 22, 3, 16


def draw_bars(chart: Chart, layout: Layout) -> Spec:
    """Return bars by category, one colour a series, each with its value and interval beside it."""
    points = points_of(chart)
    names, height = _stand(chart, points, len(chart.series), layout)
    steps = ticks(top_of(chart, points), layout.steps)
    x = _across(chart, steps, steps[-1])
    seen = [point for point in points if "value" in point]
    said = [{**point, "end": point.get("end", 0)} for point in points]
    middle = {"field": "middle", "type": "quantitative", "scale": None, "axis": None}
    layers = [
        _bodies(seen, {**x, "field": "value"}, {"datum": 0}, colour(chart)),
        *(
            {
                "data": {"values": [point for point in seen if "low" in point]},
                "mark": {"type": "rule", "strokeWidth": width, "color": ink},
                "encoding": {"y": middle, "x": {**x, "field": "low"}, "x2": {"field": "high"}},
            }
            for width, ink in ((4.5, "#ffffff"), (2, INK))
        ),
        *reference(chart, "x", layout),
        *halo(
            [
                {
                    "data": {"values": said},
                    "mark": lettering(layout, align="left", dx=6),
                    "encoding": {"y": middle, "x": {**x, "field": "end"}, "text": {"field": "said"}},
                }
            ]
        ),
        *_names(names, layout),
        *(key(chart, layout) if len(chart.series) > 1 else []),
    ]
    return {"width": layout.plot, "height": height, "layer": layers}


def draw_stacked(chart: Chart, layout: Layout) -> Spec:
    """Return one bar a category, its parts laid end to end and lettered where they are wide enough."""
    points = points_of(chart)
    names, height = _stand(chart, points, 1, layout)
    reached: dict[int, float] = {}
    seen = [point for point in points if "value" in point]
    for point in seen:
        start = reached.get(point["index"], 0.0)
        point |= {"start": start, "value": start + point["value"]}
        reached[point["index"]] = point["value"]
    is_whole = is_percent(chart.unit) and max(reached.values()) <= 100.5
    steps = ticks(100.0 if is_whole else max(reached.values()), layout.steps)
    top = max(steps[-1], *reached.values())
    x = _across(chart, steps, top)
    parts = []
    for point in seen:
        width = (point["value"] - point["start"]) / top * layout.plot
        if width > layout.size * 0.62 * len(point["said"]) + 4:
            parts.append({**point, "at": (point["start"] + point["value"]) / 2, "ink": ON_COLOUR[point["order"]]})
    body = _bodies(seen, {**x, "field": "start"}, {"field": "value"}, colour(chart))
    body["mark"] |= {"stroke": "#ffffff", "strokeWidth": 1.5}
    layers = [
        body,
        {
            "data": {"values": parts},
            "mark": lettering(layout),
            "encoding": {
                "y": {"field": "middle", "type": "quantitative", "scale": None, "axis": None},
                "x": {**x, "field": "at"},
                "text": {"field": "said"},
                "color": {"field": "ink", "type": "nominal", "scale": None},
            },
        },
        *_names(names, layout),
        *key(chart, layout),
    ]
    return {"width": layout.plot, "height": height, "layer": layers}


def _stand(chart: Chart, points: list[Spec], lanes: int, layout: Layout) -> tuple[list[Spec], int]:
    """Give every point its place down the page (pixels); return where category names go, and the height."""
    names: list[Spec] = []
    down = 6
    for index, category in enumerate(chart.categories):
        lines = fold(category, layout.category_letters)
        lettered = len(lines) * layout.line
        bars = lanes * (_BAR + _GAP) - _GAP
        if layout.is_narrow:
            names.append({"lines": lines, "at": down + layout.line / 2})
            first = down + lettered
            down = first + bars + _BETWEEN
        else:
            room = max(bars, lettered)
            names.append({"lines": lines, "at": down + (room - lettered) / 2 + layout.line / 2})
            first = down + (room - bars) // 2
            down += room + _BETWEEN
        for point in points:
            if point["index"] == index:
                above = first + (point["order"] % lanes) * (_BAR + _GAP)
                point |= {"above": above, "below": above + _BAR, "middle": above + _BAR / 2}
    return names, down - _BETWEEN + 6


def _across(chart: Chart, steps: list[float], top: float) -> Spec:
    return {"type": "quantitative", "scale": {"domain": [0, top]}, "axis": value_axis(chart, steps)}


def _bodies(points: list[Spec], x: Spec, x2: Spec, colours: Spec) -> dict[str, Any]:
    return {
        "data": {"values": points},
        "mark": {"type": "rect"},
        "encoding": {
            "y": {"field": "above", "type": "quantitative", "scale": None, "axis": None},
            "y2": {"field": "below"},
            "x": x,
            "x2": x2,
            "color": colours,
        },
    }


def _names(names: list[Spec], layout: Layout) -> list[Spec]:
    side = {"align": "left", "dx": 2} if layout.is_narrow else {"align": "right", "dx": -8}
    text = lettering(layout, baseline="middle", lineHeight=layout.line, **side)
    axis = {"type": "rule", "color": QUIET}
    return [
        {"data": {"values": [{}]}, "mark": axis, "encoding": {"x": {"value": 0}}},
        {
            "data": {"values": names},
            "mark": text,
            "encoding": {
                "x": {"value": 0},
                "y": {"field": "at", "type": "quantitative", "scale": None, "axis": None},
                "text": {"field": "lines"},
            },
        },
    ]
