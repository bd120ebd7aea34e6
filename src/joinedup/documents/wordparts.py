"""Parts of a Word document that python-docx has no words for: links, bookmarks, fields, alt text, table heads."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

_RULE = "b1b4b6"
_RUN, _PROPERTIES, _BOLD, _ITALIC, _WORDS = (qn(f"w:{name}") for name in ("r", "rPr", "b", "i", "t"))


def set_style(paragraph: Any, style_id: str) -> None:
    """Give a paragraph a style by id."""
    paragraph._p.get_or_add_pPr().get_or_add_pStyle().val = style_id


def add_text(paragraph: Any, text: str, *, is_bold: bool = False, is_italic: bool = False) -> None:
    """Add a run of text. A long annex has thousands, and python-docx takes several times as long for each."""
    run = paragraph._p.makeelement(_RUN, {})
    if is_bold or is_italic:
        properties = run.makeelement(_PROPERTIES, {})
        run.append(properties)
        for tag, is_set in ((_BOLD, is_bold), (_ITALIC, is_italic)):
            if is_set:
                properties.append(run.makeelement(tag, {}))
    words = run.makeelement(_WORDS, {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    words.text = text
    run.append(words)
    paragraph._p.append(run)


def add_bookmark(paragraph: Any, name: str, text: str) -> None:
    """Add `text` as a run that links can jump to."""
    number = str(int(name.rpartition("_")[2]) + (100_000 if name.startswith("evidence") else 0))
    start, end = _element("w:bookmarkStart", id=number, name=name), _element("w:bookmarkEnd", id=number)
    paragraph._p.append(start)
    paragraph.add_run(text)
    paragraph._p.append(end)


def add_reference(paragraph: Any, bookmark: str, text: str) -> None:
    """Add a raised number that jumps to a claim's evidence."""
    run = add_link(paragraph, bookmark, text)
    run._r.get_or_add_rPr().style = "JoinedReference"


def add_link(paragraph: Any, bookmark: str, text: str) -> Any:
    """Add `text` as a link to a bookmark; return its run."""
    link = _element("w:hyperlink", anchor=bookmark, history="1")
    run = paragraph.add_run(text)
    link.append(run._r)
    paragraph._p.append(link)
    return run


def add_page_number(paragraph: Any) -> None:
    """Add 'page N' as a field."""
    paragraph.add_run("page ")
    _field(paragraph, " PAGE ", "1")


def add_contents(document: Any, headings: Sequence[tuple[str, int, str]]) -> None:
    """Add a contents list that works at once, by links, and that Word can refresh as a field."""
    paragraphs = []
    for text, level, bookmark in headings:
        paragraph = document.add_paragraph(style="Joined Contents")
        paragraph.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        add_link(paragraph, bookmark, text)
        paragraphs.append(paragraph)
    if not paragraphs:
        return
    begin, code, parted = (_run(one) for one in (_char("begin"), _code(r' TOC \o "1-2" \h \z \n '), _char("separate")))
    first = paragraphs[0]._p
    for at, run in enumerate((begin, code, parted)):
        first.insert((1 if first.pPr is not None else 0) + at, run)
    paragraphs[-1]._p.append(_run(_char("end")))


def set_alt_text(picture: Any, title: str, text: str) -> None:
    """Give an inline picture its words."""
    properties = picture._inline.docPr
    properties.set("descr", text)
    properties.set("title", title)


def style_table(table: Any, caption: str) -> None:
    """Level rules only, a heading row that repeats on each page, and the caption as the table's own description."""
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side, size in (("top", "8"), ("bottom", "8"), ("insideH", "4")):
        borders.append(_element(f"w:{side}", val="single", sz=size, space="0", color=_RULE))
    properties.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w="80", type="dxa"))
    properties.append(margins)
    properties.append(_element("w:tblLook", val="0620", firstRow="1", firstColumn="1", noVBand="1"))
    properties.append(_element("w:tblCaption", val=caption))
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))
    for cell in table.rows[0].cells:
        cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill="e8ecef"))


def set_widths(table: Any, widths: Sequence[float]) -> None:
    """Fix the columns at `widths` centimetres: layouts then do not depend on the program that opens them."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Cm(width)


def keep_rows_whole(table: Any) -> None:
    """No row is split over two pages, and short tables stay together."""
    rows = table.rows
    for at, row in enumerate(rows):
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = len(rows) <= 12 and at < len(rows) - 1
                paragraph.paragraph_format.space_after = Pt(2)


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _char(kind: str) -> Any:
    return _element("w:fldChar", fldCharType=kind)


def _code(instruction: str) -> Any:
    code = OxmlElement("w:instrText")
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    code.text = instruction
    return code


def _run(child: Any) -> Any:
    run = OxmlElement("w:r")
    run.append(child)
    return run


def _field(paragraph: Any, instruction: str, shown: str) -> None:
    for child in (_char("begin"), _code(instruction), _char("separate")):
        paragraph._p.append(_run(child))
    paragraph.add_run(shown)
    paragraph._p.append(_run(_char("end")))
