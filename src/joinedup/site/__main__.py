"""`python -m joinedup.site`: Django's own commands on this site (`migrate`, `check --deploy`, `serve`)."""

import os
import sys

from joinedup.core.refusal import Refusal


def main() -> int:
    """Run one of Django's commands; a refusal is one sentence on standard error and 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "joinedup.site.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
