"""Where somebody goes on to once they are in: a page of this site, and nothing else that an address can say."""

from typing import Final

from django.utils.http import url_has_allowed_host_and_scheme

DESK: Final = "/desk"
_MOST_CHARACTERS: Final = 500


def safe_next(said: str | None) -> str:
    """Return the page that an address asks to go on to, where it is one of ours; the desk otherwise."""
    if not said or len(said) > _MOST_CHARACTERS or not said.startswith("/"):
        return DESK
    if "\\" in said or any(ord(letter) < 33 or ord(letter) == 127 for letter in said):
        return DESK
    return said if url_has_allowed_host_and_scheme(said, allowed_hosts=None, require_https=True) else DESK
