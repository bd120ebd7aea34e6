"""Who holds a role in some organisations at an instant: whom to tell."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from joinedup.apps.accounts.models import Holding, Person


def holders(role: str, organisations: Collection[str], at: datetime) -> QuerySet[Person]:
    """Return whoever holds the role in one of the organisations, by slug; each once, in the order they came."""
    held = Holding.objects.filter(Q(until_at=None) | Q(until_at__gt=at), role=role, from_at__lte=at)
    held = held.filter(organisation__slug__in=organisations)
    return Person.objects.filter(pk__in=held.values("person"), left_at=None).order_by("pk")
