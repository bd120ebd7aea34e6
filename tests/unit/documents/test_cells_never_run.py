"""No cell of a workbook of ours is worked out by a spreadsheet, whatever a sender called a place."""

import io
import zipfile

from pptx import Presentation
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from joinedup.documents.report import Cell, Chart, Series, Table
from joinedup.documents.sheets import Sheets
from joinedup.documents.slidechart import add_chart

EVIL = '=HYPERLINK("http://evil.example","here")'


def test_the_workbook_inside_a_chart_holds_no_formula():
    chart = Chart("a", "bars", "A chart", "people", (EVIL, "@b"), (Series(EVIL, (1.0, 2.0)),), "words")
    slide = Presentation().slides.add_slide(Presentation().slide_layouts[6])
    blob = add_chart(slide, chart, 0, 0, 10**6, 10**6).part.chart_workbook.xlsx_part.blob
    with zipfile.ZipFile(io.BytesIO(blob)) as book:
        sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]
    assert sheets
    assert not [one for one in sheets if b"<f>" in one or b"<f " in one]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(blob)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["", f"'{EVIL}", "'@b"]


def test_no_cell_of_the_tables_begins_as_a_formula_does():
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    sheets = Sheets(book, is_synthetic=False)
    sheets.add_text("Text", [(EVIL, EVIL)])
    sheets.add_table("Table", ("+1", "b"), [(EVIL, -2.5), ("@b", None)])
    sheets.add_blocks("Blocks", [Table(EVIL, ("a",), ((Cell(EVIL),),))])
    book.close()
    read = CalamineWorkbook.from_filelike(io.BytesIO(content.getvalue()))
    cells = [cell for name in read.sheet_names for row in read.get_sheet_by_name(name).to_python() for cell in row]
    assert -2.5 in cells
    assert not [cell for cell in cells if isinstance(cell, str) and cell.startswith(tuple("=+-@"))]
