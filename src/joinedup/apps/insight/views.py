"""The evidence pages. Each opens as many files as the last, whatever they hold, and asks no database."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from joinedup.apps.audit.instant import now
from joinedup.apps.insight import queries
from joinedup.apps.insight.changed import changed
from joinedup.apps.insight.responding import of_one_version, show
from joinedup.apps.scrutiny.policies import may_sign_off
from joinedup.apps.scrutiny.queries import challenges_of, sign_offs
from joinedup.core.place import ENGLAND_CODE
from joinedup.shelf import places as at
from joinedup.shelf.reading import Version
from joinedup.shelf.records import (
    ABSENT,
    AreaSheet,
    Audience,
    Card,
    ClaimSheet,
    IndicatorSheet,
    ShelfDocument,
    ShelfFeed,
)

_MOST_LETTERS = 80


@of_one_version
def home(request: HttpRequest, version: Version) -> HttpResponse:
    """Show the ways in: areas, indicators, documents, feeds."""
    return show(request, version, "home.html", of=())


@of_one_version
def catalogue(request: HttpRequest, version: Version) -> HttpResponse:
    """List the indicators, or those that hold each of some words."""
    cards = version.many(Card, at.CATALOGUE)
    words = request.GET.get("words", "").strip()[:_MOST_LETTERS]
    found, of = queries.found(cards, words), None if words else ()
    return show(request, version, "catalogue.html", of=of, cards=found, words=words, count=len(cards))


@of_one_version
def indicator(request: HttpRequest, version: Version, slug: str) -> HttpResponse:
    """Show one indicator: trend, comparison, groups with completeness, definition, reconciliation."""
    sheet = version.one(IndicatorSheet, at.sheet_of(slug))
    has_hidden = any(one.is_hidden for one in (*sheet.figures, *sheet.groups))
    # That nothing is held of England is said once, beside the latest figures; of the areas themselves every year is.
    years = tuple(one for one in sheet.figures if one.showing != ABSENT or one.place_code != ENGLAND_CODE)
    return show(request, version, "indicator.html", of=(slug,), sheet=sheet, years=years, has_hidden=has_hidden)


@of_one_version
def claim(request: Any, version: Version, claim_id: str) -> HttpResponse:
    """Show one claim opened to all it rests on."""
    sheet = version.one(ClaimSheet, at.claim_of(claim_id))
    facts = tuple(fact for fact in sheet.facts if fact[0] != "Figure")
    moved = changed(sheet, queries.before(version, request.asker, now()))
    challenged = challenges_of(queries.name_of(claim_id)) if request.asker is not None else ()
    return show(request, version, "claim.html", claim=sheet, facts=facts, moved=moved, challenged=challenged)


@of_one_version
def area(request: HttpRequest, version: Version, code: str) -> HttpResponse:
    """Show the profile of one area."""
    return show(request, version, "area.html", of=(code,), area=version.one(AreaSheet, at.area_of(code)))


@of_one_version
def documents(request: Any, version: Version) -> HttpResponse:
    """List the documents: whom each is for, and how far it is signed off; by whom is for whoever has signed in."""
    held = version.many(ShelfDocument, at.DOCUMENTS)
    signed = sign_offs(version.content) if request.asker is not None else {}
    is_reader = request.asker is not None and may_sign_off(request.asker)
    told = tuple((one, signed.get(one.slug, ())) for one in held)
    return show(request, version, "documents.html", documents=told, is_reader=is_reader)


@of_one_version
def audiences(request: HttpRequest, version: Version, slug: str) -> HttpResponse:
    """Show what each audience of a document sees, what is dropped for it, and why."""
    told = tuple(one for one in version.many(Audience, at.AUDIENCES) if one.document == slug)
    if not told:
        raise Http404
    return show(request, version, "audiences.html", of=(slug,), audiences=told)


@of_one_version
def feeds(request: HttpRequest, version: Version) -> HttpResponse:
    """Show what partners had sent on the day of the release, what is missing first."""
    held = version.many(ShelfFeed, at.FEEDS)
    wanting = tuple(one for one in held if one.is_wanting)
    return show(request, version, "feeds.html", of=(), feeds=held, wanting=wanting)
