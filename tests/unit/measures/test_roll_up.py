import math

import pytest

from joinedup.measures.roll_up import roll_up, total, weighted_mean


def link(part, whole, share=1.0, part_kind="small-area-2021", whole_kind="district"):
    return {"part": part, "part_kind": part_kind, "whole": whole, "whole_kind": whole_kind, "share": share}


LINKS = [link("a", "X"), link("b", "X"), link("c", "Y"), link("a", "R", whole_kind="region")]


def rolled(values, links=LINKS, **more):
    return roll_up(links, values, part_kind="small-area-2021", whole_kinds=["district"], **more)


def test_counts_are_summed_where_every_small_area_has_one():
    found = rolled({"a": 3, "b": 4, "c": 5})
    assert {code: (each.value, each.parts) for code, each in found.items()} == {"X": (7, 2), "Y": (5, 1)}


def test_averages_are_weighted_by_people():
    found = rolled({"a": 10.0, "b": 20.0, "c": 5.0}, weights={"a": 100, "b": 300, "c": 1})
    assert found["X"].value == pytest.approx(17.5)
    assert found["Y"].value == 5.0


@pytest.mark.parametrize("values", [{"a": 3, "c": 5}, {"a": 3, "b": None, "c": 5}])
def test_nothing_is_summed_past_a_gap(values):
    found = rolled(values)
    assert found["X"].value is None
    assert found["X"].note == "No figure is held for 1 of its 2 parts (b): not summed past a gap."
    assert found["Y"].value == 5


def test_a_mean_without_all_weights_is_refused():
    found = rolled({"a": 1.0, "b": 2.0, "c": 3.0}, weights={"a": 1, "b": None, "c": 0})
    assert found["X"].note.startswith("No weight is held for 1 of its 2 parts (b)")
    assert found["Y"].note == "The weights of its parts do not add up to more than 0."


def test_a_code_of_another_day_refuses_every_area():
    found = rolled({"a": 1, "b": 2, "c": 3, "old": 9})
    assert {each.value for each in found.values()} == {None}
    assert "does not know the code of 1 figure (old): out of date or too new" in found["Y"].note


@pytest.mark.parametrize("share", [None, 0.4])
def test_a_small_area_cut_in_two_refuses_both_sides(share):
    links = [link("a", "X"), link("b", "X", share), link("b", "Y", share), link("c", "Y"), link("d", "Z")]
    found = rolled({"a": 1, "b": 2, "c": 3, "d": 4}, links)
    assert found["X"].note == "Not all of 1 small area (b) lies in it, and how much does is not known."
    assert found["Y"].value is None
    assert found["Z"].value == 4


def test_look_ups_of_two_days_at_once_are_a_fault():
    with pytest.raises(ValueError, match="give the rows of one look-up"):
        rolled({"a": 1}, [link("a", "X"), link("a", "X")])


def test_an_area_made_of_nothing_has_no_figure():
    assert total({"a": 1}, ()).value is None
    assert weighted_mean({}, {}, ()).note == "Nothing says what it is made of."


def test_a_nought_is_a_figure():
    assert rolled({"a": 0, "b": 0, "c": 0})["X"].value == 0
    assert not math.isnan(rolled({"a": 0, "b": 0, "c": 0})["Y"].value)
