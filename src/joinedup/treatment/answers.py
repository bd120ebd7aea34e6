"""Who people are: each question's first known answer in the journey."""

from collections.abc import Mapping
from typing import Any

import ibis

from joinedup.kinds.parameters import CodeList, TreatmentRules
from joinedup.treatment.codes import groups_of, number_of, word_of
from joinedup.treatment.episodes import JOURNEY_KEY
from joinedup.treatment.reads import READS
from joinedup.warehouse.calendar import first_known, rank_in

# Answer: the code lists whose groups it takes, with the episode item read through each (the first known one counts).
_ASKED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "sex": (("sex", "sex"),),
    "ethnicity": (("ethnic", "ethnicity"),),
    "sexual_orientation": (("sexualo", "sexual-orientation"),),
    # 'any' sorts before 'none', so of three disability items one that names a disability counts.
    "disability": (("disable1", "disability"), ("disable2", "disability"), ("disable3", "disability")),
    "housing": (("housing", "housing"), ("accmneed", "accommodation-need")),
    "employment": (("empstat", "employment"),),
    "parental_status": (("prntstat", "parental-status"),),
    "mental_health_need": (("mthtn", "mental-health-need"),),
    "mental_health_care": (("crtmhn", "mental-health-treatment"),),
    "injecting": (("injstat", "injecting"),),
    "referral": (("rfls", "referral-source"),),
}
_ASKED_AT_REVIEW: Mapping[str, tuple[str, str]] = {
    "housing": ("cirhousing", "housing"),
    "mental_health_need": ("cirmthtn", "mental-health-need"),
    "mental_health_care": ("x_circrtmhn", "mental-health-treatment"),
}


def first_answers(episodes: ibis.Table, reviews: ibis.Table, rules: TreatmentRules) -> ibis.Table:
    """Return one row a journey with the first known answer to each question, null where none is.

    Answers stand in order of the episode's triage or the review's date, then episode key, an episode's own items
    before its reviews. Codes without a reporting group (declined, not stated, not known to us) are no answer.
    """
    lists = rules.code_lists
    given = ibis.union(_at_start(episodes, lists), _at_reviews(episodes, reviews, lists), distinct=False)
    ranked = given.mutate(
        rank=rank_in([given[name] for name in JOURNEY_KEY], [given.answered_on, given.episode_key, given.is_review])
    )
    first = ranked.group_by(*JOURNEY_KEY).aggregate(
        **{name: first_known(ranked["rank"], ranked[name]) for name in _ASKED}
    )
    told = first.mutate(**{name: word_of(first[name], _groups(name, lists)) for name in _ASKED})
    need = told.mental_health_need == "yes"
    care = need.ifelse(told.mental_health_care, ibis.null("string"))
    return told.mutate(
        mental_health_need=need, mental_health_treatment=care == "receiving", mental_health_declined=care == "declined"
    ).drop("mental_health_care")


def _at_start(episodes: ibis.Table, lists: Mapping[str, CodeList]) -> ibis.Table:
    def answer(name: str) -> Any:
        numbers = [number_of(episodes[item], lists[slug], _groups(name, lists)) for item, slug in _ASKED[name]]
        if name == "disability":
            return ibis.least(*numbers)
        return ibis.coalesce(*numbers)

    return episodes.select(
        *JOURNEY_KEY,
        "episode_key",
        answered_on=episodes.triaged,
        is_review=ibis.literal(0).cast("int64"),
        **{name: answer(name) for name in _ASKED},
    )


def _at_reviews(episodes: ibis.Table, reviews: ibis.Table, lists: Mapping[str, CodeList]) -> ibis.Table:
    dated = reviews.select(*READS["client_information_review"]).filter(reviews.x_cirdt.notnull())
    held = dated.inner_join(episodes.select("delivery_id", "episode_key", *JOURNEY_KEY), ["delivery_id", "episode_key"])

    def answer(name: str) -> Any:
        if name not in _ASKED_AT_REVIEW:
            return ibis.null("int64")
        item, slug = _ASKED_AT_REVIEW[name]
        return number_of(held[item], lists[slug], _groups(name, lists))

    return held.select(
        *JOURNEY_KEY,
        "episode_key",
        answered_on=held.x_cirdt,
        is_review=ibis.literal(1).cast("int64"),
        **{name: answer(name) for name in _ASKED},
    )


def _groups(name: str, lists: Mapping[str, CodeList]) -> tuple[str, ...]:
    return groups_of(lists, *(slug for _, slug in _ASKED[name]))
