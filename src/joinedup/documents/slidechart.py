"""Charts that PowerPoint can edit. The workbook inside holds what is drawn, and a blank where a figure is hidden."""

import io
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from joinedup.core.cells import plain_text
from joinedup.documents.charts.draw import draw_png, draw_svg, size_of
from joinedup.documents.charts.layout import COLOURS, ON_COLOUR, SLIDE
from joinedup.documents.charts.points import points_of, ticks, top_of
from joinedup.documents.report import Chart, Series
from joinedup.documents.slidestyle import INK, QUIET
from joinedup.documents.wording import decimals_of, is_percent

_TYPES = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
}
_GRID = RGBColor(0xD8, 0xDD, 0xE0)


def add_chart(slide: Any, chart: Chart, left: int, top: int, width: int, height: int) -> Any:
    """Add the chart to a slide, with its words for those who cannot see it; return the native chart.

    A reference becomes a bar of its own beside single bars, or a dashed line among lines.
    """
    drawn = _with_reference(chart)
    decimals = decimals_of(value for series in drawn.series for value in series.values)
    number_format = ("#,##0.0" if decimals else "#,##0") + ('"%"' if is_percent(chart.unit) else "")
    data = CategoryChartData(number_format=number_format)
    data.categories = [plain_text(name) for name in drawn.categories]  # they also stand in the workbook inside
    for series in drawn.series:
        data.add_series(plain_text(series.name), series.values)
    frame = slide.shapes.add_chart(_TYPES[chart.kind], left, top, width, height, data)
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("descr", chart.alt)
    properties.set("name", chart.title)
    native = frame.chart
    _dress(native, drawn, number_format)
    for at, (series, mark) in enumerate(zip(drawn.series, native.plots[0].series, strict=True)):
        _dress_series(chart, at, series, mark, is_reference=at >= len(chart.series))
    if len(drawn.categories) > len(chart.categories):
        bar = native.plots[0].series[0].points[len(chart.categories)]
        bar.format.fill.solid()
        bar.format.fill.fore_color.rgb = QUIET
    return native


def add_picture(slide: Any, chart: Chart, left: int, top: int, width: int, height: int) -> Any:
    """Add a chart that PowerPoint cannot draw as a picture with its words, as large as the room allows."""
    wide, high = size_of(draw_svg(chart, SLIDE))
    scale = min(width / wide, height / high)
    size = round(wide * scale), round(high * scale)
    shape = slide.shapes.add_picture(io.BytesIO(draw_png(chart, layout=SLIDE)), left, top, *size)
    properties = shape._element.nvPicPr.cNvPr
    properties.set("descr", chart.alt)
    properties.set("name", chart.title)
    return shape


def _with_reference(chart: Chart) -> Chart:
    """Return the chart with its reference as one more bar or line, where it can be told apart."""
    if chart.reference is None or chart.kind == "stacked":
        return chart
    name, value = chart.reference
    categories, series = chart.categories, chart.series
    if chart.kind == "lines":
        series = (*series, Series(name, tuple(value for _ in categories)))
    elif len(series) == 1:
        one = series[0]
        categories = (*categories, name)
        lows, highs = ((*limits, None) if limits else () for limits in (one.lows, one.highs))
        series = (Series(one.name, (*one.values, value), lows, highs),)
    return Chart(chart.slug, chart.kind, chart.title, chart.unit, categories, series, chart.alt)


def _dress(native: Any, chart: Chart, number_format: str) -> None:
    native.font.size, native.font.color.rgb = Pt(14), INK
    native.has_title = False
    native.has_legend = len(chart.series) > 1
    if native.has_legend:
        native.legend.position = XL_LEGEND_POSITION.TOP
        native.legend.include_in_layout = False
    values, names = native.value_axis, native.category_axis
    values.has_major_gridlines, values.minimum_scale = True, 0
    values.major_gridlines.format.line.color.rgb = _GRID
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = (
        number_format.replace(".0", ""),
        False,
    )
    names.format.line.color.rgb = QUIET
    plot = native.plots[0]
    if chart.kind == "lines":
        steps = ticks(top_of(chart, points_of(chart)), 4)
        values.maximum_scale = steps[-1]
        return
    names.reverse_order = True
    values.visible = False
    values.has_major_gridlines = False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    plot.gap_width, plot.overlap = 45, 100 if chart.kind == "stacked" else -5
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked, labels.show_value = number_format, False, True
    has_limits = any(limit is not None for series in chart.series for limit in series.lows)
    if chart.kind == "stacked":
        labels.position = XL_LABEL_POSITION.CENTER
        if is_percent(chart.unit):
            values.maximum_scale = 100
    else:
        labels.position = XL_LABEL_POSITION.INSIDE_BASE if has_limits else XL_LABEL_POSITION.OUTSIDE_END


def _dress_series(chart: Chart, at: int, series: Series, mark: Any, *, is_reference: bool) -> None:
    colour = INK if is_reference else RGBColor.from_string(COLOURS[at].lstrip("#"))
    if chart.kind == "lines":
        mark.smooth = False
        mark.format.line.color.rgb, mark.format.line.width = colour, Pt(2.75)
        if is_reference:
            mark.format.line.dash_style = MSO_LINE.DASH
            mark.marker.style = XL_MARKER_STYLE.NONE
        else:
            mark.marker.style, mark.marker.size = XL_MARKER_STYLE.CIRCLE, 7
            mark.marker.format.fill.solid()
            mark.marker.format.fill.fore_color.rgb = colour
            mark.marker.format.line.color.rgb = colour
    else:
        mark.format.fill.solid()
        mark.format.fill.fore_color.rgb = colour
        mark.invert_if_negative = False
        inside = chart.kind == "stacked" or any(limit is not None for limit in series.lows)
        labels = mark.data_labels
        labels.show_value = True
        labels.font.size = Pt(14)
        labels.font.color.rgb = RGBColor.from_string(ON_COLOUR[at].lstrip("#")) if inside else INK
        if chart.kind == "stacked":
            labels.position = XL_LABEL_POSITION.CENTER
        else:
            labels.position = XL_LABEL_POSITION.INSIDE_BASE if inside else XL_LABEL_POSITION.OUTSIDE_END
    _add_limits(chart, series, mark)


def _add_limits(chart: Chart, series: Series, mark: Any) -> None:
    """Draw error bars from each value to its limits; a point without both has none."""
    reach = [
        (at, value - low, high - value)
        for at, (value, low, high) in enumerate(zip(series.values, series.lows, series.highs, strict=False))
        if value is not None and low is not None and high is not None
    ]
    if not reach:
        return
    bars = etree.SubElement(mark._element, qn("c:errBars"))
    if chart.kind == "lines":
        etree.SubElement(bars, qn("c:errDir")).set("val", "y")
    for tag, word in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        etree.SubElement(bars, qn(f"c:{tag}")).set("val", word)
    for tag, side in (("plus", 2), ("minus", 1)):
        numbers = etree.SubElement(etree.SubElement(bars, qn(f"c:{tag}")), qn("c:numLit"))
        etree.SubElement(numbers, qn("c:formatCode")).text = "General"
        etree.SubElement(numbers, qn("c:ptCount")).set("val", str(len(series.values)))
        for point in reach:
            held = etree.SubElement(numbers, qn("c:pt"), idx=str(point[0]))
            etree.SubElement(held, qn("c:v")).text = f"{point[side]:.6g}"
    line = etree.SubElement(etree.SubElement(bars, qn("c:spPr")), qn("a:ln"), w="19050")
    fill = etree.SubElement(etree.SubElement(line, qn("a:solidFill")), qn("a:srgbClr"))
    fill.set("val", str(INK))
    followers = [child for child in mark._element if child.tag in {qn("c:cat"), qn("c:val"), qn("c:smooth")}]
    if followers:
        followers[0].addprevious(bars)
