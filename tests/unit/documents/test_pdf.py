import io
from dataclasses import replace

import pikepdf
import pypdf
import pytest

from joinedup.documents.pdf import source_of
from support.rendered import annex, pdf
from support.sample_report import sample_report


@pytest.fixture(scope="module")
def opened() -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf()))


def _elements(node: pikepdf.Object, found: list[pikepdf.Object]) -> list[pikepdf.Object]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found.append(kid)
            _elements(kid, found)
    return found


def test_it_says_that_it_is_pdf_ua_and_is_tagged(opened: pikepdf.Pdf) -> None:
    root = opened.Root
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang) == "en-GB"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert "<pdfuaid:part>1</pdfuaid:part>" in root.Metadata.read_bytes().decode() or (
        'pdfuaid:part="1"' in root.Metadata.read_bytes().decode()
    )


def test_headings_tables_lists_and_pictures_are_told_apart(opened: pikepdf.Pdf) -> None:
    kinds = [str(one.S) for one in _elements(opened.Root.StructTreeRoot, [])]
    for kind in ("/H1", "/H2", "/Table", "/TH", "/L", "/Figure", "/Link"):
        assert kind in kinds, kind
    figures = [one for one in _elements(opened.Root.StructTreeRoot, []) if str(one.S) == "/Figure"]
    assert len(figures) == 4
    assert all(len(str(one.Alt)) > 20 for one in figures)


def test_words_can_be_read_out_and_markup_in_them_stays_words() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf()))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "<b>*bold*</b> & #let x = 1 \\ _so_ $5 @ref." in " ".join(text.split())
    assert all("Synthetic data" in page.extract_text() for page in reader.pages)
    assert reader.metadata is not None
    assert reader.metadata.title == sample_report().title


def test_only_the_committed_font_is_embedded(opened: pikepdf.Pdf) -> None:
    names = {
        str(font.BaseFont).partition("+")[2]
        for page in opened.pages
        for font in page.Resources.get("/Font", {}).values()
    }
    assert names
    assert all(name.startswith("PublicSans") for name in names), names


def test_a_quote_or_a_backslash_cannot_end_a_string() -> None:
    report = replace(sample_report(), title='A "quoted" \\ title', subtitle='"); #panic("out')
    source = source_of(report, annex())
    assert r'"A \"quoted\" \\ title"' in source
    assert r'"\"); #panic(\"out"' in source
