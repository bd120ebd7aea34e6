"""Attributors under several client ids, client ids under several attributors: by hand, and as the twin finds them."""

from datetime import date

from support.journey_cases import assert_agree, episode

START, END, LATER = date(2021, 5, 1), date(2021, 6, 30), date(2022, 1, 10)


def doubts(*episodes):
    return {
        (row["person_id"], row["has_several_client_ids"], row["shares_client_id"]) for row in assert_agree(episodes)
    }


def test_one_client_id_and_one_attributor_is_no_doubt():
    one = episode("e1", START, END, client_key="c1")
    assert doubts(one, episode("e2", LATER, client_key="c1")) == {("p1", False, False)}


def test_two_client_ids_of_one_attributor_are_told_of_every_journey():
    one, other = episode("e1", START, END, client_key="c1"), episode("e2", LATER, client_key="c2")
    assert doubts(one, other) == {("p1", True, False)}


def test_two_attributors_of_one_client_id_are_told_of_both_people_and_of_nobody_else():
    rows = [
        episode("e1", START, END, client_key="c1"),
        episode("e2", LATER, client_key="c1", person="p2"),
        episode("e3", LATER, client_key="c3", person="p3"),
    ]
    assert doubts(*rows) == {("p1", False, True), ("p2", False, True), ("p3", False, False)}


def test_an_episode_that_cannot_start_a_journey_raises_no_doubt():
    rows = [episode("e1", START, END, client_key="c1"), episode("e2", END, START, client_key="c1", person="p2")]
    assert doubts(*rows) == {("p1", False, False)}
