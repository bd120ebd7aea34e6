"""The first known answer to each question, by looking at one answer after another."""

from typing import Any

from support.twin.rules import Rules

Row = dict[str, Any]


def first_answers(episodes: list[Row], rules: Rules) -> Row:
    """Return the answers of one journey by contract column; None where none of its episodes or reviews has one."""
    given = []
    for episode in episodes:
        given.append(((episode["triaged"], episode["episode_key"], 0), _at_start(episode, rules)))
        for review in episode["reviews"]:
            if review["x_cirdt"] is not None:
                given.append(((review["x_cirdt"], episode["episode_key"], 1), _at_review(review, rules)))
    given.sort(key=lambda pair: pair[0])

    def first(question: str) -> str | None:
        when = None
        answers: list[str] = []
        for order, told in given:
            answer = told.get(question)
            if answer is not None and when in (None, order):
                when = order
                answers.append(answer)
        return min(answers, default=None)  # two reviews of one day: the first by name

    need, care = first("need"), first("care")
    plain = "sex ethnicity sexual_orientation disability housing employment parental_status injecting referral"
    return {question: first(question) for question in plain.split()} | {
        "mental_health_need": None if need is None else need == "yes",
        "mental_health_treatment": None if need != "yes" or care is None else care == "receiving",
        "mental_health_declined": None if need != "yes" or care is None else care == "declined",
    }


def _at_start(episode: Row, rules: Rules) -> Row:
    groups = rules.groups
    disabilities = {groups["disability"].get(episode[item]) for item in ("disable1", "disable2", "disable3")}
    disability = None
    if "any" in disabilities:
        disability = "any"
    elif "none" in disabilities:
        disability = "none"
    housing = groups["housing"].get(episode["housing"])
    if housing is None:
        housing = groups["accommodation-need"].get(episode["accmneed"])
    return {
        "sex": groups["sex"].get(episode["sex"]),
        "ethnicity": groups["ethnicity"].get(episode["ethnic"]),
        "sexual_orientation": groups["sexual-orientation"].get(episode["sexualo"]),
        "disability": disability,
        "housing": housing,
        "employment": groups["employment"].get(episode["empstat"]),
        "parental_status": groups["parental-status"].get(episode["prntstat"]),
        "need": groups["mental-health-need"].get(episode["mthtn"]),
        "care": groups["mental-health-treatment"].get(episode["crtmhn"]),
        "injecting": groups["injecting"].get(episode["injstat"]),
        "referral": groups["referral-source"].get(episode["rfls"]),
    }


def _at_review(review: Row, rules: Rules) -> Row:
    groups = rules.groups
    return {
        "housing": groups["housing"].get(review["cirhousing"]),
        "need": groups["mental-health-need"].get(review["cirmthtn"]),
        "care": groups["mental-health-treatment"].get(review["x_circrtmhn"]),
    }
