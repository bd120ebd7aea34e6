"""A secret as a device takes it: an address, and that address as a picture for a camera."""

from allauth.mfa.adapter import get_adapter
from django.http import HttpResponse

from joinedup.apps.accounts.models import Person


def totp_address(person: Person, secret: str) -> str:
    """Return the address that hands a secret to an app on the same device."""
    return str(get_adapter().build_totp_url(person, secret))


def totp_picture(person: Person, secret: str) -> HttpResponse:
    """Return that address as a picture; it is a page's own file, as no picture stands in a page's text."""
    drawn = get_adapter().build_totp_svg(totp_address(person, secret))
    return HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")
