"""A chart's points as records to draw, and the axis they need."""

import textwrap
from typing import Any

from joinedup.documents.charts.layout import COLOURS, FONT, GRID, INK, Layout
from joinedup.documents.report import Chart, Part, Series, Spot
from joinedup.documents.wording import ABSENT, decimals_of, say_with_unit

Spec = dict[str, Any]


def has_marks(chart: Chart) -> bool:
    """Return whether there is something to draw; if not, it is said in words and never drawn empty.

    One seen bar is enough; lines need two seen years in one series. On a map or funnel it is the background that shows
    where a place stands, and one seen area is enough.
    """
    if chart.spots:
        return any(is_drawn(spot, chart) for spot in chart.spots)
    enough = 2 if chart.kind == "lines" else 1
    return any(sum(value is not None for value in series.values) >= enough for series in chart.series)


def is_drawn(spot: Spot, chart: Chart) -> bool:
    """Return whether an area leaves a mark with a meaning: a shaded square, or a dot."""
    if spot.part is Part.WHOLE or spot.value is None:
        return False
    return spot.size is not None if chart.kind == "funnel" else None not in (spot.shade, spot.square)


def reason(series: Series, index: int) -> str:
    """Return why the point at `index` has no value."""
    return series.why[index] if index < len(series.why) and series.why[index] else ABSENT


def unseen(chart: Chart) -> tuple[str, ...]:
    """Return one phrase a series and reason, such as 'Quillhaven: hidden for 2015/16 to 2017/18 and 2020/21'."""
    phrases = [
        f"{spot.name}: {spot.note or spot.said}"
        for spot in chart.spots
        if spot.part in (Part.OWN, Part.NEIGHBOUR) and not is_drawn(spot, chart)
    ]
    for series in chart.series:
        missing = [index for index, value in enumerate(series.values) if value is None]
        for why in dict.fromkeys(reason(series, index) for index in missing):
            spans = _spans([index for index in missing if reason(series, index) == why], chart)
            said = f"{why} for {' and '.join(filter(None, (', '.join(spans[:-1]), spans[-1])))}"
            phrases.append(f"{series.name}: {said}" if len(chart.series) > 1 else said)
    return tuple(phrases)


def _spans(indexes: list[int], chart: Chart) -> list[str]:
    """Years that follow one another are said as 'A to B'; other categories each by name."""
    if chart.kind != "lines":
        return [chart.categories[index] for index in indexes]
    spans: list[list[int]] = []
    for index in indexes:
        if spans and spans[-1][-1] == index - 1:
            spans[-1].append(index)
        else:
            spans.append([index])
    names = chart.categories
    return [names[one[0]] if len(one) == 1 else f"{names[one[0]]} to {names[one[-1]]}" for one in spans]


def points_of(chart: Chart) -> list[Spec]:
    """Return one record a point. A point without a value carries only its reason: no number, no place on the axis."""
    decimals = decimals_of(value for series in chart.series for value in series.values)
    points = []
    for order, series in enumerate(chart.series):
        for index, category in enumerate(chart.categories):
            value = series.values[index]
            point: Spec = {"category": category, "index": index, "series": series.name, "order": order}
            if value is None:
                point["said"] = reason(series, index)
            else:
                point |= {"value": value, "said": say_with_unit(value, chart.unit, decimals), "end": value}
                low = series.lows[index] if index < len(series.lows) else None
                high = series.highs[index] if index < len(series.highs) else None
                if low is not None and high is not None:
                    point |= {"low": low, "high": high, "end": max(value, high)}
            points.append(point)
    return points


def top_of(chart: Chart, points: list[Spec]) -> float:
    """Return the largest number that must fit on the axis: seen points, their intervals and the reference."""
    return float(
        max([point["end"] for point in points if "end" in point] + ([chart.reference[1]] if chart.reference else []))
    )


def ticks(top: float, wanted: int) -> list[float]:
    """Return round axis steps from 0 to the first one at or above `top`."""
    if top <= 0:
        return [0.0, 1.0]
    power = 1.0
    while power * 10 <= top / wanted:
        power *= 10
    while power > top / wanted:
        power /= 10
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor * wanted >= top)
    count = next(count for count in range(1, wanted + 1) if step * count >= top * (1 - 1e-9))
    return [round(step * index, 9) for index in range(count + 1)]


def fold(text: str, letters: int) -> list[str]:
    """Return `text` in lines of at most `letters` letters."""
    return textwrap.wrap(text, letters) or [""]


def value_axis(chart: Chart, steps: list[float], **more: Any) -> Spec:
    """Return the axis of numbers, titled with the chart's unit."""
    quiet = {"domain": False, "ticks": False, "labelFlush": False, "format": ",~f"}
    return {"title": chart.unit, "values": steps, "grid": True, **quiet, **more}


def colour(chart: Chart) -> Spec:
    """Return the colour of each series, by its order."""
    names = [series.name for series in chart.series]
    scale = {"domain": names, "range": list(COLOURS[: len(names)])}
    return {"field": "series", "type": "nominal", "scale": scale, "legend": None}


def key(chart: Chart, layout: Layout) -> list[Spec]:
    """Return a key above the chart, its names folded and flowing so that none is cut short."""
    reach = layout.plot + (0 if layout.is_narrow else 60)
    left, down = 0, 0
    entries: list[Spec] = []
    for order, series in enumerate(chart.series):
        lines = fold(series.name, max(12, (reach - 24) // 8))
        wide = 24 + round(layout.size * 0.56 * max(len(line) for line in lines)) + 14
        if left and left + wide > reach:
            left, down = 0, down + layout.line
        entries.append({"lines": lines, "left": left, "text": left + 20, "at": down, "colour": COLOURS[order]})
        left += wide
        if len(lines) > 1:
            left, down = 0, down + layout.line * len(lines)
    deepest = max(entry["at"] + layout.line * len(entry["lines"]) for entry in entries)
    rise = deepest + (layout.line + 8 if chart.reference else 8)
    for entry in entries:
        entry["at"] += layout.line / 2 - rise
    place = {"type": "quantitative", "scale": None, "axis": None}
    y = {"field": "at", **place}
    square = {"type": "point", "shape": "square", "filled": True, "size": 160, "opacity": 1, "xOffset": 7}
    paint = {"field": "colour", "type": "nominal", "scale": None}
    text = {"x": {"field": "text", **place}, "y": y, "text": {"field": "lines"}}
    data = {"values": entries}
    return [
        {"data": data, "mark": square, "encoding": {"x": {"field": "left", **place}, "y": y, "color": paint}},
        {"data": data, "mark": lettering(layout, align="left", lineHeight=layout.line), "encoding": text},
    ]


def lettering(layout: Layout, **more: Any) -> Spec:
    """Return a text mark in the chart's ink."""
    return {"type": "text", "color": INK, "fontSize": layout.size, "baseline": "middle", **more}


def halo(layers: list[Spec]) -> list[Spec]:
    """Return the text layers with white drawn behind each, so that lettering on a line can be read."""
    edge = {"stroke": "#ffffff", "strokeWidth": 4, "strokeJoin": "round"}
    return [one for layer in layers for one in ({**layer, "mark": {**layer["mark"], **edge}}, layer)]


def reference(chart: Chart, channel: str, layout: Layout) -> list[Spec]:
    """Return a dashed line with its name and value: above upright lines, at the left of level ones."""
    if chart.reference is None:
        return []
    name, value = chart.reference
    said = f"{name} {say_with_unit(value, chart.unit, decimals_of([value]))}"
    data = {"values": [{"at": value, "said": said}]}
    where = {channel: {"field": "at", "type": "quantitative"}}
    if channel == "x":
        text = lettering(layout, fontWeight="bold", align="center", baseline="bottom", dy=-5)
        other = {"y": {"value": 0}}
    else:
        text = lettering(layout, fontWeight="bold", align="left", baseline="bottom", dy=-4, dx=4)
        other = {"x": {"value": 0}}
    rule = {"type": "rule", "strokeDash": [5, 4], "strokeWidth": 2, "color": INK}
    label = {"data": data, "mark": text, "encoding": {**where, **other, "text": {"field": "said"}}}
    return [{"data": data, "mark": rule, "encoding": where}, *halo([label])]


def settings(layout: Layout) -> Spec:
    """Return the lettering and lines of axes and keys."""
    text = {"labelFont": FONT, "titleFont": FONT, "labelFontSize": layout.size, "titleFontSize": layout.size}
    axis = {**text, "labelColor": INK, "titleColor": INK, "titleFontWeight": "normal", "gridColor": GRID}
    return {
        "aria": False,
        "font": FONT,
        "view": {"stroke": None},
        "axis": {**axis, "labelLimit": 400, "labelLineHeight": layout.size + 3, "labelPadding": 6},
        "text": {"font": FONT},
    }
