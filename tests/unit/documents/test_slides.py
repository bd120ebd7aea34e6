import io

from pptx import Presentation
from python_calamine import CalamineWorkbook

from support.rendered import parts, slides
from support.sample_report import claims


def _slides():  # type: ignore[no-untyped-def]
    return list(Presentation(io.BytesIO(slides())).slides)


def _charts():  # type: ignore[no-untyped-def]
    return [shape for slide in _slides() for shape in slide.shapes if shape.has_chart]


def test_each_chart_with_marks_gets_a_slide_and_one_without_gets_none() -> None:
    assert len(_charts()) == 4
    assert all(sum(shape.has_chart for shape in slide.shapes) <= 1 for slide in _slides())


def test_a_hidden_figure_is_a_blank_cell_in_the_workbook_inside() -> None:
    grouped = next(shape for shape in _charts() if shape.name.startswith("Who is"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(grouped.chart.part.chart_workbook.xlsx_part.blob))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0] == ["", "Thornmarch", "Quillhaven"]
    assert rows[1] == ["Women", 41.2, ""]
    assert rows[2][1:] == [22.5, 26.1]


def test_limits_are_drawn_for_seen_points_only() -> None:
    name = next(name for name, part in parts(slides()).items() if "charts/chart" in name and b"Women" in part)
    quill = parts(slides())[name].decode().split("<c:ser>")[2]
    plus = quill.split("<c:plus>")[1].split("</c:plus>")[0]
    assert 'idx="0"' not in plus
    assert plus.count("<c:pt ") == 2


def test_the_headline_about_a_chart_is_its_title_and_notes_hold_claim_ids() -> None:
    titles = {slide.shapes.title.text_frame.text: slide for slide in _slides()}
    slide = titles[claims()[1].sentence]
    notes = slide.notes_slide.notes_text_frame.text
    assert claims()[0].claim_id in notes
    assert claims()[1].claim_id in notes


def test_every_slide_says_synthetic_and_every_chart_has_words() -> None:
    for slide in _slides():
        said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert "Synthetic data" in said
    assert all(chart._element.nvGraphicFramePr.cNvPr.get("descr") for chart in _charts())


def test_everything_lies_on_the_slide() -> None:
    deck = Presentation(io.BytesIO(slides()))
    assert abs(deck.slide_width / deck.slide_height - 16 / 9) < 0.001
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.width > 0
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
