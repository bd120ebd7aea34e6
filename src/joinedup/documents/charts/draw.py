"""Charts as pictures, drawn by vl-convert in the committed font alone."""

import json
import re
from functools import cache, lru_cache
from pathlib import Path

import vl_convert

from joinedup.documents.charts.bars import draw_bars, draw_stacked
from joinedup.documents.charts.funnel import draw_funnel
from joinedup.documents.charts.layout import COLOURS, WIDE, Layout
from joinedup.documents.charts.lines import draw_lines
from joinedup.documents.charts.points import Spec, has_marks, settings
from joinedup.documents.charts.tiles import draw_tiles
from joinedup.documents.report import Chart

FONTS = Path(__file__).parent.parent / "fonts"
_VEGA_LITE = "6.4"
_INNER_ROLES = re.compile(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*"|aria-hidden="true")')
"""A chart is one picture with words of its own; roles on its inner groups only disturb those who hear it."""
_KINDS = {"bars": draw_bars, "lines": draw_lines, "stacked": draw_stacked, "tiles": draw_tiles, "funnel": draw_funnel}


def spec_of(chart: Chart, layout: Layout = WIDE) -> Spec:
    """Return the Vega-Lite specification; ValueError for a chart that is empty, ragged, crowded or of no known kind."""
    if chart.kind not in _KINDS:
        raise ValueError(f"Chart '{chart.slug}' is of kind '{chart.kind}'; it may be {', '.join(_KINDS)}.")
    if len(chart.series) > len(COLOURS):
        raise ValueError(f"Chart '{chart.slug}' has {len(chart.series)} series; {len(COLOURS)} can be told apart.")
    for series in chart.series:
        if len(series.values) != len(chart.categories):
            raise ValueError(
                f"Chart '{chart.slug}': series '{series.name}' has {len(series.values)} values "
                f"for {len(chart.categories)} categories."
            )
    if not has_marks(chart):
        raise ValueError(f"Chart '{chart.slug}' has nothing to show; say so in words.")
    drawn = _KINDS[chart.kind](chart, layout)
    schema = "https://vega.github.io/schema/vega-lite/v6.json"
    return {"$schema": schema, "background": "#ffffff", "padding": 4, "config": settings(layout), **drawn}


@lru_cache(maxsize=128)
def draw_svg(chart: Chart, layout: Layout = WIDE) -> str:
    """Return the chart as SVG text; the same text on every machine. Kept a while: each file draws the same charts."""
    return _svg(json.dumps(spec_of(chart, layout), sort_keys=True))


def draw_png(chart: Chart, scale: float = 2.5, layout: Layout = WIDE) -> bytes:
    """Return the chart, wide if nothing is said, as PNG bytes, `scale` pixels for each of its units."""
    return vl_convert.svg_to_png(draw_svg(chart, layout), scale=scale)


def size_of(svg: str) -> tuple[float, float]:
    """Return width and height of a drawing in pixels."""
    match = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if match is None:
        raise ValueError("A drawing came back without a viewBox.")
    return float(match[1]), float(match[2])


@cache
def _use_own_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


def _svg(spec: str) -> str:
    _use_own_fonts()
    drawn = vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[])
    return _INNER_ROLES.sub("", drawn)
