"""Whose account of elsewhere it is: told by its own number, and the first time by an address that was invited here."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.db import transaction

from joinedup.apps.accounts.models import Identity, Person
from joinedup.apps.accounts.queries import person_by_email
from joinedup.apps.accounts.signing_in import may_come_in
from joinedup.apps.audit.record import record

_MANY = {"mfa", "otp", "hwk", "fpt", "face", "sc"}
"""Words of RFC 8176 for more than a password."""


class Provider(Protocol):
    """A sign-in of elsewhere, as the settings tell of it."""

    @property
    def slug(self) -> str:
        """Its short name."""

    @property
    def trusts_second_step(self) -> bool:
        """Whether a second step shown there counts here."""

    @property
    def vouches_for_addresses(self) -> bool:
        """Whether its addresses are their holders', though it does not say that it checked."""


def person_behind(provider: Provider, claims: Mapping[str, Any]) -> Person | None:
    """Return whose account somebody signed in with elsewhere; None where it is nobody's who may come in.

    The first time its address must be that of an account here, and told as checked; from then on its number counts,
    and another account of elsewhere with the same address opens nothing.
    """
    subject, email = claims["sub"], claims.get("email")
    with transaction.atomic():
        known = Identity.objects.select_related("person").filter(provider=provider.slug, subject=subject).first()
        if known is not None:
            return known.person if may_come_in(known.person) else None
        is_checked = claims.get("email_verified") is True or provider.vouches_for_addresses
        person = person_by_email(email) if isinstance(email, str) and is_checked else None
        if person is None or not may_come_in(person) or person.identities.filter(provider=provider.slug).exists():
            return None
        Identity.objects.create(person=person, provider=provider.slug, subject=subject)
        record("identity.bound", by=person.audit_id, about=person.audit_id, reason=provider.slug, is_grave=True)
        return person


def showed_second_step(provider: Provider, claims: Mapping[str, Any]) -> bool:
    """Return whether what was shown elsewhere counts as a second step here.

    Only where the settings trust it. Where it says by what somebody signed in, a password alone is not enough.
    """
    if not provider.trusts_second_step:
        return False
    said = claims.get("amr")
    return said is None or (isinstance(said, list) and bool(_MANY.intersection(map(str, said))))
