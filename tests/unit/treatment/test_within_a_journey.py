"""What is read from inside a journey: answers, interventions and outcomes forms."""

from datetime import date, timedelta

import pytest

from support.journey_cases import assert_agree, episode

START = date(2021, 5, 1)
END = date(2021, 6, 30)


def only(*episodes):
    (row,) = assert_agree(list(episodes))
    return row


def test_the_first_known_answer_counts_and_declining_is_no_answer():
    row = only(
        episode("e1", START, END, empstat="99", prntstat="15", injstat="Z", rfls="4", sex="2", ethnic="Z"),
        episode("e2", END, END, empstat="12", prntstat="14", injstat="C", rfls="8", sex="2", ethnic="N"),
        episode("e3", END + timedelta(days=1), None, empstat="1", prntstat="11", injstat="N", ethnic="A"),
    )
    assert row["employment"] == "unemployed or economically inactive"
    assert row["parental_status"] == "not a parent"
    assert row["injecting"] == "currently"
    assert row["referral"] == "self family and friends"
    assert (row["sex"], row["ethnicity"]) == ("female", "black")


def test_answers_nowhere_given_are_not_known():
    row = only(episode("e1", START, END))
    asked = "sex ethnicity sexual_orientation disability housing employment parental_status mental_health_need"
    asked += " mental_health_treatment mental_health_declined injecting referral wait_days start_alcohol_days"
    assert {name: row[name] for name in asked.split()} == dict.fromkeys(asked.split())


@pytest.mark.parametrize(
    ("codes", "answer"),
    [
        (("X0", None, None), "none"),
        (("X9", None, None), None),
        (("X2", None, None), "any"),
        (("X0", "X9", "X3"), "any"),
        (("no such code", None, None), None),
    ],
)
def test_any_disability_counts(codes, answer):
    items = dict(zip(("disable1", "disable2", "disable3"), codes, strict=True))
    assert only(episode("e1", START, END, **items))["disability"] == answer


def test_housing_is_read_from_the_newer_item_then_the_older_then_a_review():
    assert only(episode("e1", START, END, housing="17", accmneed="3"))["housing"] == "urgent problem"
    assert only(episode("e1", START, END, housing="99", accmneed="2"))["housing"] == "housing problem"
    review = {"x_cirdt": START + timedelta(days=9), "cirhousing": "1"}
    assert only(episode("e1", START, END, housing="99", reviews=[review]))["housing"] == "no problem"


def test_a_review_before_the_second_episode_answers_first():
    review = {"x_cirdt": START + timedelta(days=9), "cirhousing": "21"}
    later = episode("e2", START + timedelta(days=10), END, housing="1")
    assert only(episode("e1", START, END, reviews=[review]), later)["housing"] == "housing problem"
    same_day = episode("e0", START + timedelta(days=9), END, housing="1")
    assert only(episode("e1", START, END, reviews=[review]), same_day)["housing"] == "no problem"
    undated = [review | {"x_cirdt": None}]
    assert only(episode("e1", START, END, reviews=undated))["housing"] is None


@pytest.mark.parametrize(
    ("need", "care", "found"),
    [
        ("Y", "1", (True, True, False)),
        ("1", "90", (True, False, True)),
        ("Y", "91", (True, False, False)),
        ("Y", None, (True, None, None)),
        ("N", "1", (False, None, None)),
        ("Z", "1", (None, None, None)),
    ],
)
def test_treatment_for_mental_health_is_asked_of_those_with_a_need(need, care, found):
    row = only(episode("e1", START, END, mthtn=need, crtmhn=care))
    assert (row["mental_health_need"], row["mental_health_treatment"], row["mental_health_declined"]) == found


def test_what_was_done_counts_once_it_started():
    started = {"modal": "95", "modset": "1", "refmoddt": START, "modst": START + timedelta(days=8)}
    never = {"modal": "94", "modset": "5", "refmoddt": START, "modst": None}
    detox = {"modal": "94", "modset": "2", "refmoddt": None, "modst": END}
    row = only(
        episode("e1", START, END, interventions=[never, started]), episode("e2", END, END, interventions=[detox])
    )
    assert (row["had_pharmacological"], row["had_psychosocial"], row["had_recovery_support"]) == (True, True, False)
    assert (row["in_community"], row["in_inpatient"], row["in_residential"]) == (True, True, False)
    assert row["wait_days"] == 8


@pytest.mark.parametrize(
    ("referred", "started", "wait"),
    [(START, START, 0), (START, START + timedelta(days=22), 22), (None, START, None), (END, START, None)],
)
def test_the_wait_is_that_of_the_first_intervention(referred, started, wait):
    first = {"modal": "95", "refmoddt": referred, "modst": started}
    later = {"modal": "94", "refmoddt": START, "modst": started + timedelta(days=5)}
    assert only(episode("e1", START, END, interventions=[later, first]))["wait_days"] == wait


def form(stage, day, **answers):
    return {"trstage": stage, "topdate": day} | answers


def test_the_start_form_is_the_earliest_within_the_journey():
    row = only(
        episode(
            "e1",
            START,
            END,
            forms=[
                form("S", START - timedelta(days=1), alcuse=28),
                form("S", START + timedelta(days=5), alcuse=20),
                form("S", START + timedelta(days=3), alcuse=24, opiuse=0),
                form("R", START, alcuse=1),
            ],
        )
    )
    assert (row["start_alcohol_days"], row["start_opiate_days"], row["start_crack_days"]) == (24, 0, None)
    assert row["exit_alcohol_days"] is None


@pytest.mark.parametrize(("late", "days"), [(-3, 7), (0, 7), (14, 7), (15, None)])
def test_the_exit_form_may_be_fourteen_days_late(late, days):
    row = only(episode("e1", START, END, forms=[form("E", END + timedelta(days=late), alcuse=7)]))
    assert row["exit_alcohol_days"] == days


def test_the_exit_form_is_the_latest_and_an_open_journey_has_none():
    forms = [form("E", START, alcuse=20), form("E", END, alcuse=2), form("P", END + timedelta(days=2), alcuse=9)]
    assert only(episode("e1", START, END, forms=forms))["exit_alcohol_days"] == 2
    assert only(episode("e1", START, None, forms=forms))["exit_alcohol_days"] is None


def test_forms_of_one_day_are_told_apart_by_key():
    forms = [form("S", START, alcuse=4), form("S", START, alcuse=9), form("E", END, alcuse=3), form("E", END, alcuse=0)]
    row = only(episode("e1", START, END, forms=forms))
    assert (row["start_alcohol_days"], row["exit_alcohol_days"]) == (4, 3)
