"""Episodes as each provider sent them, seen through a window: what is missing, stale or impossible in its records."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import ibis

from joinedup.core.period import Period
from joinedup.kinds.parameters import TreatmentRules
from joinedup.treatment.codes import group_of
from joinedup.treatment.substances import substance_group, substances_cited
from joinedup.warehouse.calendar import add_days, add_months
from joinedup.warehouse.contracts import EPISODE

RECORDS_READ: Final[Mapping[str, Sequence[str]]] = {
    "client": ("delivery_id", "client_key", "ethnic"),
    "episode": (
        *("delivery_id", "episode_key", "client_key", "refld", "triaged", "disd", "disrsn"),
        *("drug1", "drug2", "drug3", "sexualo", "disable1", "disable2", "disable3"),
    ),
    "intervention": ("delivery_id", "episode_key", "modst", "modend"),
    "outcomes_profile": ("delivery_id", "episode_key", "topdate", "trstage"),
    "time_in_treatment": ("delivery_id", "episode_key", "titdate"),
    "sub_intervention_review": ("delivery_id", "episode_key", "submoddt"),
    "client_information_review": ("delivery_id", "episode_key", "x_cirdt"),
}
"""The columns of the case-level tables that are read."""

_KEY = ("delivery_id", "episode_key")
_CONTACTS = (
    ("intervention", "modst"),
    ("outcomes_profile", "topdate"),
    ("time_in_treatment", "titdate"),
    ("sub_intervention_review", "submoddt"),
    ("client_information_review", "x_cirdt"),
)


def records_in(
    tables: Mapping[str, ibis.Table],
    senders: Mapping[str, str],
    window: Period,
    rules: TreatmentRules,
    *,
    stale_months: int,
) -> ibis.Table:
    """Return one row an episode, its columns those of EPISODE in name, order and type, flagged for `window`.

    `senders` gives the provider of each delivery. Episodes are not joined into journeys: the provider keeps records of
    episodes. One without a day of triage is in no window. Nothing is run.
    """
    seen = tables["episode"].select(*RECORDS_READ["episode"])
    seen = seen.filter(seen.triaged.notnull(), seen.delivery_id.isin(sorted(senders)))
    seen = _with_ethnicity(seen, tables["client"])
    seen = _with_substances(seen, rules)
    seen = _with_profiles(seen, tables["outcomes_profile"], rules)
    seen = _with_interventions(seen, tables["intervention"])
    seen = _with_last_contact(seen, tables, window)
    start, end = ibis.literal(window.start), ibis.literal(window.end)
    lists = rules.code_lists
    is_ended = (seen.disd >= start) & (seen.disd < end)
    disability = [group_of(seen[item], lists["disability"]) for item in ("disable1", "disable2", "disable3")]
    flagged = seen.mutate(
        provider=seen.delivery_id.cases(*senders.items(), else_=ibis.null("string")),
        is_started=(seen.triaged >= start) & (seen.triaged < end),
        is_completed=_so(is_ended) & _so(group_of(seen.disrsn, lists["discharge-reason"]) == "completed"),
        is_open_at_end=(seen.triaged < end) & (seen.disd.isnull() | (seen.disd >= end)),
        is_same_day=seen.disd == seen.triaged,
        is_disordered=_so(seen.refld > seen.triaged) | seen.is_wrongly_dated,
        is_stale=add_months(seen.last_contact, stale_months) <= end,
        ethnicity=group_of(seen.ethnic, lists["ethnicity"]),
        disability=ibis.coalesce(*disability),
        sexual_orientation=group_of(seen.sexualo, lists["sexual-orientation"]),
    )
    return flagged.select(**{name: flagged[name].cast(kind) for name, kind in EPISODE.items()})


def _so(condition: Any) -> Any:
    return condition.fill_null(False)


def _joined(seen: ibis.Table, held: ibis.Table) -> ibis.Table:
    """Return the episodes with what is known of each beside it."""
    more = [held[name] for name in held.columns if name not in _KEY]
    return seen.left_join(held, list(_KEY)).select(seen, *more)


def _with_ethnicity(seen: ibis.Table, clients: ibis.Table) -> ibis.Table:
    keys = ["delivery_id", "client_key"]
    held = clients.select(*RECORDS_READ["client"]).group_by(*keys).aggregate(ethnic=clients.ethnic.min())
    return seen.left_join(held, keys).select(seen, held.ethnic)


def _with_substances(seen: ibis.Table, rules: TreatmentRules) -> ibis.Table:
    cited = seen.group_by(*_KEY).aggregate(**substances_cited(seen, rules.code_lists["drug"]))
    return _joined(seen, cited.select(*_KEY, substance_group=substance_group(cited)))


def _with_profiles(seen: ibis.Table, profiles: ibis.Table, rules: TreatmentRules) -> ibis.Table:
    """Add whether an episode has a start form, and an exit form dated no later than allowed after its end."""
    forms = profiles.select(*RECORDS_READ["outcomes_profile"])
    forms = forms.mutate(stage=group_of(forms.trstage, rules.code_lists["treatment-stage"]))
    dated = forms.inner_join(seen.select(*_KEY, "disd"), list(_KEY))
    in_time = dated.topdate <= add_days(dated.disd, rules.number("outcomes-days-after-exit"))
    held = dated.group_by(*_KEY).aggregate(
        starts=_so(dated.stage == "start").any(), exits=_so((dated.stage == "exit") & in_time).any()
    )
    joined = _joined(seen, held)
    return joined.mutate(has_start_profile=_so(joined.starts), has_exit_profile=_so(joined.exits))


def _with_interventions(seen: ibis.Table, interventions: ibis.Table) -> ibis.Table:
    """Add whether any intervention ends before it starts, or starts or ends after the episode does."""
    each = interventions.select(*RECORDS_READ["intervention"]).inner_join(seen.select(*_KEY, "disd"), list(_KEY))
    wrong = _so(each.modst > each.modend) | _so(each.modst > each.disd) | _so(each.modend > each.disd)
    joined = _joined(seen, each.group_by(*_KEY).aggregate(wrong=wrong.any()))
    return joined.mutate(is_wrongly_dated=_so(joined.wrong))


def _with_last_contact(seen: ibis.Table, tables: Mapping[str, ibis.Table], window: Period) -> ibis.Table:
    """Add the last day before the window's end on which anything of an episode was dated; at least its triage."""
    end = ibis.literal(window.end)
    dated = [tables[table].select(*_KEY, contact=tables[table][column]) for table, column in _CONTACTS]
    dated.append(seen.select(*_KEY, contact=seen.triaged))
    all_of = ibis.union(*dated)
    kept = all_of.filter(all_of.contact < end)
    return _joined(seen, kept.group_by(*_KEY).aggregate(last_contact=kept.contact.max()))
