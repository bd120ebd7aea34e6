"""What was done in a journey, and how long the first of it was waited for."""

import ibis

from joinedup.kinds.parameters import TreatmentRules
from joinedup.treatment.codes import group_of
from joinedup.treatment.episodes import JOURNEY_KEY
from joinedup.treatment.reads import READS
from joinedup.warehouse.calendar import days_between, is_first

_KINDS = {
    "had_pharmacological": "pharmacological",
    "had_psychosocial": "psychosocial",
    "had_recovery_support": "recovery support",
    "had_harm_reduction": "harm reduction",
}
_SETTINGS = {
    "in_community": "community",
    "in_inpatient": "inpatient",
    "in_residential": "residential",
    "in_primary_care": "primary care",
}
FLAGS = (*_KINDS, *_SETTINGS)


def interventions_received(episodes: ibis.Table, intervention: ibis.Table, rules: TreatmentRules) -> ibis.Table:
    """Return one row for each journey that had any started intervention: what kinds, where, and `wait_days`.

    The wait is from referral to start of the journey's first intervention (ties by episode, then intervention key);
    null where that referral is not dated or is dated after the start.
    """
    started = intervention.select(*READS["intervention"]).filter(intervention.modst.notnull())
    placed = episodes.select("delivery_id", "episode_key", *JOURNEY_KEY)
    done = started.inner_join(placed, ["delivery_id", "episode_key"])
    done = done.mutate(
        kind=group_of(done.modal, rules.code_lists["modality"]),
        setting=group_of(done.modset, rules.code_lists["setting"]),
        wait=days_between(done.refmoddt, done.modst),
        is_first=is_first(
            [done[name] for name in JOURNEY_KEY],
            [done[name] for name in ("modst", "episode_key", "intervention_key", "delivery_id")],
        ),
    )
    return done.group_by(*JOURNEY_KEY).aggregate(
        wait_days=done.wait.max(where=done.is_first & (done.wait >= 0)),
        **{flag: (done.kind == kind).fill_null(False).any() for flag, kind in _KINDS.items()},
        **{flag: (done.setting == setting).fill_null(False).any() for flag, setting in _SETTINGS.items()},
    )
