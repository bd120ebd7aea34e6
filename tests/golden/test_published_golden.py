"""The published assessment of a council from the miniatures, whose figures are made up: a change here will be seen."""

import os
from datetime import date
from pathlib import Path

import pytest

from joinedup.core.period import Period
from joinedup.definitions.areas import find
from joinedup.definitions.documents.published_assessment import DOCUMENT
from joinedup.documents.compose.report import compose
from joinedup.documents.report import Bullets, Chart, Paragraph, Table
from joinedup.jobs.board import lay_out
from joinedup.jobs.load import load
from joinedup.warehouse.store import open_warehouse

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).with_name("published.txt")
MINIATURES = Path(__file__).parents[1] / "support" / "miniatures"


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    files = sorted(path for path in MINIATURES.iterdir() if path.suffix != ".md")
    warehouse = tmp_path_factory.mktemp("published") / "warehouse"
    report = load(files, warehouse, received_on=date(2026, 4, 20))
    assert report.exit_status == 0, report.lines()
    held = open_warehouse(warehouse)
    yield held
    held.close()


def lines_of(report):
    yield from (report.title, report.subtitle, report.period)
    for runs in report.headlines:
        yield f"* {said(runs)}"
    for section in report.sections:
        yield f"{'#' * section.level} {section.heading}"
        for block in section.blocks:
            yield from block_lines(block)


def block_lines(block):
    if isinstance(block, Paragraph):
        yield f"{block.style}: {said(block.runs)}"
    elif isinstance(block, Bullets):
        yield from (f"* {said(runs)}" for runs in block.items)
    elif isinstance(block, Table):
        yield f"table: {block.caption}"
        yield " | ".join(block.columns)
        yield from (" | ".join(cell.text for cell in row) for row in block.rows)
    elif isinstance(block, Chart):
        yield f"chart: {block.title} ({block.unit})"
        yield f"alt: {block.alt}"


def said(runs):
    return "".join(run.text for run in runs)


def written(opened, council):
    board = lay_out(opened, DOCUMENT, (find(council),), Period.financial_year("2023/24"))
    return "\n".join([*lines_of(compose(board, dated_on=date(2026, 5, 1), next_update="later", contact="us")), ""])


def test_the_published_assessment_reads_as_it_did(opened):
    text = "\n".join(written(opened, council) for council in ("Peterborough", "Cambridgeshire"))
    if os.environ.get("JOINEDUP_WRITE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")
