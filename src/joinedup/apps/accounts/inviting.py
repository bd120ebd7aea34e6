"""An invitation made and its link sent, as one: where the letter cannot be written down, nobody is invited."""

from collections.abc import Callable

from django.db import transaction

from joinedup.apps.accounts import actions
from joinedup.apps.accounts.models import Organisation, Person
from joinedup.apps.accounts.telling import tell


def invite(
    *, by: Person, email: str, organisation: Organisation, role: str, address: Callable[[str], str]
) -> tuple[str, bool]:
    """Invite somebody; return the whole address of the link, and whether it is sent to them."""
    with transaction.atomic():
        invitation, token = actions.invite(by=by, email=email, organisation=organisation, role=role)
        link = address(token)
        return link, tell(kind="invitation", email=invitation.email, address=link)
