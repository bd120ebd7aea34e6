"""How the Word document looks: one typeface that every office has, dark text, room to breathe."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

BODY_STYLES = {
    "body": "Normal",
    "lead": "Joined Lead",
    "note": "Joined Note",
    "caveat": "Joined Caveat",
    "quote": "Quote",
}
_FACE = "Arial"
_INK, _NAVY, _QUIET = RGBColor(0x0B, 0x0C, 0x0C), RGBColor(0x12, 0x43, 0x6D), RGBColor(0x50, 0x5A, 0x5F)

# style, built on, points, bold, colour, space before, space after, keep with next
_LOOKS = (
    ("Title", None, 26, True, _NAVY, 0, 6, True),
    ("Subtitle", None, 14, False, _INK, 0, 4, True),
    ("Heading 1", None, 18, True, _NAVY, 22, 8, True),
    ("Heading 2", None, 14, True, _NAVY, 16, 6, True),
    ("TOC Heading", "Normal", 14, True, _NAVY, 16, 6, True),
    ("Caption", None, 11, True, _INK, 12, 4, True),
    ("List Bullet", None, 11, False, _INK, 0, 4, False),
    ("Quote", None, 11, False, _INK, 4, 8, False),
    ("Joined Lead", "Normal", 12.5, False, _INK, 0, 8, False),
    ("Joined Note", "Normal", 9.5, False, _QUIET, 0, 8, False),
    ("Joined Caveat", "Normal", 10.5, False, _INK, 2, 8, False),
    ("Joined Banner", "Normal", 12, True, RGBColor(0xFF, 0xFF, 0xFF), 6, 12, False),
    ("Joined Contents", "Normal", 11, False, _INK, 0, 3, False),
    ("Joined Picture", "Normal", 11, False, _INK, 0, 4, False),
    ("Joined Cell", "Normal", 9, False, _INK, 2, 2, False),
    ("Joined Gap", "Normal", 6, False, _INK, 0, 2, False),
    ("Joined Pair", "Normal", 11, False, _INK, 0, 3, False),
    ("Joined Claim", "Normal", 9, False, _INK, 6, 1, True),
    ("Joined Facts", "Normal", 8, False, _INK, 0, 4, False),
)


def set_styles(document: Any) -> None:
    """Set the document's styles, and its language to British English."""
    _look(document.styles["Normal"], 11, False, _INK, 0, 7, False)
    document.styles["Normal"].paragraph_format.line_spacing = 1.15
    for name, base, points, is_bold, colour, before, after, keeps in _LOOKS:
        if name in {style.name for style in document.styles}:
            style = document.styles[name]
        else:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if base:
            style.base_style = document.styles[base]
        _look(style, points, is_bold, colour, before, after, keeps)
    for name in ("Title", "Subtitle", "Quote", "Caption"):
        document.styles[name].font.italic = name == "Quote"
    for style in (document.styles["Header"], document.styles["Footer"]):
        _look(style, 8.5, False, _QUIET, 0, 0, False)
    reference = document.styles.add_style("Joined Reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript, reference.font.color.rgb = True, _NAVY
    _bar(document.styles["Joined Banner"], fill="801650")
    _bar(document.styles["Joined Caveat"], line="f46a25")
    _bar(document.styles["Quote"], line="b1b4b6")
    _bar(document.styles["Title"])
    for style in document.styles.element.iter(qn("w:lang")):
        style.set(qn("w:val"), "en-GB")


def _look(style: Any, points: float, bold: bool, colour: Any, before: float, after: float, keeps: bool) -> None:
    style.font.name, style.font.size, style.font.bold = _FACE, Pt(points), bold
    style.font.color.rgb = colour
    for spacing in style.element.get_or_add_rPr().findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), _FACE)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.keep_with_next = keeps
    style.paragraph_format.widow_control = True


def _bar(style: Any, *, fill: str = "", line: str = "") -> None:
    """Set a filled band, a rule at the left, or (neither) no border at all."""
    properties = style.element.get_or_add_pPr()
    for tag in ("w:pBdr", "w:shd"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    if line:
        border = properties.makeelement(qn("w:pBdr"), {})
        side = {"val": "single", "sz": "24", "space": "8", "color": line}
        border.append(border.makeelement(qn("w:left"), {qn(f"w:{key}"): value for key, value in side.items()}))
        properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
        style.paragraph_format.left_indent = Cm(0.4)
    if fill:
        shade = properties.makeelement(qn("w:shd"), {qn("w:val"): "clear", qn("w:fill"): fill})
        properties.insert_element_before(shade, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
