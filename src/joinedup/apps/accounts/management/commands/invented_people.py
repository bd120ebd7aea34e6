"""`invented_people`: make one person for each role in a demonstration, and print what they sign in with."""

from typing import Any

from django.core.management.base import BaseCommand

from joinedup.apps.accounts.invented import invent_people


class Command(BaseCommand):
    """Make them, or give those there are a new password and a new device."""

    help = "Make one invented person for each role, and print what they sign in with."

    def handle(self, **_rest: Any) -> None:
        """Print a line a role."""
        made = invent_people()
        widths = [max(len(text) for text in column) for column in zip(*(_texts(one) for one in made), strict=True)]
        for row in (("ROLE", "ADDRESS", "PASSWORD"), *(_texts(one) for one in made)):
            self.stdout.write("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())


def _texts(one: Any) -> tuple[str, str, str]:
    return one.role.title, one.email, one.password
