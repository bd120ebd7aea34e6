import io
import zipfile
from datetime import date

from joinedup.documents.repack import repack

_CORE = '<cp:coreProperties><dcterms:created xsi:type="x">{}</dcterms:created></cp:coreProperties>'


def _file(stamp: tuple[int, int, int, int, int, int], parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, stamp), part)
    return content.getvalue()


def _parts(hour: int) -> dict[str, bytes]:
    core = _CORE.format(f"2026-11-21T{hour:02d}:00:00Z").encode()
    nested = _file((2020 + hour, 1, 1, 0, 0, 0), {"xl/a.xml": b"<a/>", "docProps/core.xml": core})
    return {
        "word/document.xml": b"<w/>",
        "[Content_Types].xml": b"<t/>",
        "docProps/core.xml": core,
        "docProps/thumbnail.jpeg": b"picture",
        "_rels/.rels": b'<R><Relationship Id="1" Target="docProps/thumbnail.jpeg"/><Relationship Id="2"/></R>',
        "ppt/embeddings/sheet.xlsx": nested,
    }


def test_same_parts_at_another_time_and_in_another_order_give_the_same_bytes() -> None:
    one = _file((2021, 1, 1, 0, 0, 0), _parts(1))
    other = _file((2025, 6, 7, 8, 9, 10), dict(reversed(_parts(5).items())))
    assert one != other
    assert repack(one, date(2026, 4, 30)) == repack(other, date(2026, 4, 30))


def test_stored_times_become_the_declared_date_in_nested_workbooks_too() -> None:
    archive = zipfile.ZipFile(io.BytesIO(repack(_file((2021, 1, 1, 0, 0, 0), _parts(1)), date(2026, 4, 30))))
    assert b"2026-04-30T00:00:00Z" in archive.read("docProps/core.xml")
    inner = zipfile.ZipFile(io.BytesIO(archive.read("ppt/embeddings/sheet.xlsx")))
    assert b"2026-04-30T00:00:00Z" in inner.read("docProps/core.xml")
    assert archive.namelist()[0] == "[Content_Types].xml"
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_thumbnail_and_what_points_at_it_go() -> None:
    archive = zipfile.ZipFile(io.BytesIO(repack(_file((2021, 1, 1, 0, 0, 0), _parts(1)), date(2026, 4, 30))))
    assert "docProps/thumbnail.jpeg" not in archive.namelist()
    assert archive.read("_rels/.rels") == b'<R><Relationship Id="2"/></R>'
