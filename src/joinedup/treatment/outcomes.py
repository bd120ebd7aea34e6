"""The outcomes forms that belong to a journey: its start form and its exit form."""

import ibis

from joinedup.kinds.parameters import TreatmentRules
from joinedup.treatment.codes import group_of
from joinedup.treatment.episodes import JOURNEY_KEY
from joinedup.treatment.reads import READS
from joinedup.warehouse.calendar import FAR_FUTURE, add_days, is_first

_DAYS = {"alcohol": "alcuse", "opiate": "opiuse", "crack": "crause", "cocaine": "cocause", "cannabis": "cannuse"}


def start_forms(episodes: ibis.Table, forms: ibis.Table, rules: TreatmentRules) -> ibis.Table:
    """Return `start_…_days` of each journey's earliest start form dated within it; journeys without one are absent."""
    placed = _placed(episodes, forms, rules)
    inside = placed.filter(
        placed.stage == "start", placed.topdate >= placed.started_on, placed.topdate <= placed.reached_on
    )
    order = [inside.topdate, inside.episode_key, inside.outcomes_profile_key, inside.delivery_id]
    return _answers(inside, order, "start")


def exit_forms(episodes: ibis.Table, forms: ibis.Table, rules: TreatmentRules) -> ibis.Table:
    """Return `exit_…_days` of each ended journey's latest exit form, at most `outcomes-days-after-exit` late."""
    placed = _placed(episodes, forms, rules)
    last_day = add_days(placed.reached_on, rules.number("outcomes-days-after-exit"))
    inside = placed.filter(
        placed.stage == "exit",
        placed.reached_on < ibis.literal(FAR_FUTURE),
        placed.topdate >= placed.started_on,
        placed.topdate <= last_day,
    )
    order = [inside.topdate.desc(), inside.episode_key, inside.outcomes_profile_key, inside.delivery_id]
    return _answers(inside, order, "exit")


def _placed(episodes: ibis.Table, forms: ibis.Table, rules: TreatmentRules) -> ibis.Table:
    journeys = episodes.select("delivery_id", "episode_key", "started_on", "reached_on", *JOURNEY_KEY)
    forms = forms.select(*READS["outcomes_profile"])
    staged = forms.mutate(stage=group_of(forms.trstage, rules.code_lists["treatment-stage"]))
    return staged.inner_join(journeys, ["delivery_id", "episode_key"])


def _answers(forms: ibis.Table, order: list[ibis.Value], stage: str) -> ibis.Table:
    chosen = forms.mutate(is_chosen=is_first([forms[name] for name in JOURNEY_KEY], order))
    days = {f"{stage}_{substance}_days": chosen[item] for substance, item in _DAYS.items()}
    return chosen.filter(chosen.is_chosen).select(*JOURNEY_KEY, **days)
