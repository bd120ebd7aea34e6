import math
from dataclasses import replace

import pytest

from joinedup.core.refusal import Refusal
from joinedup.definitions.neighbours import neighbour_method
from joinedup.kinds.neighbours import Likeness
from joinedup.measures.neighbour_figures import AGES, neighbour_figures
from joinedup.measures.neighbours import nearest

ONE = replace(
    neighbour_method(), count=2, fewest=1, furthest=9.0, figures=(Likeness("size", "size", "2020", False, "s"),)
)
TWO = replace(ONE, figures=(*ONE.figures, Likeness("people", "people", "2020", True, "s")))


def test_the_nearest_come_first_and_ties_are_settled_by_code():
    figures = {code: {"size": size} for code, size in {"D": 5.0, "B": 1.0, "A": 3.0, "C": 5.0}.items()}
    found = nearest(figures, ONE)
    assert [each.code for each in found.of("A")] == ["B", "C"]
    assert [each.code for each in found.of("D")] == ["C", "A"]
    assert found.of("C")[0].distance == 0


def test_the_distance_is_the_root_of_the_mean_squared_difference_in_standard_deviations():
    figures = {
        "A": {"size": 0.0, "people": 1.0},
        "B": {"size": 2.0, "people": 100.0},
        "C": {"size": 4.0, "people": 10.0},
    }
    found = {each.code: each.distance for each in nearest(figures, TWO).of("A")}
    size, people = 2 / math.sqrt(8 / 3), 1 / math.sqrt(2 / 3)  # differences of a step in each, in deviations
    assert found["B"] == pytest.approx(math.sqrt((size**2 + (2 * people) ** 2) / 2), abs=1e-9)
    assert found["C"] == pytest.approx(math.sqrt(((2 * size) ** 2 + people**2) / 2), abs=1e-9)


def test_an_area_without_a_figure_is_left_out_both_ways_and_told():
    figures = {code: {"size": float(n)} for n, code in enumerate("ABCD")} | {"E": {"size": None}, "F": {}}
    found = nearest(figures, ONE)
    assert "E" not in {each.code for near in found.nearest.values() for each in near}
    assert found.left_out == {"E": "not held: size", "F": "not held: size"}
    with pytest.raises(Refusal, match="E has no statistical neighbours: not held: size"):
        found.of("E")


def test_too_few_areas_a_figure_alike_everywhere_and_a_logarithm_of_nothing():
    with pytest.raises(Refusal, match="for more than 2 areas; found 2"):
        nearest({"A": {"size": 1.0}, "B": {"size": 2.0}}, ONE)
    with pytest.raises(Refusal, match="is the same for every area"):
        nearest({code: {"size": 0.1 + 0.2} for code in "ABCD"}, ONE)
    figures = {code: {"size": float(n), "people": float(n)} for n, code in enumerate("ABCD")}
    assert nearest(figures, TWO).left_out == {"A": "not over 0: people"}


def test_an_area_far_from_all_others_has_no_neighbours():
    figures = {"A": {"size": 0.0}, "B": {"size": 1.0}, "C": {"size": 2.0}, "Z": {"size": 100.0}}
    found = nearest(figures, replace(ONE, furthest=1.0, fewest=2))
    assert set(found.nearest) == {"A", "B", "C"}
    assert found.left_out == {"Z": "fewer than 2 authorities are within 1 of it"}
    assert [each.code for each in found.of("C")] == ["B", "A"]


def test_the_method_says_what_it_is_and_what_it_is_not():
    text = neighbour_method().text()
    assert "the 15 upper-tier authorities nearest to a place in five published figures" in text
    assert "average score of the index of multiple deprivation" in text
    assert "not the nearest-neighbour model of CIPFA" in text
    with pytest.raises(ValueError, match="each figure may be there once"):
        replace(ONE, figures=ONE.figures * 2)
    with pytest.raises(ValueError, match="a count of 1 or more"):
        replace(ONE, count=0)
    assert "None is further than 1.25, and a place with fewer than 5 so near has none." in text


PEOPLE = {"A": (1000, 200, 100), "A1": (600, 0, 0), "A2": (400, 0, 0), "B": (500, 50, 200)}


def figures(**more):
    said = {
        "people": lambda code, ages: dict(zip(AGES, PEOPLE[code], strict=True)).get(ages),
        "square_kilometres": {"A1": 30.0, "A2": 20.0, "B": 10.0},
        "land_parts": lambda code: {"A": ("A1", "A2"), "B": ("B",)}[code],
        "scores": {"A1": 10.0, "A2": 30.0, "B": 25.0},
        "score_parts": lambda code: {"A": ("A1", "A2"), "B": ("B",)}[code],
    }
    return neighbour_figures(["B", "A"], **said | more)


def test_figures_are_made_of_the_parts_of_each_table():
    found = figures()
    assert found["A"] == {
        "people": 1000.0,
        "people-per-square-kilometre": 20.0,
        "aged-18-to-29": 20.0,
        "aged-65-and-over": 10.0,
        "deprivation": 18.0,
    }
    assert found["B"]["deprivation"] == 25.0
    assert {each.slug for each in neighbour_method().figures} == set(found["A"])


def test_a_figure_with_a_gap_is_not_held():
    assert figures(square_kilometres={"A1": 30.0, "B": 10.0})["A"]["people-per-square-kilometre"] is None
    assert figures(scores={"A1": 10.0})["A"]["deprivation"] is None
    assert figures(score_parts=lambda code: ())["B"]["deprivation"] is None
    assert figures(people=lambda code, ages: None)["B"]["aged-18-to-29"] is None
