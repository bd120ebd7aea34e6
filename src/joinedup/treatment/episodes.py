"""Which episodes count, and which of them belong together."""

from collections.abc import Mapping

import ibis

from joinedup.treatment.reads import READS
from joinedup.warehouse.calendar import FAR_FUTURE, add_days, is_first

JOURNEY_KEY = ("person_id", "journey_number")


def usable_episodes(tables: Mapping[str, ibis.Table]) -> ibis.Table:
    """Return the episodes that can start or join a journey, one row each, with the client's `sex` and `ethnic`.

    An episode without a triage date never began, and one discharged before its triage has no length; both stay out.
    `reach` is the discharge date, or a day far ahead while the episode is open.
    """
    episode = tables["episode"].select(*READS["episode"])
    ends_after_it_starts = episode.disd.isnull() | (episode.disd >= episode.triaged)
    usable = episode.filter(episode.person_id.notnull(), episode.triaged.notnull(), ends_after_it_starts)
    client = tables["client"].select(*READS["client"])
    with_client = usable.left_join(client, ["delivery_id", "client_key"]).select(usable, client.sex, client.ethnic)
    return with_client.mutate(reach=with_client.disd.fill_null(ibis.literal(FAR_FUTURE)))


def join_into_journeys(episodes: ibis.Table, gap_days: int) -> ibis.Table:
    """Return the episodes with the journey each is part of.

    Taken in order of triage, an episode joins the journey so far if its triage is no more than `gap_days` after the
    latest discharge so far; otherwise it opens the person's next one. Open episodes never end, so all that follows
    joins them. Added: `journey_number` from 1; `started_on` and `reached_on`, the journey's earliest triage and latest
    discharge; `is_last_day`, discharged on that latest day; `is_latest`, the journey's latest episode by triage, then
    discharge, then key.
    """
    order = [episodes.triaged, episodes.episode_key, episodes.delivery_id]
    before = ibis.window(group_by=episodes.person_id, order_by=order, preceding=(None, 1))
    so_far = episodes.mutate(reached_before=episodes.reach.max().over(before))
    opens = so_far.reached_before.isnull() | (so_far.triaged > add_days(so_far.reached_before, gap_days))
    marked = so_far.mutate(opens=opens.cast("int64"))
    order = [marked.triaged, marked.episode_key, marked.delivery_id]
    running = ibis.window(group_by=marked.person_id, order_by=order, rows=(None, 0))
    numbered = marked.mutate(journey_number=marked.opens.sum().over(running).cast("int64"))

    journey = [numbered[name] for name in JOURNEY_KEY]
    whole = ibis.window(group_by=journey)
    spanned = numbered.mutate(
        started_on=numbered.triaged.min().over(whole),
        reached_on=numbered.reach.max().over(whole),
        is_latest=is_first(
            journey,
            [numbered[name].desc() for name in ("triaged", "reach", "episode_key", "delivery_id")],
        ),
    )
    return spanned.mutate(is_last_day=spanned.disd.notnull() & (spanned.disd == spanned.reached_on)).drop(
        "reached_before", "opens"
    )
