"""What a demonstration prints on its terminal: the code that an invented person's device would show."""

import sys

from django.conf import settings

from joinedup.apps.accounts.factors import code_now
from joinedup.apps.accounts.models import Person
from joinedup.apps.audit.instant import now


def tell_code(person: Person) -> None:
    """Print somebody's one-time code of now. Outside a demonstration it raises: there a device alone shows it."""
    if not settings.DEMO:
        raise RuntimeError("Codes are printed in a demonstration alone.")
    code = code_now(person, now())
    if code is not None:
        sys.stdout.write(f"  One-time code for {person.email}: {code}\n")
        sys.stdout.flush()
