"""Lines over years, each named where it ends."""

from itertools import pairwise

from joinedup.documents.charts.layout import INKS, QUIET, Layout
from joinedup.documents.charts.points import (
    Spec,
    colour,
    fold,
    halo,
    lettering,
    points_of,
    reference,
    ticks,
    top_of,
    value_axis,
)
from joinedup.documents.report import Chart


def draw_lines(chart: Chart, layout: Layout) -> Spec:
    """Return one line a series from a base of zero; a point without a value breaks its line."""
    points = points_of(chart)
    seen = [point for point in points if "value" in point]
    steps = ticks(top_of(chart, points), 4)
    width, height = (150, 220) if layout.is_narrow else (layout.plot, 250)
    x: Spec = {"field": "category", "type": "nominal", "sort": None, "scale": _along(chart)}
    x["axis"] = {"title": None, "labelAngle": 0, "labelOverlap": "parity", "labelSeparation": 6, "ticks": False}
    x["axis"] |= {"domainColor": QUIET}
    y: Spec = {"field": "value", "type": "quantitative", "scale": {"domain": [0, steps[-1]]}}
    above = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0, "titleY": -18}
    y["axis"] = value_axis(chart, steps, **above)
    colours = colour(chart)
    layers = [
        {
            "data": {"values": [point for point in seen if "low" in point]},
            "mark": {"type": "rule", "strokeWidth": 1.5, "opacity": 0.6},
            "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}, "color": colours},
        },
        {
            "data": {"values": _runs(points)},
            "mark": {"type": "line", "strokeWidth": 2.5},
            "encoding": {"x": x, "y": y, "color": colours, "detail": {"field": "run", "type": "nominal"}},
        },
        {
            "data": {"values": seen},
            "mark": {"type": "point", "filled": True, "size": 55, "opacity": 1},
            "encoding": {"x": x, "y": y, "color": colours},
        },
        *reference(chart, "y", layout),
        *halo(
            [
                {
                    "data": {"values": _ends(chart, seen, steps[-1] / height, layout)},
                    "mark": {**lettering(layout, align="left", dx=8, fontWeight="bold"), "lineHeight": layout.line},
                    "encoding": {
                        "x": {"value": width},
                        "y": {**y, "field": "at"},
                        "text": {"field": "lines"},
                        "color": {"field": "ink", "type": "nominal", "scale": None},
                    },
                }
            ]
        ),
    ]
    return {"width": width, "height": height, "layer": layers}


def _along(chart: Chart) -> Spec:
    return {"type": "point", "padding": 0.3, "domain": list(chart.categories)}


def _runs(points: list[Spec]) -> list[Spec]:
    """Points that follow one another without a gap share a run, and only they are joined."""
    joined = []
    run = 0
    for point in points:
        if "value" not in point:
            run += 1
        else:
            joined.append({**point, "run": f"{point['order']}-{run}"})
    return joined


def _ends(chart: Chart, seen: list[Spec], per_pixel: float, layout: Layout) -> list[Spec]:
    """Names at the right of their lines, pushed up so that no two touch."""
    last = {point["series"]: point for point in seen}
    many = len(chart.series) > 1
    ends: list[Spec] = [
        {
            "series": name,
            "ink": INKS[point["order"]],
            "at": float(point["value"]),
            "lines": fold(f"{name} {point['said']}" if many else point["said"], layout.end_letters),
        }
        for name, point in last.items()
    ]
    ends.sort(key=lambda end: (end["at"], end["series"]))
    for below, above in pairwise(ends):
        above["at"] = max(above["at"], below["at"] + per_pixel * layout.line * len(above["lines"]))
    return ends
