"""Behind sign-in: partners' feeds of counts, as an agreement opens them to the organisation that somebody acts for."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse

from joinedup.apps.accounts.gates import signed_in
from joinedup.apps.audit.instant import now
from joinedup.apps.audit.record import record
from joinedup.apps.insight.opened import FeedCounts, OpenFeed, listed, open_feed, purposes_of
from joinedup.apps.insight.responding import of_one_version, show
from joinedup.shelf import places as at
from joinedup.shelf.reading import NotReleased, Version
from joinedup.shelf.records import FeedEntry, FeedSheet, FeedTotal


@signed_in
@of_one_version
def feeds(request: Any, version: Version) -> HttpResponse:
    """List the feeds of which something opens for the purpose chosen, or did until an agreement stopped."""
    purposes = purposes_of(request.asker)
    purpose = _chosen(request, purposes)
    entries = version.many(FeedEntry, at.COUNTS) if purpose else ()
    found = listed(request.asker, purpose, entries, now()) if purpose else ()
    return show(request, version, "desk_feeds.html", feeds=found, purposes=purposes, purpose=purpose)


@signed_in
@of_one_version
def feed(request: Any, version: Version, slug: str) -> HttpResponse:
    """Show the numbers of a feed that open for the purpose chosen; to a party of what has stopped, why."""
    purposes = purposes_of(request.asker)
    purpose = _chosen(request, purposes)
    try:
        found = open_feed(request.asker, purpose, version.one(FeedSheet, at.feed_of(slug)), now())
    except NotReleased:
        found = OpenFeed(None, ())
    write_look(request.asker.account, slug, found)
    if found.counts is None and not found.told:
        raise Http404
    rows = _rows(found.counts) if found.counts is not None else ()
    page = show(
        request,
        version,
        "desk_feed.html",
        feed=found.counts,
        rows=rows,
        told=found.told,
        choice={"purposes": purposes, "purpose": purpose},
        crumbs=(("Feeds", reverse("insight:desk-feeds")),),
    )
    page.status_code = 200 if found.counts is not None else 403
    return page


def write_look(account: str | None, slug: str, found: OpenFeed, *, by_token: str | None = None) -> None:
    """Write down who looked at a feed and by which agreement, or was refused, before anything is sent."""
    if found.counts is None:
        act, why = "feed.refused", by_token
    else:
        act, why = "feed.viewed", by_token or f"agreement:{found.counts.agreements[0]}"
    with transaction.atomic():
        record(act, by=account, about=f"feed:{slug[:80].lower()}", reason=why)


def _chosen(request: Any, purposes: tuple[tuple[str, str], ...]) -> str:
    """Return the purpose asked for, where none is the first of those there are; '' for one that is not among them."""
    asked = request.GET.get("purpose")
    named = [slug for slug, _ in purposes]
    if asked is None:
        return named[0] if named else ""
    return asked if asked in named else ""


def _rows(counts: FeedCounts) -> list[tuple[str, list[FeedTotal | None]]]:
    """Return a row a place and year, with the total of each field that adds up, in the order of the fields."""
    names = [one.name for one in counts.fields if not one.why_not]
    found: dict[str, dict[str, FeedTotal]] = {}
    for one in counts.totals:
        found.setdefault(f"{one.place}, {one.period}", {})[one.field] = one
    return [(label, [cells.get(name) for name in names]) for label, cells in found.items()]
