"""What lies around a council, under the names sentences use, and what a reader should know of the council itself."""

import pytest

from joinedup.core.place import Place
from joinedup.definitions.areas import find, places
from joinedup.definitions.catalogue import indicators
from joinedup.jobs.surroundings import around, notes_of, origins_of


def names(place, kind):
    return [area.name for area in around(find(place), kind)]


@pytest.mark.parametrize(
    ("council", "force", "region"),
    [
        ("Peterborough", "the Cambridgeshire police force area", "the East of England"),
        ("Hackney", "the Metropolitan police force area", "London"),
        ("City of London", "the City of London police force area", "London"),
    ],
)
def test_forces_and_regions_have_names_that_are_not_the_councils(council, force, region):
    assert names(council, "police-force") == [force]
    assert names(council, "region") == [region]


def test_districts_are_a_countys_and_a_single_tier_council_has_none():
    assert names("Cambridgeshire", "district") == [
        *("Cambridge", "East Cambridgeshire", "Fenland", "Huntingdonshire", "South Cambridgeshire"),
    ]
    assert names("Peterborough", "district") == []


def test_councils_that_have_one_figure_together_are_named_together():
    assert names("Hackney", "several-councils") == ["City of London and Hackney together"]
    assert names("Peterborough", "several-councils") == []


def test_an_invented_council_has_nothing_around_it_and_no_notes():
    invented = Place("X06000001", "Quillhaven")
    assert [around(invented, kind) for kind in ("police-force", "region", "district", "several-councils")] == [()] * 4
    assert notes_of(invented) == ()


def test_a_council_that_has_ended_says_when_what_it_became_and_of_which_day_its_figures_are():
    assert notes_of(find("Cumbria")) == (
        "Cumbria ended as a council on 1 April 2023 and became Cumberland and Westmorland and Furness. Figures are "
        "for the council as it was on 1 April 2021.",
    )
    assert notes_of(places()["E10000027"]) == ("Since 1 April 2023 Somerset has had the code E06000066.",)
    assert notes_of(find("Peterborough")) == ()


def test_what_is_missing_can_be_had_from_a_publishers_own_page_where_one_is_known():
    origins = origins_of(indicators())
    assert origins["alcohol-related-mortality"][0][1].startswith("https://fingertips.phe.org.uk")
    assert all("github.com" not in page for _, page in origins["drug-misuse-deaths"])
    assert origins["residents"]
    assert "women-share-drug" not in origins
