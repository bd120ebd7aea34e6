"""What the public may read of the directory. Each is the same number of queries, however many services there are."""

from django.db.models import Q, QuerySet

from joinedup.apps.directory.models import Service, ServicePlace

_SEARCHED = ("name", "summary", "who_for", "address")
_MOST_WORDS = 5


def listed(*, place: str = "", need: str = "", words: str = "") -> QuerySet[Service]:
    """Return open services for a place, a need and each of some words; an empty one asks for nothing."""
    found = Service.objects.filter(closed_on__isnull=True).prefetch_related("needs", "places")
    if place:
        found = found.filter(places__place=place)
    if need:
        found = found.filter(needs__need=need)
    for word in words.split()[:_MOST_WORDS]:
        found = found.filter(_any_holds(word))
    return found


def _any_holds(word: str) -> Q:
    holds = Q()
    for field in _SEARCHED:
        holds |= Q(**{f"{field}__icontains": word})
    return holds


def entry(slug: str) -> Service | None:
    """Return the service of this slug, closed ones too: whoever kept its address is told that it has closed."""
    return Service.objects.filter(slug=slug).prefetch_related("needs", "places").first()


def places() -> list[str]:
    """Return the places that open services are for, in order."""
    held = ServicePlace.objects.filter(service__closed_on__isnull=True)
    return list(held.order_by("place").values_list("place", flat=True).distinct())


def editable(owner: str | None) -> QuerySet[Service]:
    """Return the open services of one organisation, or of all where `owner` is None."""
    found = Service.objects.filter(closed_on__isnull=True)
    return found if owner is None else found.filter(owner=owner)
