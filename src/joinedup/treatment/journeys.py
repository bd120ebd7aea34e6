"""Journeys: all of a person's joined episodes as one row, whatever window they are later looked at through."""

from collections.abc import Mapping
from typing import Any

import ibis

from joinedup.kinds.parameters import TreatmentRules
from joinedup.treatment.answers import first_answers
from joinedup.treatment.episodes import JOURNEY_KEY, join_into_journeys, usable_episodes
from joinedup.treatment.exits import reasons_given, with_exit
from joinedup.treatment.identity import DOUBTS, told_apart
from joinedup.treatment.interventions import FLAGS, interventions_received
from joinedup.treatment.outcomes import exit_forms, start_forms
from joinedup.treatment.substances import substance_group, substances_cited
from joinedup.warehouse.calendar import FAR_FUTURE

_AGE_BANDS = ((18, "under 18"), (30, "18-29"), (40, "30-39"), (50, "40-49"), (60, "50-59"))
_OLDEST = "60+"


def journeys(tables: Mapping[str, ibis.Table], rules: TreatmentRules) -> ibis.Table:
    """Return one row a journey: every column of the JOURNEY contract that does not depend on a window.

    `tables` are the case-level tables of the warehouse (`treatment.reads` says which columns). Nothing is run: this is
    one expression, worth running once and keeping where several windows are asked for.
    """
    episodes = join_into_journeys(usable_episodes(tables), rules.number("journey-gap-days"))
    spine = _spine(episodes, rules)
    parts = (
        first_answers(episodes, tables["client_information_review"], rules),
        interventions_received(episodes, tables["intervention"], rules),
        start_forms(episodes, tables["outcomes_profile"], rules),
        exit_forms(episodes, tables["outcomes_profile"], rules),
    )
    for part in parts:
        spine = spine.left_join(part, JOURNEY_KEY).select(spine, *(part[name] for name in _beyond_key(part)))
    who = told_apart(episodes)
    spine = spine.left_join(who, "person_id").select(spine, *(who[name] for name in DOUBTS))
    received = {flag: spine[flag].fill_null(False) for flag in FLAGS}
    return with_exit(spine.mutate(**received), rules)


def _spine(episodes: ibis.Table, rules: TreatmentRules) -> ibis.Table:
    lists = rules.code_lists
    spine = episodes.group_by(*JOURNEY_KEY).aggregate(
        start_on=episodes.triaged.min(),
        reached_on=episodes.reach.max(),
        area=episodes.residence.max(where=episodes.is_latest),
        district=episodes.la.max(where=episodes.is_latest),
        age_at_start=episodes.age_at_triage.min(),
        in_young_peoples_service=(episodes.dataset == "YP").fill_null(False).any(),
        in_adult_service=(episodes.dataset == "AD").fill_null(False).any(),
        **substances_cited(episodes, lists["drug"]),
        **reasons_given(episodes, lists["discharge-reason"]),
    )
    return spine.mutate(
        end_on=spine.reached_on.nullif(ibis.literal(FAR_FUTURE)),
        age_band=_age_band(spine.age_at_start),
        is_adult=spine.age_at_start >= rules.number("adult-age"),
        substance_group=substance_group(spine),
    ).drop("reached_on", "has_non_opiate")


def _age_band(age: Any) -> Any:
    bands = [(age < limit, band) for limit, band in _AGE_BANDS]
    return ibis.cases(*bands, (age.notnull(), _OLDEST), else_=ibis.null("string"))


def _beyond_key(part: ibis.Table) -> list[str]:
    return [name for name in part.columns if name not in JOURNEY_KEY]
