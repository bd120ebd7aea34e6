"""`put_back`: what `joinedup site-restore` runs, by name."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from joinedup.apps.audit.instant import now
from joinedup.apps.operations.site_restore import put_site_back
from joinedup.site.databases import migrate


class Command(BaseCommand):
    """Put the site back."""

    help = "Put the site back from a folder that `back_up` wrote. Stop the site and its worker first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder, the key ring as it is now, and whether what is there may be replaced."""
        parser.add_argument("backup", type=Path)
        parser.add_argument("--ring", type=Path, required=True)
        parser.add_argument("--replace", action="store_true")

    def handle(self, *, backup: Path, ring: Path, replace: bool, **_rest: Any) -> None:
        """Put it back and say what was lost."""
        settings.DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
        migrate()
        self.stdout.write("\n".join(put_site_back(backup, ring=ring, at=now(), replace=replace).lines()))
