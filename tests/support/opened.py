"""Finished outputs opened to their last part, and spreadsheets, tables and charts read back out of them."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import lxml.html
import pikepdf
import pptx
import pypdf
from lxml import etree

from support.rendered import parts

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EMBEDDED = re.compile(r"base64,[A-Za-z0-9+/=]+")


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Everything readable in a file: parts of parts, streams, texts, properties."""
    content = path.read_bytes()
    if path.suffix in (".docx", ".pptx", ".xlsx"):
        for name, part in parts(content).items():
            if not name.endswith((".png", ".ttf")):
                yield f"{path.name}!{name}", part.decode("utf-8", errors="replace")
            elif name.endswith(".png"):
                yield f"{path.name}!{name}", " ".join(_png_words(part))
    elif path.suffix == ".pdf":
        yield from _pdf_texts(path.name, content)
    else:
        yield path.name, _EMBEDDED.sub("", content.decode())


def _pdf_texts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(content)).pages):
        yield f"{name} page {number}", page.extract_text()
    document = pikepdf.open(io.BytesIO(content))
    yield f"{name} metadata", document.Root.Metadata.read_bytes().decode()
    yield f"{name} info", str(dict(document.docinfo))
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and "/Alt" in item:
            yield f"{name} alt", str(item.Alt)


def _png_words(part: bytes) -> Iterator[str]:
    at = 8
    while at < len(part):
        size = int.from_bytes(part[at : at + 4])
        kind = part[at + 4 : at + 8]
        body = part[at + 8 : at + 8 + size]
        if kind in (b"tEXt", b"iTXt", b"tIME", b"eXIf"):
            yield kind.decode() + body.decode("latin-1")
        if kind == b"zTXt":
            yield zlib.decompress(body.partition(b"\0")[2][1:]).decode("latin-1")
        at += 12 + size


def sheet_rows(content: bytes) -> dict[str, list[list[Any]]]:
    """Return every sheet of a workbook as rows: words, numbers as floats, and None for an empty cell."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    words = []
    if "xl/sharedStrings.xml" in archive.namelist():
        root = etree.fromstring(archive.read("xl/sharedStrings.xml"))
        words = ["".join(entry.itertext()) for entry in root.iter(f"{_SHEET}si")]
    names = [sheet.get("name") for sheet in etree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_SHEET}sheet")]
    return {
        name: [_cells(row, words) for row in _sheet(archive, number).iter(f"{_SHEET}row")]
        for number, name in enumerate(names, start=1)
    }


def _sheet(archive: zipfile.ZipFile, number: int) -> Any:
    return etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))


def _cells(row: Any, words: list[str]) -> list[Any]:
    held: dict[int, Any] = {}
    for cell in row.iter(f"{_SHEET}c"):
        column = 0
        for letter in re.match(r"[A-Z]+", cell.get("r"))[0]:
            column = column * 26 + ord(letter) - 64
        value = cell.find(f"{_SHEET}v")
        if cell.get("t") == "inlineStr":
            held[column] = "".join(cell.itertext())
        elif value is not None:
            held[column] = words[int(value.text)] if cell.get("t") == "s" else _number(value.text)
    return [held.get(column) for column in range(1, max(held, default=0) + 1)]


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def word_tables(path: Path) -> list[list[list[str]]]:
    """Return the tables of a Word file as rows of texts, without the raised numbers that point to the annex."""
    return [
        [["".join(map(_unraised, cell._tc.iter(f"{_WORD}r"))) for cell in row.cells] for row in table.rows]
        for table in docx.Document(str(path)).tables
    ]


def _unraised(run: Any) -> str:
    raised = [one for one in run.iter(f"{_WORD}vertAlign", f"{_WORD}rStyle") if one.get(f"{_WORD}val") != "baseline"]
    return "" if raised else "".join(text.text or "" for text in run.iter(f"{_WORD}t"))


def page_tables(path: Path) -> list[list[list[str]]]:
    """Return the tables of a web page as rows of texts, with white space put straight."""
    root = lxml.html.fromstring(path.read_text(encoding="utf-8"))
    return [
        [[" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")] for row in table.iter("tr")]
        for table in root.iter("table")
    ]


def slide_charts(path: Path) -> Iterator[tuple[str, list[str], dict[str, list[float | None]], dict[str, Any]]]:
    """Yield each chart of some slides: its title, its categories, what its cache holds by series, its workbook."""
    for slide in pptx.Presentation(str(path)).slides:
        for shape in slide.shapes:
            if shape.has_chart:
                plot = shape.chart.plots[0]
                held = {series.name: list(series.values) for series in plot.series}
                book = sheet_rows(shape.chart.part.chart_workbook.xlsx_part.blob)
                yield shape.name, [str(one) for one in plot.categories], held, book
