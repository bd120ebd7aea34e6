"""`seal_anew`: seal second factors under the site's new secret key, once it was changed and while nobody is in."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from joinedup.apps.accounts import factors
from joinedup.apps.audit.record import record


class Command(BaseCommand):
    """Seal second factors under the present key."""

    help = "Seal second factors under the present secret key, while the site is stopped."

    def handle(self, **_rest: Any) -> None:
        """Seal all or none, and say how many."""
        with transaction.atomic():
            count = factors.seal_anew()
            record("second-factor.sealed", by=None, about="second-factors", is_grave=True)
        self.stdout.write(f"{count} sealed under the present key: those before it can be taken out of the settings.")
