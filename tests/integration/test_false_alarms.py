"""Where nothing truly differs next to nothing is said to, and what truly differs is found: a few seeds of the evidence.

All twenty run in `make evidence`.
"""

import importlib.util

import pytest

from joinedup.county.level import LEVEL, RAISED
from joinedup.documents.compose.telling import is_difference
from support.repository import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def evidence():
    """The measurement itself, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("false_alarms", ROOT / "benchmarks" / "false_alarms.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_where_nothing_differs_at_most_one_of_two_documents_says_so_outside_its_headlines(evidence):
    alarmed = 0
    for seed in (2, 3):
        ledger = evidence.ledger_of(LEVEL, seed)
        assert ledger.family_size > 30
        alarmed += any(not claim.is_headline for claim in evidence.differences(ledger))
    assert alarmed <= 1


def test_a_planted_difference_is_found_and_told_once_from_its_higher_side(evidence):
    ledger = evidence.ledger_of(RAISED, 1)
    [claim] = [one for one in ledger.claims if one.subject_id == evidence.RAISED_CLAIM]
    assert is_difference(claim)
    assert claim.word == "higher"
    assert claim.test.p_value < 0.001
    assert evidence.RAISED_CLAIM in {one.subject_id for one in evidence.differences(ledger)}
