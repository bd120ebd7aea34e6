"""`invented_services`: fill a demonstration's directory with the services of the synthetic county."""

from dataclasses import fields
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from joinedup.apps.audit.instant import now
from joinedup.apps.directory import actions, queries
from joinedup.apps.directory.details import Details
from joinedup.apps.directory.policies import KEEPERS
from joinedup.core.refusal import Refusal
from joinedup.county.directory import LISTED
from joinedup.sharing.asking import Asker

_KEEPER = Asker("demo:keeper", "demo", "council", KEEPERS)


class Command(BaseCommand):
    """Add those invented services that the directory lacks."""

    help = "Add the synthetic county's services to the directory of a demonstration."

    def handle(self, **_rest: Any) -> None:
        """Add them; refuse outside a demonstration, where somebody could call a number that never rings."""
        if not settings.DEMO:
            raise Refusal("Invented services are for a demonstration only: JOINEDUP_DEMO is not 1.")
        named = [one.name for one in fields(Details)]
        for one in LISTED:
            if queries.entry(one.slug) is None:
                details = Details(**{name: getattr(one, name) for name in named})
                checked = now() - timedelta(days=one.checked_days_ago)
                actions.add(details, slug=one.slug, owner=one.owner, by=_KEEPER, at=checked)
        self.stdout.write(f"The directory holds the synthetic county's {len(LISTED)} services.")
