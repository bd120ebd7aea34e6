"""A provider on the partnership's list that never sent anything keeps every word from the needs assessment."""

import shutil

import pytest

from joinedup.claims.codec import to_json
from joinedup.claims.recheck import recheck
from joinedup.core.period import Period
from joinedup.definitions.documents.needs_assessment import DOCUMENT
from joinedup.documents.compose.report import compose
from joinedup.jobs.assess import places_of
from joinedup.jobs.board import lay_out
from joinedup.jobs.demo import AREAS, DATED_ON
from joinedup.jobs.sources import sources_of
from joinedup.warehouse.folder import EXPECTED
from joinedup.warehouse.store import open_warehouse

YEAR = Period.financial_year("2021/22")
SILENT = """
[[expected]]
sender = "X0999"
sender_name = "Silent Harbour Clinic (synthetic)"
feed = "ndtms-adult"
since = {since}
"""


def board(warehouse):
    opened = open_warehouse(warehouse)
    try:
        return lay_out(opened, DOCUMENT, places_of(opened, AREAS), YEAR)
    finally:
        opened.close()


def gaps(warehouse):
    opened = open_warehouse(warehouse)
    try:
        return sources_of(opened).case_level.gaps(YEAR)
    finally:
        opened.close()


@pytest.fixture(scope="module")
def own(small_warehouse, tmp_path_factory):
    """A copy of the warehouse, and the county's list of who is expected."""
    copy = tmp_path_factory.mktemp("expecting") / "warehouse"
    shutil.copytree(small_warehouse, copy)
    return copy, (small_warehouse.parent / "files" / "expected_senders.toml").read_text(encoding="utf-8")


@pytest.mark.slow
def test_words_are_kept_back_where_an_expected_provider_is_silent_and_only_then(own):
    warehouse, listed = own
    (warehouse / EXPECTED).write_text(listed + SILENT.format(since="2024-04-01"), encoding="utf-8")
    assert gaps(warehouse) == (), "it was not yet expected in 2021/22"
    whole = board(warehouse)
    (warehouse / EXPECTED).write_text(listed + SILENT.format(since="2020-04-01"), encoding="utf-8")
    silent = board(warehouse)
    touched = [one for one in silent.ledger.claims if any(f.provenance.gaps for f in one.about)]
    before = {one.claim_id: one for one in whole.ledger.claims}
    tested = [one for one in touched if before[one.claim_id].test is not None and len(one.about) > 1]
    assert len(tested) > 5
    assert all(one.test is None and one.word is None for one in tested)
    assert not any(one.word for one in touched)
    assert recheck(to_json(whole.ledger)) == recheck(to_json(silent.ledger)) == ()
    report = compose(silent, dated_on=DATED_ON, next_update="later", contact="them")
    first = "".join(run.text for run in report.headlines[0])
    assert first.startswith("Not everything expected has arrived: Silent Harbour Clinic (synthetic) is expected")
