"""Maps of tiles and funnels as drawings, at every size, and in every file."""

import io
import itertools
import re
from datetime import date
from functools import cache

import docx
import pytest
from pptx import Presentation
from python_calamine import CalamineWorkbook

from joinedup.documents.behind import named_behind
from joinedup.documents.charts.draw import draw_png, draw_svg, size_of, spec_of
from joinedup.documents.charts.funnelscale import scale_of
from joinedup.documents.charts.funnelwords import LETTERS
from joinedup.documents.charts.layout import FIFTHS, LIMITS, NARROW, ON_FIFTHS, ON_LIMITS, QUIET, SLIDE, WIDE
from joinedup.documents.charts.points import has_marks, unseen
from joinedup.documents.charts.room import Box, find_room
from joinedup.documents.evidence import build_annex, cited_in
from joinedup.documents.page import write_page
from joinedup.documents.pdf import write_pdf
from joinedup.documents.report import Part, Report, ReportSection
from joinedup.documents.slides import write_slides
from joinedup.documents.word import write_word
from joinedup.documents.workbook import write_workbook
from support.claiming import CITY, COUNTY
from support.everywhere import NEAR, OTHERS, RATE, board, figures, picture
from support.rendered import parts

HIDDEN = (OTHERS[0].code, OTHERS[20].code)
LAYOUTS = {"wide": WIDE, "narrow": NARROW, "slide": SLIDE}


@cache
def _chart(kind, shaded_by="fifths"):
    return picture(kind, figures(unseen=HIDDEN), shaded_by=shaded_by)


CHARTS = [("tiles", "fifths"), ("tiles", "limits"), ("funnel", "fifths")]


@pytest.mark.parametrize(("kind", "by"), CHARTS)
def test_drawings_use_the_committed_font_fit_their_pages_and_are_the_same_each_time(kind, by):
    chart = _chart(kind, by)
    wide, narrow = draw_svg(chart), draw_svg(chart, NARROW)
    assert set(re.findall(r'font-family="([^"]+)"', wide + narrow)) == {"Public Sans"}
    assert size_of(wide)[0] <= 600
    assert size_of(wide)[1] <= 800, "a page of Word is 25 centimetres high"
    assert size_of(narrow)[0] <= 288, "a phone of 320 pixels has this much room"
    assert spec_of(chart) == spec_of(picture(kind, figures(unseen=HIDDEN), shaded_by=by))
    assert draw_png(chart, layout=SLIDE).startswith(b"\x89PNG")


@pytest.mark.parametrize("name", [*LAYOUTS])
def test_names_on_a_map_cover_no_square_no_key_and_no_other_name(name):
    layout = LAYOUTS[name]
    chart = picture("tiles", figures(unseen=HIDDEN), places=(CITY, COUNTY))
    layers = spec_of(chart, layout)["layer"]
    squares = [Box(*(one[side] for side in ("left", "top", "right", "bottom"))) for one in _rects(layers[:2])]
    texts = [one for layer in layers if layer["mark"]["type"] == "text" for one in layer["data"]["values"]]
    names = [one for one in texts if one["lines"][0].startswith(("Quill", "Thorn"))]
    assert len({one["lines"][0] for one in names}) == 2
    for one in names:
        wide = max(len(line) for line in one["lines"]) * layout.size * 0.5
        box = Box(one["x"], one["y"] - 7, one["x"] + wide, one["y"] + 7 + (len(one["lines"]) - 1) * layout.line)
        assert not any(box.overlap(square) for square in squares)


def _rects(layers):
    return [one for layer in layers for one in layer["data"]["values"]]


@pytest.mark.parametrize("name", [*LAYOUTS])
def test_each_seen_neighbour_has_its_letter_on_the_funnel_and_its_name_in_the_key(name):
    layout = LAYOUTS[name]
    chart = _chart("funnel")
    scale = scale_of(chart, layout)
    texts = [
        (one["x"], one["y"], one["lines"])
        for layer in spec_of(chart, layout)["layer"]
        if layer["mark"]["type"] == "text"
        for one in layer["data"]["values"]
    ]
    seen = [spot.name for spot in chart.spots if spot.part is Part.NEIGHBOUR and spot.size]
    assert len(seen) == len(NEAR) - 1
    letters = {lines[0]: (x, y) for x, y, lines in texts if lines[0] in LETTERS}
    assert sorted(letters) == list(LETTERS[: len(seen)])
    for (x, y), (other_x, other_y) in itertools.combinations(letters.values(), 2):
        assert abs(x - other_x) > layout.size * 0.7 or abs(y - other_y) > layout.size * 0.7
    assert all(0 <= x <= scale.wide and -layout.line <= y <= scale.high for x, y in letters.values())
    keyed = [lines[0] for _, _, lines in texts]
    assert all(f"{letter}  {name}" in keyed for letter, name in zip(LETTERS, seen, strict=False))


def test_limits_stay_on_the_picture_and_are_told_apart_without_colour():
    chart = _chart("funnel")
    scale = scale_of(chart, WIDE)
    lines = [layer for layer in spec_of(chart)["layer"] if layer["mark"]["type"] == "line"]
    assert [line["mark"]["strokeDash"] for line in lines] == [[1, 0], [6, 4], [6, 4], [1, 0]]
    for line in lines:
        assert line["data"]["values"]
        assert all(-0.01 <= one["y"] <= scale.high + 0.01 for one in line["data"]["values"])
        assert max(one["x"] for one in line["data"]["values"]) == pytest.approx(scale.wide)


def _light(colour):
    linear = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in linear]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one, other):
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_marks_stand_out_from_their_squares_and_fifths_darken_by_steps_seen_in_grey():
    for behind, letters in zip((*FIFTHS, *LIMITS), (*ON_FIFTHS, *ON_LIMITS), strict=True):
        assert _contrast(behind, letters) >= 4.5, behind
    assert all(_contrast(one, other) >= 1.3 for one, other in itertools.pairwise(FIFTHS))
    assert [_light(one) for one in FIFTHS] == sorted((_light(one) for one in FIFTHS), reverse=True)
    assert _contrast(QUIET, "#ffffff") >= 3, "the edge of a pale square, and of a hatched one"


def test_named_places_without_a_mark_are_said():
    assert unseen(_chart("tiles")) == ("Market A: hidden",)
    assert has_marks(_chart("funnel"))


def test_a_neighbour_without_a_claim_has_no_number_in_the_short_table():
    rows = [[cell.text for cell in row] for row in named_behind(_chart("tiles")).rows]
    assert [row[0] for row in rows] == ["Quillhaven", "Market A"]
    assert rows[1][1] == "hidden"


@cache
def _report():
    laid = board(figures(unseen=HIDDEN))
    charts = (_chart("tiles"), _chart("funnel"))
    report = Report(
        title="Made up",
        subtitle="Made up",
        places=(CITY.name,),
        period="2021/22",
        is_synthetic=True,
        headlines=(),
        sections=(ReportSection("one", "Deaths", 1, charts),),
        owner="A test",
        contact="nobody",
        dated_on=date(2026, 5, 1),
        next_update="never",
        data_version="data-1",
    )
    return report, laid.ledger, build_annex(report, laid.ledger, {RATE.slug: RATE})


def test_the_report_cites_the_named_places_alone():
    report, ledger, _ = _report()
    held = {claim.claim_id: claim for claim in ledger.claims}
    assert {held[one].about[0].place for one in cited_in(report)} == {CITY}


def test_the_page_has_words_and_every_authority_behind_the_picture():
    report, _, annex = _report()
    page = write_page(report, annex)
    assert page.count('role="img"') == 4
    assert page.count("A map of England with a square for each upper-tier authority") == 2
    behind = page.split("<details>")[1].split("</details>")[0]
    assert behind.count("<tr>") == 1 + 30 + 1
    assert re.search(
        r'<th scope="row">Market A</th><td class="num">hidden</td><td class="num"></td><td>no mark', behind
    )
    assert 'href="#claim-' in behind


def test_word_and_pdf_have_the_picture_its_words_and_the_named_places():
    report, _, annex = _report()
    document = docx.Document(io.BytesIO(write_word(report, annex)))
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert described == [chart.alt for chart in report.sections[0].blocks]
    assert [[row.cells[0].text for row in table.rows] for table in document.tables[:2]] == [
        ["", "Quillhaven", "Market A"],
        ["", "Quillhaven", "Market A"],
    ]
    assert write_pdf(report, annex).startswith(b"%PDF")


def test_a_slide_holds_the_picture_with_its_words():
    report, _, annex = _report()
    deck = Presentation(io.BytesIO(write_slides(report, annex)))
    pictures = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 13]
    assert [shape._element.nvPicPr.cNvPr.get("descr") for shape in pictures] == [
        chart.alt for chart in report.sections[0].blocks
    ]
    for shape in pictures:
        assert shape.left >= 0
        assert shape.left + shape.width <= deck.slide_width
        assert shape.top + shape.height <= deck.slide_height


def test_the_workbook_has_a_sheet_for_each_picture_and_words_for_what_is_hidden():
    report, ledger, annex = _report()
    content = write_workbook(report, ledger, annex, {RATE.slug: RATE}, ())
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert {"Map 1", "Funnel 2"} <= set(book.sheet_names)
    rows = {row[0]: row for row in book.get_sheet_by_name("Funnel 2").to_python()}
    assert rows["Market A"][1:4] == ["hidden", "", ""]
    assert rows["Market B"][3] == 60_000 * 4
    assert rows["Quillhaven"][-1].startswith(CITY.code)
    assert rows["Market B"][-1] == ""
    assert parts(content)


def test_room_is_found_inside_off_what_is_kept_and_near():
    inside = Box(0, 0, 100, 60)
    kept = [Box(50, 0, 100, 60)]
    cost, box = find_room((48, 30), (30, 10), inside=inside, kept=kept, gap=3)
    assert box.lies_in(inside)
    assert not box.overlap(kept[0])
    assert cost == pytest.approx(3, abs=0.2)
    assert find_room((48, 30), (60, 10), inside=inside, kept=kept, gap=3) is None


def test_room_that_makes_a_line_cross_something_costs_more():
    inside = Box(0, 0, 200, 200)
    wall = Box(110, 0, 115, 200)
    _, free = find_room((100, 100), (40, 10), inside=inside, kept=[], gap=12)
    _, walled = find_room((100, 100), (40, 10), inside=inside, kept=[], not_crossed=[wall], gap=12)
    assert wall.is_crossed((100, 100), free.nearest(100, 100))
    assert not wall.is_crossed((100, 100), walled.nearest(100, 100))
    assert wall.is_crossed((100, 100), (130, 100))
    assert not wall.is_crossed((100, 100), (100, 150))
