"""Totals of partners' feeds: hidden where they, or what is left of a whole, are of few."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.release.feed_totals import Total, protect
from joinedup.release.release import HIDDEN

FLOOR = 5


def shown(*totals):
    return {one.field: one.value for one in protect(totals, FLOOR)}


def test_a_total_of_enough_is_shown_and_one_of_few_is_not():
    assert shown(Total("kits", 5.0)) == {"kits": 5.0}
    for few in (4.0, 1.0, 0.0):
        (one,) = protect([Total("kits", few)], FLOOR)
        assert (one.value, one.is_hidden, one.note) == (None, True, HIDDEN)


def test_a_part_that_leaves_few_of_its_whole_is_hidden():
    assert shown(Total("calls", 100.0), Total("given", 97.0, part_of="calls")) == {"calls": 100.0, "given": None}
    assert shown(Total("calls", 100.0), Total("given", 95.0, part_of="calls")) == {"calls": 100.0, "given": 95.0}
    assert shown(Total("calls", 97.0), Total("given", 97.0, part_of="calls")) == {"calls": 97.0, "given": None}


def test_a_part_of_what_is_hidden_or_not_held_is_looked_at_alone():
    assert shown(Total("calls", None, "nobody sent it"), Total("given", 8.0, part_of="calls"))["given"] == 8.0


def test_a_weight_is_hidden_beside_a_hidden_count():
    assert shown(Total("seizures", 3.0), Total("grams", 41.5, is_count=False)) == {"seizures": None, "grams": None}
    assert shown(Total("seizures", 9.0), Total("grams", 1.5, is_count=False)) == {"seizures": 9.0, "grams": 1.5}


def test_what_is_not_held_keeps_its_reason():
    (one,) = protect([Total("kits", None, "nobody sent it")], FLOOR)
    assert (one.value, one.is_hidden, one.note) == (None, False, "nobody sent it")


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_nobody_works_out_few_from_what_is_shown(whole, first, second):
    parts = {"first": min(first, whole), "second": min(second, whole)}
    told = shown(
        Total("whole", float(whole)), *(Total(name, float(value), part_of="whole") for name, value in parts.items())
    )
    for name in ("first", "second"):
        if told[name] is not None:
            assert told[name] >= FLOOR
            if told["whole"] is not None:
                assert told["whole"] - told[name] >= FLOOR
    assert told["whole"] is None or told["whole"] >= FLOOR


@pytest.mark.parametrize("floor", [5, 10])
def test_the_floor_is_the_policys(floor):
    (one,) = protect([Total("kits", float(floor) - 1)], floor)
    assert one.is_hidden
