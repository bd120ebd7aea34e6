"""What a line says, as it is sealed."""

import json

from joinedup.apps.audit.models import Line

FIELDS = ("at", "act", "by", "about", "reason")


def said(line: Line) -> str:
    """Return it as one text. Whatever a hand put into a row has one too: it is told by its seal, not by a crash."""
    return json.dumps({name: getattr(line, name) for name in FIELDS}, sort_keys=True, default=repr)
