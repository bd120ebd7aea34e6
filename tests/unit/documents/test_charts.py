import itertools
import re
from dataclasses import replace

import pytest

from joinedup.documents.charts.draw import draw_svg, size_of, spec_of
from joinedup.documents.charts.layout import COLOURS, INKS, NARROW, ON_COLOUR, WIDE
from joinedup.documents.charts.points import points_of, ticks, unseen
from joinedup.documents.report import Chart, Series
from support import sample_report as sample

CHARTS = (sample.bars_by_place(), sample.bars_grouped(), sample.lines_by_year(), sample.stacked_parts())


def _domain(chart: Chart) -> list[float]:
    layers = spec_of(chart)["layer"]
    channel = "y" if chart.kind == "lines" else "x"
    return next(one["encoding"][channel]["scale"]["domain"] for one in layers if "scale" in one["encoding"][channel])


def test_a_hidden_point_carries_no_number_even_if_its_limits_were_left_in() -> None:
    chart = sample.bars_grouped()
    careless = replace(chart.series[1], lows=(7351.0, 22.0, 53.3), highs=(7399.0, 30.8, 63.3))
    chart = replace(chart, series=(chart.series[0], careless))
    hidden = [point for point in points_of(chart) if point["said"] == "hidden"]
    assert len(hidden) == 1
    assert not {"value", "low", "high", "end"} & set(hidden[0])
    assert "73" not in "".join(re.findall(r">([^<]*)<", draw_svg(chart)))


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.slug)
def test_hiding_the_largest_point_lets_the_axis_follow_the_rest(chart: Chart) -> None:
    series = chart.series[0]
    longer = replace(
        chart, series=(replace(series, values=(*series.values[1:], None), lows=(), highs=()), *chart.series[1:])
    )
    seen = [value for one in longer.series for value in one.values if value is not None]
    limits = [value for one in longer.series for value in one.highs if value is not None]
    most = max([*seen, *limits, chart.reference[1] if chart.reference else 0])
    if chart.kind != "stacked":
        assert _domain(longer)[1] < 1.7 * most
    assert _domain(longer)[0] == 0


def test_marks_are_as_many_as_seen_points() -> None:
    bars = spec_of(sample.bars_grouped())["layer"][0]
    assert bars["mark"]["type"] == "rect"
    assert len(bars["data"]["values"]) == 5


def test_a_line_breaks_at_a_hidden_year() -> None:
    joined = next(one for one in spec_of(sample.lines_by_year())["layer"] if one["mark"]["type"] == "line")
    runs = {point["run"] for point in joined["data"]["values"] if point["series"] == "Quillhaven"}
    assert len(runs) == 2


def test_names_at_line_ends_do_not_touch() -> None:
    spec = spec_of(sample.lines_by_year())
    ends = spec["layer"][-1]["data"]["values"]
    pixels = [(end["at"] * spec["height"] / 300, len(end["lines"])) for end in ends]
    for (below, _), (above, lines) in itertools.pairwise(pixels):
        assert above - below >= lines * WIDE.line - 0.01


def test_what_is_not_drawn_is_said_in_few_words() -> None:
    assert unseen(sample.lines_by_year()) == (
        "Quillhaven: hidden for 2015/16",
        "Vellside and East Thornmarch together: no figure for 2013/14 to 2016/17",
    )
    assert unseen(sample.all_hidden()) == ("hidden for Thornmarch and Quillhaven",)
    assert unseen(sample.stacked_parts()) == ()


def test_an_empty_chart_is_never_drawn() -> None:
    with pytest.raises(ValueError, match="nothing to show"):
        spec_of(sample.all_hidden())


def test_charts_that_cannot_be_read_are_refused() -> None:
    chart = sample.bars_by_place()
    with pytest.raises(ValueError, match="7 series"):
        spec_of(replace(chart, series=tuple(replace(chart.series[0], name=str(n)) for n in range(7))))
    with pytest.raises(ValueError, match="1 values for 2 categories"):
        spec_of(replace(chart, series=(Series("Rate", (1.0,)),)))
    with pytest.raises(ValueError, match="'pie'"):
        spec_of(replace(chart, kind="pie"))


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.slug)
def test_drawings_use_the_committed_font_and_fit_their_pages(chart: Chart) -> None:
    wide, narrow = draw_svg(chart), draw_svg(chart, NARROW)
    families = set(re.findall(r'font-family="([^"]+)"', wide + narrow))
    assert families == {"Public Sans"}
    assert size_of(wide)[0] <= 600
    assert size_of(narrow)[0] <= 288, "a phone of 320 pixels has this much room"


@pytest.mark.parametrize("top", [0.3, 1, 4.1, 9.99, 10, 37, 100, 174, 255.2, 999, 12345, 706000])
def test_axis_steps_are_round_reach_the_top_and_do_not_overshoot(top: float) -> None:
    steps = ticks(top, 4)
    assert steps[0] == 0
    assert top <= steps[-1] * (1 + 1e-9)
    assert steps[-2] < top
    assert len(steps) <= 5
    assert float(f"{steps[1]:.2g}") == pytest.approx(steps[1])


def _contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_lettering_stands_out_from_what_is_behind_it() -> None:
    for behind, letters in zip(COLOURS, ON_COLOUR, strict=True):
        assert _contrast(behind, letters) >= 4.5, behind
    for letters in INKS:
        assert _contrast(letters, "#ffffff") >= 4.5, letters
