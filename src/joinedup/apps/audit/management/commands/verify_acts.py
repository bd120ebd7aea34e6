"""`verify_acts`: what `joinedup audit verify --site` runs, by name, for the site's own record."""

import json
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from joinedup.apps.audit.verify import verify
from joinedup.core.refusal import Refusal


class Command(BaseCommand):
    """Print what is found, as JSON."""

    help = "Say, as JSON, whether the record of acts is as it was written; ends with 1 where it is not."

    def handle(self, **_given: Any) -> None:
        """Print the number of lines in both records, and the faults, each with the database that it is in."""
        try:
            found = {using: verify(using=using) for using in settings.AUDIT}
        except DatabaseError:
            raise Refusal("The site's database does not answer, or has no record yet: start the site once.") from None
        faults = [
            fault if using == "default" else f"In the database of what identifies people: {fault}"
            for using, one in found.items()
            for fault in one.faults
        ]
        self.stdout.write(json.dumps({"lines": sum(one.lines for one in found.values()), "faults": faults}))
        if faults:
            sys.exit(1)
