"""Every output is opened to its last part: nothing hidden, and nothing of the machine that made it, is in there."""

import getpass
import json
from dataclasses import replace
from pathlib import Path

import pytest

from joinedup.documents.render import write_all
from joinedup.documents.report import Cell, Chart, Report, Table
from support.opened import texts
from support.sample_report import SECRET, sample_ledger, sample_report


def _careless(report: Report) -> Report:
    """The sample with the secret left in every number that stands beside a hidden one."""
    sections = []
    for section in report.sections:
        blocks = tuple(_spoil(block) if isinstance(block, Chart | Table) else block for block in section.blocks)
        sections.append(replace(section, blocks=blocks))
    return replace(report, sections=tuple(sections))


def _spoil(block: Chart | Table) -> Chart | Table:
    if isinstance(block, Table):
        rows = tuple(
            tuple(Cell(cell.text, float(SECRET)) if cell.text == "hidden" else cell for cell in row)
            for row in block.rows
        )
        return replace(block, rows=rows)
    series = tuple(
        replace(
            one,
            lows=tuple(float(SECRET) if value is None else value for value in one.values),
            highs=tuple(float(SECRET) if value is None else value for value in one.values),
        )
        for one in block.series
    )
    return replace(block, series=series)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("canary-folder") / "canary-out"
    return write_all(_careless(sample_report()), sample_ledger(), folder, claims_json="{}")


def test_the_search_itself_finds_what_is_shown(made: tuple[Path, ...]) -> None:
    for path in made[:5]:
        assert any("1,147" in text or "1147" in text for _, text in texts(path)), path.name


def test_no_hidden_number_is_anywhere(made: tuple[Path, ...]) -> None:
    secrets = {str(SECRET), f"{SECRET:,}", json.dumps(float(SECRET))}
    found = [(where, secret) for path in made for where, text in texts(path) for secret in secrets if secret in text]
    assert found == []


def test_nothing_of_the_machine_is_anywhere(made: tuple[Path, ...]) -> None:
    marks = {"canary-", str(Path.home()), str(Path.cwd()), "site-packages"}
    user = getpass.getuser()
    if len(user) > 4:
        marks.add(user)
    found = [(where, mark) for path in made for where, text in texts(path) for mark in marks if mark in text]
    found = [(where, mark) for where, mark in found if mark not in ("/", "/root") or "/root/" in mark]
    assert found == []
