"""What nobody sends by mistake, and what a fault of a disk or a program makes: a sentence each, in little memory."""

import bz2
import gzip
import io
import json
import lzma
import os
import resource
import struct
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from joinedup.cli.options import progress_bar
from joinedup.intake import unpacking, workbook_probe
from joinedup.jobs.check import check
from joinedup.jobs.check_page import write_check_page
from joinedup.jobs.load import load
from support.extract import HEADERS, row, write_extract


def refused(path):
    """Return why nothing of the file can be used: one sentence or two, whole, short, naming the file."""
    report = check([path], threads=1)
    (one,) = report.files
    assert not one.is_usable
    assert not one.findings
    sentence = one.verdict
    assert sentence.endswith(".")
    assert len(sentence) < 700
    write_check_page(report).encode()
    return sentence


def usable(path):
    (one,) = check([path], threads=1).files
    assert one.is_usable, one.verdict
    return one


# What is no file.


def test_a_pipe_and_a_device_are_refused_and_never_read(tmp_path):
    os.mkfifo(tmp_path / "a.csv")
    assert "is a pipe or a device" in refused(tmp_path / "a.csv")
    assert "is a pipe or a device" in refused(Path("/dev/zero"))


def test_a_link_is_followed_unless_it_leads_nowhere(tmp_path):
    sound = write_extract(tmp_path / "a.csv", [row()], sidecar=None)
    (tmp_path / "link.csv").symlink_to(sound)
    (tmp_path / "lost.csv").symlink_to(tmp_path / "none.csv")
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    usable(tmp_path / "link.csv")
    assert "There is no file" in refused(tmp_path / "lost.csv")
    assert "leads back to itself" in refused(tmp_path / "loop.csv")


def test_a_file_that_may_not_be_read_says_so(tmp_path, monkeypatch):
    path = write_extract(tmp_path / "a.csv", [row()])
    opened = Path.open

    def barred(self, *arguments, **named):
        if self == path:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(self, *arguments, **named)

    monkeypatch.setattr(Path, "open", barred)
    assert "a.csv cannot be opened: this account may not read it" in refused(path)


@pytest.mark.parametrize("name", ["bad\udcff.csv", "red\x1b[31m.csv", "two\nlines.csv", "‮vsc.csv", "x" * 300])
def test_a_name_that_cannot_be_printed_is_shown_without_what_cannot(tmp_path, name):
    if len(name) < 100:
        (tmp_path / name).write_bytes(b"A,B\n1,2\n")
    text = refused(tmp_path / name)
    loaded = load([tmp_path / name], tmp_path / "w", received_on=date(2026, 4, 20), key_path=tmp_path / "key")
    assert text.removeprefix("Cannot be loaded: ") in loaded.files[0].verdict
    assert "rename it with letters and digits" in text
    assert text.isprintable()


def test_a_name_with_brackets_is_a_name_to_the_bar_that_shows_it(capsys):
    with progress_bar("Checking") as progress:
        progress("Checking a[/b].csv", 0.5)
    assert "Traceback" not in capsys.readouterr().err


# Rows, columns and line ends.


def test_a_thousand_columns_are_read_and_one_more_is_not(tmp_path):
    extra = tuple(f"LOCAL{number}" for number in range(1_000 - len(HEADERS)))
    one = [row() | dict.fromkeys(extra, "x")]
    usable(write_extract(tmp_path / "a.csv", one, headers=(*HEADERS, *extra)))
    path = write_extract(tmp_path / "b.csv", one, headers=(*HEADERS, *extra, "ONE_MORE"))
    assert "has 1,001 columns and at most 1,000 are read" in refused(path)


def test_a_hundred_thousand_columns_are_refused_at_once(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(",".join(f"C{number}" for number in range(100_000)) + "\n1\n")
    assert "has 100,000 columns" in refused(path)
    path.write_text(",".join(f"LOCAL{number:06d}" for number in range(100_000)) + "\n1\n")
    assert "no line end in its first megabyte" in refused(path)


def test_one_line_without_end_is_refused_in_little_memory(tmp_path):
    """65 MB stand for any length: the file is read a megabyte at a time and no further than this."""
    path = write_extract(tmp_path / "a.csv", [row()])
    with path.open("ab") as file:
        for _ in range(65):
            file.write(b"x" * (1 << 20))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "row 3 is longer than 64 MB, which no row is" in refused(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024  # kilobytes


def test_a_row_too_long_to_read_is_set_aside_beside_blank_lines_and_the_others_are_read(tmp_path):
    rows = [row(), row(EPISODID="e2", CLIENT="x" * 3_000_000), row(EPISODID="e3", TRIAGED="x")]
    path = write_extract(tmp_path / "a.csv", rows)
    path.write_bytes(path.read_bytes() + b"\r\n\r\n")
    found = {one.rule: one.rows for one in usable(path).findings}
    assert found["row-not-split"] == (3,)
    assert found["triage-date-unusable"] == (4,)


ENDS = [b"\r\n", b"\n", b"\r"]


@pytest.mark.parametrize(("first", "then"), [(a, b) for a in ENDS for b in ENDS if a != b])
@pytest.mark.parametrize("after", [1, 2, 3])
def test_rows_that_end_in_two_ways_are_refused_naming_the_first_that_does(tmp_path, first, then, after):
    path = write_extract(tmp_path / "a.csv", [row(EPISODID=f"e{n}") for n in range(4)])
    lines = path.read_bytes().split(b"\r\n")[:5]
    path.write_bytes(b"".join(line + (first if at < after else then) for at, line in enumerate(lines)))
    assert f"and row {after + 1} ends" in refused(path)


def test_line_ends_of_another_kind_within_quotes_are_no_fault(tmp_path):
    path = write_extract(tmp_path / "a.csv", [row(CLIENT="one\ntwo\rthree"), row(EPISODID="e2", TRIAGED="x")])
    found = {one.rule: one.rows for one in usable(path).findings}
    assert found["triage-date-unusable"] == (3,)


def test_rows_none_of_which_fits_the_header_are_told_from_no_rows(tmp_path):
    path = write_extract(tmp_path / "a.csv", [row(), row(EPISODID="e2")])
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], *(line + ',"x"' for line in lines[1:])]) + "\n")
    text = refused(path)
    assert f"each of its 2 rows has more or fewer than the {len(HEADERS)} columns" in text
    assert "Look at row 2" in text


@pytest.mark.parametrize(
    "header",
    [
        '=HYPERLINK("http://x","y")',
        "@SUM(1)",
        "+1",
        "\x1b]0;title\x07",
        "<script>x</script>",
        "A" * 60,
        "Jane Planted 19840229",
        "07700 900123",
    ],
)
def test_a_header_that_is_no_columns_name_is_said_by_its_place(tmp_path, header):
    report = check([write_extract(tmp_path / "a.csv", [row()], headers=(*HEADERS, "SHOE", header))])
    for text in ("\n".join(report.lines()), json.dumps(report.as_dict(), ensure_ascii=False), write_check_page(report)):
        assert f"used for nothing: SHOE, column {len(HEADERS) + 2}." in text
        assert header.upper() not in text
    twice = check([write_extract(tmp_path / "a.csv", [row()], headers=(*HEADERS, header, header))])
    assert f"the header column {len(HEADERS) + 1} twice" in twice.files[0].verdict


@pytest.mark.parametrize("day", ["00000101", "0000-01-01", "0001-01-01", "00010101"])
def test_days_that_only_the_engine_knows_are_no_days(tmp_path, day):
    found = {
        one.rule: one.rows
        for one in usable(write_extract(tmp_path / "a.csv", [row(), row(EPISODID="e2", DOB=day)])).findings
    }
    assert found["birth-date-unusable"] == (3,)


# Packed files.


def packed(path, content, how=zipfile.ZIP_DEFLATED, name="a.csv"):
    with zipfile.ZipFile(path, "w", how) as archive:
        archive.writestr(name, content)
    return path


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_bomb_packed_in_an_unusual_way_is_refused_unopened(tmp_path, how):
    """Python unpacks these a megabyte of packed bytes at a time: some gigabytes at once."""
    small = bz2.compress(b"") if how == zipfile.ZIP_BZIP2 else lzma.compress(b"")
    assert len(small) < 100
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "packed in an unusual way" in refused(packed(tmp_path / "a.zip", bytes(200 << 20), how))
    assert "packed in an unusual way" in refused(
        packed(tmp_path / "a.xlsx", bytes(200 << 20), how, "[Content_Types].xml")
    )
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024  # to pack them took 200 MB


@pytest.mark.parametrize("inner", ["zip", "gz", "xlsx"])
def test_only_one_layer_is_opened(tmp_path, inner):
    content = {
        "zip": packed(tmp_path / "inner.zip", b"A,B\n1,2\n").read_bytes(),
        "gz": gzip.compress(b"A,B\n1,2\n"),
        "xlsx": far_cell("B2"),
    }[inner]
    assert "another packed file or a workbook" in refused(packed(tmp_path / "a.zip", content, name=f"a.{inner}"))
    (tmp_path / "a.gz").write_bytes(gzip.compress(content))
    assert "another packed file or a workbook" in refused(tmp_path / "a.gz")


def test_parts_that_share_bytes_are_counted_each_time(tmp_path, monkeypatch):
    """A thousand entries of a workbook that all point at one part of ten megabytes unpack to ten gigabytes."""
    monkeypatch.setattr(unpacking, "MOST_IN_WORKBOOK", 64 << 20)
    path = packed(tmp_path / "a.xlsx", bytes(10 << 20), name="[Content_Types].xml")
    content = path.read_bytes()
    start, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    entry = bytearray(content[start:end])
    entry[24:28] = struct.pack("<I", 100)  # and each says that it is small
    count = 1_000
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(entry) * count, start, 0)
    path.write_bytes(content[:start] + bytes(entry) * count + tail)
    assert "unpacks to more than 64 MB" in refused(path)


def test_an_archive_with_an_endless_list_of_parts_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "_MOST_LISTED", 10_000)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(500):
            archive.writestr(f"{number}.csv", b"")
    assert "broken or cut short" in refused(path)


@pytest.mark.parametrize(("at", "bytes_"), [(28, b"\xff\xff"), (26, b"\xff\xff"), (30, b"\xff\xfe")])
def test_a_local_header_that_lies_is_a_broken_archive(tmp_path, at, bytes_):
    path = packed(tmp_path / "a.zip", b"A,B\n1,2\n" * 100)
    content = bytearray(path.read_bytes())
    content[7] |= 8  # its name is said to be in UTF-8
    content[at : at + 2] = bytes_
    path.write_bytes(bytes(content))
    assert "cannot be opened" in refused(path)


def test_a_workbook_whose_list_of_parts_is_said_to_begin_too_late_is_broken(tmp_path):
    """Found by fuzzing: its parts then begin before the file does."""
    path = tmp_path / "a.xlsx"
    content = bytearray(far_cell("B2"))
    end = content.rindex(b"PK\x05\x06")
    start = int.from_bytes(content[end + 16 : end + 20], "little")
    content[end + 16 : end + 20] = (start + 700).to_bytes(4, "little")
    path.write_bytes(bytes(content))
    assert "cannot be opened: it is broken or cut short" in refused(path)


def test_a_part_without_a_name_is_a_part(tmp_path):
    """Found by fuzzing: whether it is a folder is asked of its name's last letter."""
    path = packed(tmp_path / "a.zip", b"A,B\n1,2\n", name="x")
    content = bytearray(path.read_bytes())
    central = content.index(b"PK\x01\x02")
    for at in (26, central + 28):  # the one letter of its name is said to be something else
        content[at : at + 4] = b"\x00\x00\x01\x00"
    path.write_bytes(bytes(content))
    assert "none of the files that we can read" in refused(path)


def test_bytes_after_a_gzip_are_a_broken_gzip(tmp_path):
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"A,B\n1,2\n") + b"junk")
    assert "cannot be opened" in refused(tmp_path / "a.gz")


def far_cell(where):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "AGNCY")
        sheet.write(where, "x")
    return content.getvalue()


def test_a_workbook_that_is_vast_once_opened_is_refused_and_the_process_lives(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(far_cell("XFD1048576"))
    assert path.stat().st_size < 10_000
    assert "takes more than 2 GB of memory to open: often a cell far from the table" in refused(path)


def test_a_workbook_whose_one_text_stands_in_every_cell_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook_probe, "MOST_MEMORY", 512 << 20)
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "constant_memory": False}) as book:
        sheet = book.add_worksheet()
        for at in range(30_000):
            sheet.write(at, 0, "x" * 32_000)
    (tmp_path / "a.xlsx").write_bytes(content.getvalue())
    assert "GB of memory to open" in refused(tmp_path / "a.xlsx")


# What is said of a file.

SAID = 'sender = "X0001"\nfeed = "ndtms-adult"\nextract_on = 2026-04-15\ncovers_from = 2009-04-01\n'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a = " + "[" * 20_000, "cannot be read as TOML"),
        ("a = " + "9" * 5_000, "cannot be read as TOML"),
        (SAID.encode("utf-16"), "not in the encoding UTF-8"),
        ("#" * (1 << 20) + "\n#", "longer than a megabyte"),
        (SAID + '"' + "z" * 2_000 + '" = 1', "holds 'zzz"),
        (SAID + "covers_to = 2026-04-01\nletter = 'R\\u001b[31m'".replace("'", '"'), "letter is longer than"),
        (SAID.replace("X0001", "x" * 200) + "covers_to = 2026-04-01", "sender is longer than 120"),
        (SAID.replace("ndtms-adult", "Jane " * 20) + "covers_to = 2026-04-01", "feed 'Jane Jane"),
    ],
    ids=range(8),
)
def test_a_sidecar_that_cannot_be_used_says_why(tmp_path, content, words):
    path = write_extract(tmp_path / "a.csv", [row()], sidecar=None)
    sidecar = tmp_path / "a.csv.toml"
    sidecar.write_bytes(content if isinstance(content, bytes) else content.encode())
    text = refused(path)
    assert words in text
    assert "a.csv.toml" in text


def test_a_mark_before_the_first_letter_of_a_sidecar_is_read(tmp_path):
    path = write_extract(tmp_path / "a.csv", [row()])
    sidecar = tmp_path / "a.csv.toml"
    sidecar.write_bytes(b"\xef\xbb\xbf" + sidecar.read_bytes())
    assert "it can be loaded" in usable(path).verdict
