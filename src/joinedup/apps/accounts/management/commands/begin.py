"""`begin`: invite the first administrator; their link is printed once, and told nowhere else."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse

from joinedup.apps.accounts import actions


class Command(BaseCommand):
    """Begin a site that nobody has an account on."""

    help = "Invite the first administrator of a new site."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take their address, and their organisation."""
        parser.add_argument("--email", required=True, help="The address that they will sign in with.")
        parser.add_argument("--organisation", required=True, help="The short name of theirs: small letters, hyphens.")
        parser.add_argument("--name", required=True, help="The name of their organisation.")
        parser.add_argument("--kind", default="council", help="Its kind, for example council.")

    def handle(self, *, email: str, organisation: str, name: str, kind: str, **_rest: Any) -> None:
        """Make the invitation and print the link."""
        token = actions.begin(email=email, slug=organisation, name=name, kind=kind)
        where = "http://localhost:8000" if settings.DEMO else f"https://{settings.ALLOWED_HOSTS[0]}"
        self.stdout.write(f"The link works once, for seven days: {where}{reverse('accounts:join', args=[token])}")
