"""`invented_agreements`: enter the synthetic county's agreements in a demonstration, and their parties."""

from importlib.resources import files
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from joinedup.apps.accounts.actions import add_invented
from joinedup.apps.agreements import actions
from joinedup.apps.agreements.held import parsed
from joinedup.apps.agreements.policies import KEEPER
from joinedup.apps.audit.instant import now
from joinedup.core.refusal import Refusal
from joinedup.sharing.asking import Asker


class Command(BaseCommand):
    """Enter each; one that is held already with the same words changes nothing."""

    help = "Enter the synthetic county's agreements in a demonstration."

    def handle(self, **_rest: Any) -> None:
        """Enter them; refuse outside a demonstration, where an invented agreement would open real rows."""
        if not settings.DEMO:
            raise Refusal("Invented agreements are for a demonstration only: JOINEDUP_DEMO is not 1.")
        by = Asker("demo:keeper", "demo", "council", frozenset({KEEPER}))
        held = sorted(files("joinedup.county").joinpath("agreements").iterdir(), key=lambda one: one.name)
        for one in held:
            words = one.read_text(encoding="utf-8")
            for party in parsed(words, one.name).parties:
                add_invented(slug=party.organisation, name=party.name, kind=party.kind or "other")
            actions.enter(words, by=by, at=now())
        self.stdout.write(f"The site holds the synthetic county's agreements: {len(held)}.")
