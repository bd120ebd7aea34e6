"""`back_up`: what `joinedup site-backup` runs, by name."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from joinedup.apps.audit.instant import now
from joinedup.apps.operations.site_backup import back_up
from joinedup.apps.operations.site_restore import refuse_half_restored


class Command(BaseCommand):
    """Write a point."""

    help = "Write one consistent point of the site into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder."""
        parser.add_argument("to", type=Path)

    def handle(self, *, to: Path, **_rest: Any) -> None:
        """Write it and say what it holds."""
        refuse_half_restored()
        self.stdout.write("\n".join(back_up(to, at=now())))
