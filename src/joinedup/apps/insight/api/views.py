"""What each address of the interface answers with: records of the shelf, and nothing that a page would not print."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse

from joinedup.apps.insight import queries
from joinedup.apps.insight.api.asked import Caller
from joinedup.apps.insight.api.gate import for_parties, in_json, of_api
from joinedup.apps.insight.api.said import No
from joinedup.apps.insight.desk import write_look
from joinedup.apps.insight.downloads import saved
from joinedup.apps.insight.opened import FeedCounts, OpenFeed, open_feed
from joinedup.shelf import places
from joinedup.shelf.reading import NotReleased, Version
from joinedup.shelf.records import (
    About,
    AreaSheet,
    Card,
    ClaimSheet,
    FeedSheet,
    IndicatorSheet,
    ShelfDocument,
    ShelfFeed,
    ShelfFigure,
)

_MOST_LETTERS = 80


@of_api
def release(request: Any, version: Version) -> About:
    """Give what the release says of itself."""
    return version.one(About, places.ABOUT)


@of_api
def indicators(request: Any, version: Version) -> tuple[Card, ...]:
    """Give the catalogue, or of it what holds each of some words."""
    words = request.GET.get("words", "").strip()[:_MOST_LETTERS]
    return queries.found(version.many(Card, places.CATALOGUE), words)


@of_api
def indicator(request: Any, version: Version, slug: str) -> IndicatorSheet:
    """Give all that an indicator's page prints."""
    return version.one(IndicatorSheet, places.sheet_of(slug))


@of_api
def figures(request: Any, version: Version, slug: str) -> tuple[ShelfFigure, ...]:
    """Give an indicator's figures, all or those of one area."""
    sheet = version.one(IndicatorSheet, places.sheet_of(slug))
    area = request.GET.get("area")
    return tuple(one for one in (*sheet.figures, *sheet.groups) if area is None or one.place_code == area)


@of_api
def table(request: Any, version: Version, slug: str) -> HttpResponse:
    """Give the same figures as a table to save."""
    return saved(version.read(places.table_of(slug)), f"{slug}.csv")


@of_api
def areas(request: Any, version: Version) -> tuple[tuple[str, str], ...]:
    """Give the codes and names of the areas."""
    return version.one(About, places.ABOUT).areas


@of_api
def area(request: Any, version: Version, code: str) -> AreaSheet:
    """Give the profile of one area."""
    return version.one(AreaSheet, places.area_of(code))


@of_api
def claim(request: Any, version: Version, claim_id: str) -> ClaimSheet:
    """Give one claim opened to all it rests on."""
    return version.one(ClaimSheet, places.claim_of(claim_id))


@of_api
def documents(request: Any, version: Version) -> tuple[ShelfDocument, ...]:
    """Give the documents: whom each is for, how far it is signed off, its files."""
    return version.many(ShelfDocument, places.DOCUMENTS)


@of_api
def feeds(request: Any, version: Version) -> tuple[ShelfFeed, ...]:
    """Give how each sender's feed stood on the day of the release."""
    return version.many(ShelfFeed, places.FEEDS)


@for_parties
def counts(purpose: str, version: Version, caller: Caller, at: datetime, feed: str) -> FeedCounts:
    """Give of a partner's feed what an agreement opens to the organisation that asks, for its purpose."""
    by_token = None if caller.token is None else caller.token.audit_id
    only = None if caller.token is None else caller.token.agreement
    try:
        found = open_feed(caller.asker, purpose, version.one(FeedSheet, places.feed_of(feed)), at, only=only)
    except NotReleased:
        found = OpenFeed(None, ())
    write_look(caller.asker.account, feed, found, by_token=by_token)
    if found.counts is None:
        raise No((403, "stopped", " ".join(found.told))) if found.told else Http404
    return found.counts


@of_api
def nothing(request: Any, version: Version, **_given: str) -> HttpResponse:
    """Refuse any other address as one that is not there, to those who could have read it if it were."""
    raise Http404


@in_json
def description(request: Any) -> HttpResponse:
    """Give the description of the interface, which is for everybody."""
    from joinedup.apps.insight.api.description import described  # made from the addresses, which name these views

    return JsonResponse(described(), json_dumps_params={"ensure_ascii": False})
