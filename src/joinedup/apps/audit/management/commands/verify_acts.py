"""`verify_acts`: what `joinedup audit verify --site` runs, by name, for the site's own record."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from joinedup.apps.audit.verify import verify
from joinedup.core.refusal import Refusal


class Command(BaseCommand):
    """Print what is found, as JSON."""

    help = "Say, as JSON, whether the record of acts is as it was written; ends with 1 where it is not."

    def handle(self, **_given: Any) -> None:
        """Print the number of lines and the faults."""
        try:
            found = verify()
        except DatabaseError:
            raise Refusal("The site's database does not answer, or has no record yet: start the site once.") from None
        self.stdout.write(json.dumps({"lines": found.lines, "faults": list(found.faults)}))
        if found.faults:
            sys.exit(1)
