"""How surely people are told apart: attributors under several client ids, client ids under several attributors.

A person is recognised by an attributor (initials, date of birth, sex), as a pseudonym. An agency knows a person by its
own client id. Where the two disagree, one of them is wrong, and nothing here says which: both are counted.
"""

import ibis

DOUBTS = ("has_several_client_ids", "shares_client_id")


def told_apart(episodes: ibis.Table) -> ibis.Table:
    """Return one row a person of `episodes`: whether either doubt of `DOUBTS` holds of them.

    Client ids of different agencies count as several: one person who went to two services has two, and so have two
    people who share an attributor.
    """
    links, by_client = _links(episodes)
    counted = links.left_join(by_client, "client_key").select(links, by_client.people)
    return counted.group_by("person_id").aggregate(
        has_several_client_ids=counted.client_key.nunique() > 1,
        shares_client_id=(counted.people > 1).fill_null(False).any(),
    )


def links_in_doubt(episodes: ibis.Table) -> ibis.Table:
    """Return the pairs of `person_id` and `client_key` of each client id that stands under several attributors."""
    links, by_client = _links(episodes)
    return links.semi_join(by_client.filter(by_client.people > 1), "client_key")


def at_one_agency(episodes: ibis.Table) -> ibis.Table:
    """Return one row a person with several client ids at one agency: `at_once` where two of them are open together.

    Episodes overlap where one starts before the other ends; an open one never ends.
    """
    spans = episodes.select("person_id", "agncy", "client_key", "triaged", "reach")
    other = spans.view()
    both = spans.inner_join(
        other,
        [
            spans.person_id == other.person_id,
            spans.agncy == other.agncy,
            spans.client_key < other.client_key,
        ],
    ).select(
        spans.person_id,
        is_together=(spans.triaged < other.reach) & (other.triaged < spans.reach),
    )
    return both.group_by("person_id").aggregate(at_once=both.is_together.fill_null(False).any())


def _links(episodes: ibis.Table) -> tuple[ibis.Table, ibis.Table]:
    """Return each pair of attributor and client id, and the number of attributors of each client id."""
    links = episodes.select("person_id", "client_key").distinct()
    return links, links.group_by("client_key").aggregate(people=links.person_id.nunique())
