"""An earlier installation's indicator files run on the newer data: each cause of a move gets its part."""

import shutil
from pathlib import Path

import pytest

import joinedup.definitions.indicators
from joinedup.claims.codec import to_json
from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.definitions.documents.needs_assessment import DOCUMENT
from joinedup.jobs.assess import places_of
from joinedup.jobs.board import lay_out
from joinedup.jobs.demo import AREAS
from joinedup.jobs.ledgers import compare, indicators_in
from joinedup.warehouse.store import open_warehouse

pytestmark = pytest.mark.slow
SLUG = "under-30-share-new-drug"


def ledger_file(warehouse: Path, path: Path, year: str, declared=None) -> Path:
    opened = open_warehouse(warehouse)
    places = places_of(opened, AREAS)
    board = lay_out(opened, DOCUMENT, places, Period.financial_year(year), declared=declared)
    opened.close()
    path.write_text(to_json(board.ledger), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def earlier(tmp_path_factory):
    """The indicator files as an installation might have had them, one of them with another bound."""
    folder = tmp_path_factory.mktemp("earlier") / "indicators"
    shutil.copytree(Path(joinedup.definitions.indicators.__file__).parent, folder)
    file = folder / "under_30_share_new_drug.py"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("_.age_at_start < 30", "_.age_at_start < 35"), encoding="utf-8")
    assert file.read_text(encoding="utf-8") != text
    return folder


def test_the_definitions_part_is_named_where_only_the_definition_changed(small_warehouse, tmp_path, earlier):
    new = ledger_file(small_warehouse, tmp_path / "new.json", "2021/22")
    old = ledger_file(small_warehouse, tmp_path / "old.json", "2021/22", indicators_in(earlier))
    changes = compare(old, new, warehouse=small_warehouse, old_definitions=earlier)
    assert {moved.indicator for moved in changes.moved} == {SLUG}
    for moved in changes.moved:
        assert dict(moved.parts) == pytest.approx({"the definition changed": moved.new - moved.old})


def test_what_cannot_be_compared_is_said(small_warehouse, tmp_path, earlier):
    ledger = ledger_file(small_warehouse, tmp_path / "one.json", "2021/22")
    with pytest.raises(Refusal, match="on which data"):
        compare(ledger, ledger, old_definitions=earlier)
    with pytest.raises(Refusal, match="no indicator files"):
        compare(ledger, ledger, warehouse=small_warehouse, old_definitions=tmp_path)
    with pytest.raises(Refusal, match="There is no file"):
        compare(tmp_path / "none.json", ledger)
