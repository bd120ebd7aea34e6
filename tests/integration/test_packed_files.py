"""A zip, a gzip or a workbook with one table in it is read; anything else packed is refused, and no bomb goes off."""

import gzip
import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from joinedup.intake import unpacking
from joinedup.jobs.check import check
from support.extract import HEADERS, row, write_extract


def said(path):
    report = check([path])
    return report.exit_status, "\n".join(report.lines())


@pytest.fixture
def extract(tmp_path):
    return write_extract(tmp_path / "inside.csv", [row(), row(EPISODID="e2", CLIENTID="c2")], sidecar=None).read_bytes()


def zipped(path, **files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_dot_", "."), content)
    return path


def test_a_zip_with_one_file_is_read_under_its_own_name_and_hash(tmp_path, extract):
    path = zipped(tmp_path / "sent.zip", inside_dot_csv=extract)
    (report,) = check([path]).files
    assert report.is_usable
    assert report.file_name == "sent.zip"
    assert "2 rows." in report.facts


def test_litter_that_a_computer_adds_to_a_zip_is_passed_over(tmp_path, extract):
    path = tmp_path / "sent.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("folder/", "")
        archive.writestr("folder/inside.csv", extract)
        archive.writestr("__MACOSX/._inside.csv", b"litter")
        archive.writestr("folder/.DS_Store", b"litter")
    assert said(path)[0] == 0


def test_a_gzip_is_read(tmp_path, extract):
    path = tmp_path / "sent.csv.gz"
    path.write_bytes(gzip.compress(extract))
    status, text = said(path)
    assert (status, "2 rows." in text) == (0, True)


@pytest.mark.parametrize("count", [0, 2])
def test_a_zip_with_no_file_or_several_says_how_many(tmp_path, extract, count):
    path = zipped(tmp_path / "sent.zip", **{f"part_{number}_dot_csv": extract for number in range(count)})
    content = path.read_bytes()
    path.write_bytes(content if count else b"PK\x03\x04" + content)  # an empty zip begins otherwise
    status, text = said(path)
    assert status == 1
    assert f"holds {count} files" in text if count else "cannot be opened" in text or "holds 0 files" in text


def test_a_zip_cut_short_says_so(tmp_path, extract):
    path = zipped(tmp_path / "sent.zip", inside_dot_csv=extract)
    path.write_bytes(path.read_bytes()[:-40])
    assert "broken or cut short" in said(path)[1]
    path = tmp_path / "sent.csv.gz"
    path.write_bytes(gzip.compress(extract)[:-12])
    assert "broken or cut short" in said(path)[1]


def test_a_zip_whose_contents_were_altered_says_so(tmp_path, extract):
    path = tmp_path / "sent.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("inside.csv", extract)
    path.write_bytes(path.read_bytes().replace(b"X0001", b"X0002", 1))
    assert "broken or cut short" in said(path)[1]


def test_a_locked_zip_says_so(tmp_path, extract):
    path = zipped(tmp_path / "sent.zip", inside_dot_csv=extract)
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))
    assert "locked with a password" in said(path)[1]


@pytest.mark.parametrize("pack", ["zip", "gz"])
def test_a_bomb_is_stopped_while_it_unpacks(tmp_path, monkeypatch, pack):
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 3 << 20)
    flood = bytes(10 << 20)
    path = tmp_path / f"bomb.{pack}"
    if pack == "zip":
        zipped(path, bomb_dot_csv=flood)
    else:
        path.write_bytes(gzip.compress(flood))
    status, text = said(path)
    assert status == 1
    assert "unpacks to more than 3 MB" in text


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 3 << 20)
    path = zipped(tmp_path / "bomb.zip", bomb_dot_csv=bytes(10 << 20))
    _lie(path, 10 << 20, 100)
    status, text = said(path)
    assert status == 1
    assert "broken or cut short" in text


def test_a_workbook_that_lies_about_its_size_is_refused_before_it_is_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_IN_WORKBOOK", 3 << 20)
    path = zipped(tmp_path / "bomb.xlsx", **{"[Content_Types]_dot_xml": b"<x/>", "xl/a_dot_xml": bytes(10 << 20)})
    _lie(path, 10 << 20, 100)
    status, text = said(path)
    assert status == 1
    assert "unpacks to more than 3 MB" in text


def test_a_workbook_of_very_many_parts_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "_MOST_PARTS", 3)
    path = zipped(tmp_path / "a.xlsx", **{"[Content_Types]_dot_xml": b"<x/>"} | {f"{n}_dot_xml": b"x" for n in "abcd"})
    assert "unpacks to more than" in said(path)[1]


def _lie(path, true, told):
    old, new = true.to_bytes(4, "little"), told.to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(old, new))


def workbook(path, sheets):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "remove_timezone": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for rows in sheets:
            sheet = book.add_worksheet()
            for at, cells in enumerate(rows):
                for place, cell in enumerate(cells):
                    sheet.write(at, place, cell, day if isinstance(cell, date) else None)
    path.write_bytes(content.getvalue())
    return path


def table(*rows):
    return [HEADERS, *([one.get(header, "") for header in HEADERS] for one in rows)]


def test_a_workbook_with_one_filled_sheet_is_read_with_its_dates_and_numbers(tmp_path):
    typed = row(EPISODID=7, DOB=date(1984, 2, 29), TRIAGED=date(2021, 4, 10), DRUG1=7000, SEX=1)
    path = workbook(tmp_path / "a.xlsx", [table(typed, row(TRIAGED="bad")), []])
    (report,) = check([path]).files
    assert report.is_usable
    assert "2 rows." in report.facts
    assert [(one.rule, one.rows) for one in report.findings if one.severity == "set aside"] == [
        ("triage-date-unusable", (3,))
    ]


def test_ids_too_long_for_a_workbook_are_found(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [table(row(EPISODID=12345678901234567890))])
    status, text = said(path)
    assert status == 1
    assert "EPISODID: ids are numbers in scientific form" in text


@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        ([], "0 filled sheets"),
        ([table(row()), table(row())], "2 filled sheets"),
        ([[[""], ["", ""], *table(row())]], "begins with blank rows"),
    ],
)
def test_a_workbook_that_is_no_single_table_says_so(tmp_path, sheets, words):
    status, text = said(workbook(tmp_path / "a.xlsx", sheets))
    assert status == 1
    assert words in text
