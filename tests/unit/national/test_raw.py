"""What a reader may look at: the beginning of a file, a workbook's sheets, a CSV with notes or repeated columns."""

import gzip
import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from joinedup.core.refusal import Refusal
from joinedup.intake.national.raw import Beginning, Raw
from joinedup.intake.national.reader import Reader

REPEATED = b'Force,"Other\r\nclass C",Total,Other class C\r\n"Avon and\nSomerset ",3,7,4\r\nKent,1,2,1\r\n'
NOTED = "Table 1: Sparrows\n\nSource: us\nPlace,2019,2020\nWells\xe9,1,2\n".encode("latin-1")


def workbook(sheets):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            for at, cells in rows.items():
                for column, cell in enumerate(cells):
                    sheet.write(at - 1, column, cell, *([day] if isinstance(cell, date) else []))
    return stream.getvalue()


BOOK = {
    "Cover": {1: ["Deaths of sparrows"], 3: ["Released", date(2021, 6, 30), 0.25]},
    "Table 1": {3: ["Area", 2019, 2020, ""], 4: ["Wells", 18, 2.5, ""], 5: ["Ely  \n city", "[c]", 0, ""]},
}


def test_columns_of_one_name_are_numbered_where_a_reader_asks_and_line_ends_in_names_are_blanks():
    sheet = Raw("a.csv", REPEATED, "cp1252").sheet(repeats="number")
    assert sheet.header == ("Force", "Other class C", "Total", "Other class C (2)")
    assert sheet.rows == ((2, ("Avon and Somerset", "3", "7", "4")), (3, ("Kent", "1", "2", "1")))
    with pytest.raises(Refusal, match="row 1: column 'Other class C' is there twice"):
        Raw("a.csv", REPEATED, "cp1252").sheet()


def test_a_header_may_stand_below_notes_and_rows_keep_their_numbers():
    sheet = Raw("a.csv", NOTED, "latin-1").sheet(header_row=4)
    assert sheet == type(sheet)("a.csv", ("Place", "2019", "2020"), ((5, ("Wells\xe9", "1", "2")),))
    with pytest.raises(Refusal, match=r"a\.csv has a header and no rows"):
        Raw("a.csv", NOTED, "latin-1").sheet(header_row=5)
    with pytest.raises(Refusal, match=r"a\.csv is empty"):
        Raw("a.csv", NOTED, "latin-1").sheet(header_row=9)


def test_a_workbook_is_read_by_sheet_name_and_header_row_with_the_numbers_a_spreadsheet_shows():
    book = Raw("b.xlsx", workbook(BOOK), "").workbook
    assert book.names == ("Cover", "Table 1")
    assert book.rows("Cover")[2] == (3, ("Released", "2021-06-30", "0.25"))
    sheet = book.sheet("Table 1", header_row=3)
    assert sheet.header == ("Area", "2019", "2020")
    assert sheet.rows == ((4, ("Wells", "18", "2.5")), (5, ("Ely city", "[c]", "0")))
    assert book.header_row("Table 1", lambda cells: cells[0] == "Area", "'Area'") == 3
    with pytest.raises(Refusal, match=r"b\.xlsx, sheet 'Table 1', row 5, column '2019': found '\[c\]'"):
        sheet.whole(5, "2019", "[c]")
    with pytest.raises(Refusal, match=r"b\.xlsx has no sheet 'Table 2'; its sheets are Cover, Table 1"):
        book.rows("Table 2")
    with pytest.raises(Refusal, match="sheet 'Cover': found no row that starts 'Area'"):
        book.header_row("Cover", lambda cells: cells[0] == "Area", "'Area'")


def test_a_cell_to_the_right_of_the_header_is_refused_and_not_dropped():
    book = Raw("b.xlsx", workbook({"T": {1: ["Area", 2019], 2: ["Ely", 1, 9]}}), "").workbook
    with pytest.raises(Refusal, match="row 2: found 3 cells; the header has 2 columns"):
        book.sheet("T")


@pytest.mark.parametrize("cut", [4, 200, -30])
def test_a_broken_workbook_is_refused_in_a_sentence(cut):
    with pytest.raises(Refusal, match=r"b\.xlsx cannot be opened as a workbook: .*Download it again"):
        _ = Raw("b.xlsx", workbook(BOOK)[:cut], "").workbook


def test_a_workbook_that_unpacks_to_a_flood_is_refused_before_it_is_unpacked(monkeypatch):
    flood = io.BytesIO()
    with zipfile.ZipFile(flood, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 3_000_000)
    monkeypatch.setattr("joinedup.intake.national.workbook._MOST_UNPACKED", 2 * 1024 * 1024)
    with pytest.raises(Refusal, match="unpacks to 2 MB; up to 2 MB are allowed"):
        _ = Raw("b.xlsx", flood.getvalue(), "").workbook


def test_a_beginning_is_unzipped_and_says_what_it_can_and_never_raises(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(gzip.compress(REPEATED))
    assert Beginning.of(path).content == REPEATED
    assert Beginning.of(path).header == ("Force", "Other class C", "Total", "Other class C")
    assert Beginning.of(path).rows(2)[1][0] == "Avon and Somerset"
    assert Beginning.of(path).workbook is None
    path.write_bytes(workbook(BOOK))
    assert Beginning.of(path).header == ()
    assert Beginning.of(path).workbook.names == ("Cover", "Table 1")
    path.write_bytes(workbook(BOOK)[:300])
    assert Beginning.of(path).workbook is None
    assert Beginning.of(tmp_path / "absent").content == b""


def declared(**how):
    plain = dict.fromkeys(("title", "publisher", "origin", "licence", "cadence", "encoding", "shape"), "")
    return Reader(slug="a", markers={}, gives=(), **plain, **how)


@pytest.mark.parametrize("how", [{}, {"matches": bool}, {"parse": len}, {"matches": bool, "recognises": bool}])
def test_a_reader_says_in_one_way_how_it_recognises_and_how_it_reads(how):
    with pytest.raises(ValueError, match="give one of"):
        declared(**how)


def test_a_reader_of_bytes_is_handed_all_of_them_unzipped(tmp_path):
    path = tmp_path / "shape.geojson.gz"
    path.write_bytes(gzip.compress(b'{"type": "FeatureCollection"}'))
    reader = declared(recognises=lambda start: b"Feature" in start.content, parse_raw=lambda raw, areas: (raw, areas))
    assert reader.is_for(Beginning.of(path))
    raw, areas = reader.read(path, {"E1": "area"})
    assert (raw.file, raw.content, areas) == ("shape.geojson.gz", b'{"type": "FeatureCollection"}', {"E1": "area"})
    assert reader.written_as == "not text"
