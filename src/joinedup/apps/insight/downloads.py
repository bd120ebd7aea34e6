"""Drawings, tables and documents, by the version that the page naming them was of: they never change."""

from pathlib import PurePosixPath
from typing import Any

from django.http import HttpRequest, HttpResponse

from joinedup.apps.insight.responding import of_one_version
from joinedup.apps.insight.written import write_down
from joinedup.shelf import places as at
from joinedup.shelf.reading import Version

_FOR_GOOD = "private, max-age=31536000, immutable"
_KINDS = {
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@of_one_version
def chart(request: HttpRequest, version: Version, name: str) -> HttpResponse:
    """Return a drawing. A browser may keep it where it is for everybody: another content has another name."""
    drawn = HttpResponse(version.read(f"charts/{name}.svg"), content_type="image/svg+xml; charset=utf-8")
    if version.manifest.is_synthetic:
        drawn.headers["Cache-Control"] = _FOR_GOOD
    return drawn


@of_one_version
def table(request: Any, version: Version, slug: str) -> HttpResponse:
    """Return an indicator's figures to be saved."""
    content = version.read(at.table_of(slug))
    write_down("table.downloaded", slug, version, request.asker)
    return saved(content, f"{slug}.csv")


@of_one_version
def document(request: Any, version: Version, name: str) -> HttpResponse:
    """Return one of a document's files to be saved.

    The web page among them has its style inside, so it never opens under this site's name and policy.
    """
    content = version.read(at.document_of(name))
    write_down("document.downloaded", name, version, request.asker)
    return saved(content, name)


def saved(content: bytes, name: str) -> HttpResponse:
    """Return a file that a browser saves and never opens under this site's name."""
    kind = _KINDS.get(PurePosixPath(name).suffix, "application/octet-stream")
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
