"""People with roles, and browsers in which they have signed in with a second factor."""

from datetime import UTC, datetime
from itertools import count

from django.test import Client

from joinedup.apps.accounts.models import Holding, Organisation, Person
from joinedup.apps.accounts.sessions import BEGAN, METHODS, SEEN
from joinedup.apps.audit.instant import now

_NUMBERS = count(1)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def organisation(slug="thornmarch-council", kind="council"):
    """An organisation, made where there is none of this slug."""
    return Organisation.objects.get_or_create(slug=slug, defaults={"name": slug.replace("-", " "), "kind": kind})[0]


def person_with(*roles, at=None, kind="council", slug="thornmarch-council"):
    """A new person who holds these roles in one organisation."""
    where = at or organisation(slug, kind)
    person = Person.objects.create(email=f"person-{next(_NUMBERS)}@example.org", password="!", joined_at=LONG_AGO)
    for role in roles:
        Holding.objects.create(person=person, organisation=where, role=role, from_at=LONG_AGO)
    return person


def signed_in_client(person, *, is_fresh=True, **given):
    """A browser in which somebody has signed in with a second factor, just now or an hour ago."""
    client = Client(**given)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[METHODS] = [{"method": "mfa", "type": "totp", "at": now().timestamp() - (0 if is_fresh else 3600)}]
    session[BEGAN] = session[SEEN] = now().timestamp()
    session.save()
    return client


def as_role(role, *, is_fresh=True, kind="council", slug="thornmarch-council"):
    """A browser of a new person who holds one role."""
    return signed_in_client(person_with(role, kind=kind, slug=slug), is_fresh=is_fresh)
