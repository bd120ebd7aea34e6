import io
from datetime import UTC, datetime

import docx
from docx.oxml.ns import qn

from support.rendered import parts, word
from support.sample_report import claims, sample_report


def _document():  # type: ignore[no-untyped-def]
    return docx.Document(io.BytesIO(word()))


def test_headlines_come_before_everything_else_and_chapters_in_order() -> None:
    headings = [one.text for one in _document().paragraphs if one.style.name.startswith("Heading")]
    assert headings[0] == "Headlines"
    asked = [section.heading for section in sample_report().sections]
    assert [text for text in headings if text in asked] == asked
    assert headings[-2:] == ["Definitions these figures follow", "Files these figures rest on"]


def test_every_link_lands_on_a_bookmark_and_every_claim_has_one() -> None:
    body = _document().element.body
    links = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert links <= set(marks)
    assert len(marks) == len(set(marks))
    assert {f"evidence_{number}" for number in range(1, len(claims()) + 1)} <= set(marks)
    numbers = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(numbers) == len(set(numbers))


def test_pictures_have_words_and_tables_repeat_their_heads() -> None:
    document = _document()
    pictures = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(pictures) == 4
    assert all(pictures)
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_synthetic_is_said_on_the_first_page_and_above_every_page() -> None:
    document = _document()
    assert any(one.style.name == "Joined Banner" and "Synthetic data" in one.text for one in document.paragraphs[:6])
    assert all("Synthetic data" in section.header.paragraphs[0].text for section in document.sections)


def test_properties_are_the_declared_ones() -> None:
    core = _document().core_properties
    report = sample_report()
    assert (core.author, core.last_modified_by, core.title) == (report.owner, report.owner, report.title)
    midnight = datetime(2026, 4, 30, tzinfo=UTC)
    assert (core.created, core.modified) == (midnight, midnight)
    assert b"python-docx" not in parts(word())["docProps/core.xml"]


def test_markup_in_words_stays_words() -> None:
    assert any("<b>*bold*</b> & #let x = 1" in one.text for one in _document().paragraphs)
