"""The sample report rendered to bytes, once for all tests, and what can be read out of the bytes."""

import io
import zipfile
from functools import cache

from joinedup.documents.evidence import Annex, build_annex
from joinedup.documents.page import write_page
from joinedup.documents.pdf import write_pdf
from joinedup.documents.slides import write_slides
from joinedup.documents.word import write_word
from joinedup.documents.workbook import write_workbook
from support.sample_report import sample_ledger, sample_report


@cache
def annex() -> Annex:
    return build_annex(sample_report(), sample_ledger(), {})


@cache
def word() -> bytes:
    return write_word(sample_report(), annex())


@cache
def page() -> str:
    return write_page(sample_report(), annex())


@cache
def pdf() -> bytes:
    return write_pdf(sample_report(), annex())


@cache
def slides() -> bytes:
    return write_slides(sample_report(), annex())


@cache
def workbook() -> bytes:
    return write_workbook(sample_report(), sample_ledger(), annex(), {}, ())


def parts(content: bytes) -> dict[str, bytes]:
    """Every part of an Office file by name; parts of workbooks inside it too, as 'outer!inner'."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    held = {name: archive.read(name) for name in archive.namelist()}
    for name in list(held):
        if name.endswith(".xlsx"):
            held |= {f"{name}!{inner}": part for inner, part in parts(held[name]).items()}
    return held
