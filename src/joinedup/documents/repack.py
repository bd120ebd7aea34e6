"""The same parts give the same Office file: fixed times, sorted parts, nested workbooks too."""

import io
import re
import zipfile
from datetime import date

_EPOCH = (1980, 1, 1, 0, 0, 0)
_DROPPED = "docProps/thumbnail.jpeg"
_NESTED = (".xlsx", ".docx", ".pptx")


def repack(content: bytes, dated_on: date) -> bytes:
    """Return an Office file whose bytes follow only from its parts and `dated_on`.

    Every stored time becomes `dated_on` at midnight UTC, the template's thumbnail goes, workbooks inside charts are
    treated the same way.
    """
    source = zipfile.ZipFile(io.BytesIO(content))
    parts = {name: source.read(name) for name in source.namelist() if name != _DROPPED}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=_place):
            archive.writestr(_entry(name), _settle(name, parts[name], dated_on))
    return target.getvalue()


def _place(name: str) -> tuple[int, str]:
    """Return the sort key: the list of content types stands first, as readers of streams expect."""
    return (0 if name == "[Content_Types].xml" else 1, name)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    entry.external_attr = 0
    return entry


def _settle(name: str, content: bytes, dated_on: date) -> bytes:
    if name.lower().endswith(_NESTED):
        return repack(content, dated_on)
    if name == "docProps/core.xml":
        stamp = f"{dated_on.isoformat()}T00:00:00Z".encode()
        return re.sub(rb"(<dcterms:(created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
    if name == "_rels/.rels":
        return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)
    return content
