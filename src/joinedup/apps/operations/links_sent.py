"""Links that work once, on their way by e-mail: `accounts` says that one was made, this sends it."""

from typing import Any, Final

from joinedup.apps.accounts.models import Invitation
from joinedup.apps.accounts.queries import person_by_email
from joinedup.apps.accounts.telling import link_made
from joinedup.apps.messages.actions import Address, send

_KINDS: Final = {"invitation": "invitation", "password": "password-reset"}


def listen() -> None:
    """Send each link from now on."""
    link_made.connect(send_link, dispatch_uid="operations.send_link")


def send_link(*, kind: str, email: str, address: str, **_rest: Any) -> bool:
    """Write the message of one link, in the transaction that makes it."""
    send(to=Address(email, _id_of(email)), kind=_KINDS[kind], values={"link": address}, by=None)
    return True


def _id_of(email: str) -> str:
    person = person_by_email(email)
    if person is not None:
        return person.audit_id
    invitation = Invitation.objects.filter(email__iexact=email).order_by("-pk").first()
    return invitation.audit_id if invitation is not None else "nobody"
