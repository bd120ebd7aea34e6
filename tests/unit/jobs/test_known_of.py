from datetime import date

import pytest

from joinedup.claims.model import Known
from joinedup.jobs.board import known_of
from joinedup.warehouse.hindsight import Hindsight

MAY = date(2026, 5, 3)


@pytest.mark.parametrize(("people", "told"), [(0, 0), (1, None), (9, None), (10, 10), (250, 250)])
def test_few_people_erased_are_said_to_be_some_and_not_how_many(people, told):
    assert known_of(Hindsight(MAY, people, 2)) == Known(MAY, told, 2)


def test_a_ledger_of_what_is_held_now_says_nothing_of_a_day():
    assert known_of(None) is None
