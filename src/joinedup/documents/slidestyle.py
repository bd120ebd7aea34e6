"""How the slides look: wide, one typeface that every office has, titles that are sentences."""

from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Inches

INK, NAVY, QUIET = RGBColor(0x0B, 0x0C, 0x0C), RGBColor(0x12, 0x43, 0x6D), RGBColor(0x50, 0x5A, 0x5F)
WARNING, WHITE = RGBColor(0x80, 0x16, 0x50), RGBColor(0xFF, 0xFF, 0xFF)
FACE = "Arial"


def set_master(presentation: Any) -> None:
    """Make the default template 16 by 9, with a left-aligned sentence for a title and one typeface throughout."""
    wide = Inches(13.333)
    factor = wide / presentation.slide_width
    presentation.slide_width = wide
    master = presentation.slide_master
    for holder in (master, *presentation.slide_layouts):
        for shape in holder.placeholders:
            if shape.element.spPr.find(qn("a:xfrm")) is not None:
                shape.left, shape.width = round(shape.left * factor), round(shape.width * factor)
    for holder in (master, presentation.slide_layouts[5]):
        for shape in holder.placeholders:
            if shape.placeholder_format.type in (1, 3):
                shape.left, shape.top, shape.width, shape.height = (Inches(n) for n in (0.7, 0.35, 11.93, 1.05))
                shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    _title_style(master)
    for font in presentation.part.package.iter_parts():
        if str(font.partname).startswith("/ppt/theme/"):
            _theme_face(font)


def _title_style(master: Any) -> None:
    style = master.element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    runs = style.find(qn("a:defRPr"))
    runs.set("sz", "2600")
    runs.set("b", "1")
    for old in list(runs):
        if old.tag == qn("a:solidFill"):
            runs.remove(old)
    fill = etree.SubElement(runs, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr")).set("val", str(NAVY))
    runs.insert(0, fill)


def _theme_face(part: Any) -> None:
    tree = etree.fromstring(part.blob)
    for place in ("majorFont", "minorFont"):
        for latin in tree.iter(f"{{{tree.nsmap['a']}}}{place}"):
            latin[0].set("typeface", FACE)
    part._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
