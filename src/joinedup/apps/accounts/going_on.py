"""Where somebody goes on to once they are in: a page of this site, and nothing else that an address can say."""

from typing import Final

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from joinedup.apps.accounts.signed_in import DESK, is_fresh

_MOST_CHARACTERS: Final = 500


def safe_next(said: str | None) -> str:
    """Return the page that an address asks to go on to, where it is one of ours; the desk otherwise."""
    if not said or len(said) > _MOST_CHARACTERS or not said.startswith("/"):
        return DESK
    if "\\" in said or any(ord(letter) < 33 or ord(letter) == 127 for letter in said):
        return DESK
    return said if url_has_allowed_host_and_scheme(said, allowed_hosts=None, require_https=True) else DESK


def asked_again(request: HttpRequest, *, page: str) -> HttpResponseRedirect | None:
    """Return the way to show anew who one is and then to the page that a button stands on; None if that was just done.

    The address of what is done by a button alone is no page to come back to: `page` is where the button stands.
    """
    return None if is_fresh(request) else HttpResponseRedirect(f"/sign-in/again?{urlencode({'next': page})}")
