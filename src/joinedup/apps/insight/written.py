"""What is taken away of a release about real people is written down before it is sent."""

from django.db import transaction

from joinedup.apps.audit.record import record
from joinedup.sharing.asking import Asker
from joinedup.shelf.reading import Version


def write_down(act: str, what: str, version: Version, asker: Asker | None, *, by_token: str | None = None) -> None:
    """Add the line of an act about something of a version; nothing for a release about invented people."""
    if version.manifest.is_synthetic:
        return
    account = None if asker is None else asker.account
    with transaction.atomic():
        record(act, by=account, about=f"release:{version.number}/{what.lower()}", reason=by_token)
