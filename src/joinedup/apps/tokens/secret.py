"""What a program sends to say who it is: made once, told once."""

import secrets

PREFIX = "joinedup_"
"""So that what searches files for secrets can tell one."""
_BYTES = 32


def new_secret() -> str:
    """Return a new one."""
    return PREFIX + secrets.token_urlsafe(_BYTES)
