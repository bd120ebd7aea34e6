"""No two readers take one file for their own; every file that is held has one."""

import os
from pathlib import Path

import pytest

from joinedup.intake.national.recognise import matching
from support.workbooks import drug_deaths, suspected_deaths, write_workbook

TESTS = Path(__file__).parents[2]
MINIATURES = sorted(path for path in (TESTS / "support" / "miniatures").iterdir() if path.suffix != ".md")
SHARED = Path(os.environ.get("JOINEDUP_SHARED", TESTS.parents[1] / "shared")) / "data"
REAL = sorted(path for part in ("uk", "geo") for path in (SHARED / part).rglob("*.*") if path.is_file())


@pytest.mark.parametrize("path", MINIATURES, ids=lambda path: path.name)
def test_each_miniature_has_exactly_one_reader(path):
    assert len(matching(path)) == 1


@pytest.mark.parametrize("sheets", [suspected_deaths(), drug_deaths()], ids=["scotland", "ons"])
def test_each_workbook_has_exactly_one_reader(sheets, tmp_path):
    assert len(matching(write_workbook(tmp_path / "book.xlsx", sheets))) == 1


@pytest.mark.skipif(not REAL, reason="no shared data on this machine")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_each_real_file_has_exactly_one_reader(path):
    assert len(matching(path)) == 1


def test_a_workbook_of_anything_else_has_none(tmp_path):
    assert matching(write_workbook(tmp_path / "book.xlsx", {"Sheet1": [["Area codes", 2020], ["E06000031", 3]]})) == ()
    assert matching(write_workbook(tmp_path / "empty.xlsx", {"Sheet1": []})) == ()
