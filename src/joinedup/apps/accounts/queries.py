"""Who holds what at an instant."""

from datetime import datetime

from django.db.models import CharField, Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from joinedup.apps.accounts.models import Holding, Invitation, OneTimeLink, Organisation, Person
from joinedup.sharing.asking import Asker


def person_by_email(email: str) -> Person | None:
    """Return whose address it is, however it is written; None where it is nobody's."""
    return Person.objects.filter(email__iexact=email.strip()).first()


def holdings_of(person: Person, at: datetime) -> QuerySet[Holding]:
    """Return the roles that somebody holds at an instant; none once they have left."""
    if person.left_at is not None and person.left_at <= at:
        return Holding.objects.none()
    return _held(at).filter(person=person)


def roles_of(person: Person, at: datetime) -> frozenset[str]:
    """Return the roles that somebody holds at an instant, in whichever organisation."""
    return frozenset(holdings_of(person, at).values_list("role", flat=True))


def keeper() -> Organisation:
    """Return the organisation that the site was begun by, which keeps it and its record of acts."""
    return Organisation.objects.order_by("pk")[0]


def acting_for(person: Person, slug: str | None, at: datetime) -> Asker | None:
    """Return somebody as they act for the organisation of this slug, or for the first by name where they cannot.

    One query: it is asked before every page of theirs.
    """
    held = list(holdings_of(person, at).select_related("organisation").order_by("organisation__name"))
    there = {one.organisation.slug: one.organisation for one in held}
    organisation = there.get(slug or "") or next(iter(there.values()), None)
    return None if organisation is None else _asker(person, organisation, held)


def asker(person: Person, organisation: Organisation, at: datetime) -> Asker | None:
    """Return somebody acting for an organisation, as the policy function takes them; None if they hold no role there.

    Roles held elsewhere open nothing here; they count for the police wall, which stands for the person, not the hat.
    """
    return _asker(person, organisation, list(holdings_of(person, at).select_related("organisation")))


def _asker(person: Person, organisation: Organisation, held: list[Holding]) -> Asker | None:
    here = frozenset(one.role for one in held if one.organisation_id == organisation.pk)
    if not here:
        return None
    others = [(one.organisation.kind, one.role) for one in held if one.organisation_id != organisation.pk]
    return Asker(
        person.audit_id,
        organisation.slug,
        organisation.kind,
        here,
        elsewhere=frozenset(role for _, role in others),
        other_kinds=frozenset(kind for kind, _ in others),
    )


def people(at: datetime) -> QuerySet[Person]:
    """Return everybody by address, each with `held`: the roles that they hold at an instant, with organisations."""
    held = _held(at).select_related("organisation").order_by("organisation__name", "role")
    return Person.objects.order_by("email").prefetch_related(Prefetch("holdings", held, to_attr="held"))


def _held(at: datetime) -> QuerySet[Holding]:
    return Holding.objects.filter(Q(until_at=None) | Q(until_at__gt=at), from_at__lte=at)


def invitations(at: datetime) -> QuerySet[Invitation]:
    """Return every invitation, the last made first, each with `is_open`: whether its link could still be used."""
    links = OneTimeLink.objects.filter(
        about=Concat(Value("invitation:"), Cast(OuterRef("pk"), CharField())),
        used_at=None,
        revoked_at=None,
        expires_at__gt=at,
    )
    return Invitation.objects.select_related("organisation").annotate(is_open=Exists(links)).order_by("-pk")
