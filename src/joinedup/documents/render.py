"""One report, six files, moved into place whole."""

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from joinedup.claims.model import Ledger
from joinedup.core.refusal import Refusal
from joinedup.documents.evidence import build_annex
from joinedup.documents.page import write_page
from joinedup.documents.pdf import write_pdf
from joinedup.documents.report import Report
from joinedup.documents.slides import write_slides
from joinedup.documents.word import write_word
from joinedup.documents.workbook import write_workbook
from joinedup.kinds.indicator import Indicator
from joinedup.release.figure import Figure

NAMES = (
    "needs-assessment.docx",
    "needs-assessment.html",
    "needs-assessment.pdf",
    "slides.pptx",
    "tables.xlsx",
    "claims.json",
)
RECORDS = ("records.html", "claims.json")
"""The files of one provider's records."""


def write_all(
    report: Report,
    ledger: Ledger,
    folder: Path,
    *,
    claims_json: str,
    indicators: Iterable[Indicator] = (),
    figures: Iterable[Figure] = (),
    progress: Callable[[str], None] | None = None,
    last_look: Callable[[], None] | None = None,
) -> tuple[Path, ...]:
    """Write the six files into `folder`, whole or not at all; return their paths in the order of NAMES.

    `indicators` give titles and units to the evidence; `figures` are further released figures for tables.xlsx.
    `progress` is called with each file's name before it is made. A `folder` that holds only such files is replaced:
    POSIX renames no folder onto a full one, so between two renames there is an instant without it, never a mixture.
    Two runs must not write one folder at once. Refuses a folder that holds anything else. `last_look` is called before
    the folder is put in its place: what it raises leaves what stood there.
    """
    refuse_strange(folder)
    known = {indicator.slug: indicator for indicator in indicators}
    annex = build_annex(report, ledger, known)
    makers: dict[str, Callable[[], bytes]] = {
        "needs-assessment.docx": lambda: write_word(report, annex),
        "needs-assessment.html": lambda: write_page(report, annex).encode(),
        "needs-assessment.pdf": lambda: write_pdf(report, annex),
        "slides.pptx": lambda: write_slides(report, annex),
        "tables.xlsx": lambda: write_workbook(report, ledger, annex, known, figures),
        "claims.json": claims_json.encode,
    }
    return _write(makers, folder, progress, last_look)


def write_ledger(claims_json: str, folder: Path, *, last_look: Callable[[], None] | None = None) -> tuple[Path, ...]:
    """Write claims.json alone into `folder`, whole or not at all, in place of what is there, as `write_all` does."""
    refuse_strange(folder)
    return _write({"claims.json": claims_json.encode}, folder, last_look=last_look)


def write_records(
    report: Report,
    ledger: Ledger,
    folder: Path,
    *,
    claims_json: str,
    measures: Iterable[Indicator],
    last_look: Callable[[], None] | None = None,
) -> tuple[Path, ...]:
    """Write the page of one provider's records and its ledger into `folder`, as `write_all` does; return the paths."""
    refuse_strange(folder, RECORDS)
    annex = build_annex(report, ledger, {one.slug: one for one in measures})
    makers = dict(zip(RECORDS, (lambda: write_page(report, annex).encode(), claims_json.encode), strict=True))
    return _write(makers, folder, last_look=last_look)


def refuse_strange(folder: Path, names: Collection[str] = NAMES) -> None:
    """Refuse a folder that the documents cannot take the place of: one that holds anything else, or is no folder."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Refusal(f"'{folder}' is not a folder: name a new folder for the documents, or one that they are in.")
    if folder.exists():
        strange = sorted(path.name for path in folder.iterdir() if path.name not in names)
        if strange:
            raise Refusal(
                f"'{folder}' holds '{strange[0]}', which these documents would replace: name a new or empty folder."
            )


def _write(
    makers: Mapping[str, Callable[[], bytes]],
    folder: Path,
    progress: Callable[[str], None] | None = None,
    last_look: Callable[[], None] | None = None,
) -> tuple[Path, ...]:
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    partial = folder.with_name(f".{folder.name}.part-{os.getpid()}")
    partial.mkdir()
    try:
        for name, make in makers.items():
            if progress is not None:
                progress(name)
            (partial / name).write_bytes(make())
        if last_look is not None:
            last_look()
        _swap(partial, folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return tuple(folder / name for name in makers)


def _sweep(folder: Path) -> None:
    """Remove what an earlier run that was killed left beside the folder."""
    for left in sorted(folder.parent.glob(f".{folder.name}.part-*")):
        shutil.rmtree(left)


def _swap(partial: Path, folder: Path) -> None:
    """Put `partial` in the place of `folder`; if that fails, what was there before stands again."""
    if not folder.exists():
        partial.rename(folder)
        return
    former = partial.with_name(f"{partial.name}-former")
    folder.rename(former)
    try:
        partial.rename(folder)
    except OSError:
        former.rename(folder)
        raise
    shutil.rmtree(former)
