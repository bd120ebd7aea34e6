"""Signing in with an account of elsewhere: django-allauth speaks OpenID Connect, and here is said what comes of it."""

from typing import Any, Final

import requests
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest

_MOST_CHARACTERS: Final = 191
"""Of the number by which somebody is known elsewhere."""
_SECONDS: Final = 10
"""So long is waited for an answer from elsewhere."""
BROKEN: Final = (OAuth2Error, requests.RequestException, ValidationError, ValueError, KeyError, TypeError)
"""What is raised over answers from elsewhere that are none."""


class Arrived(Exception):
    """Somebody came back from elsewhere with these claims; `onward` is where they wanted to go."""

    def __init__(self, claims: dict[str, Any], onward: str | None) -> None:
        super().__init__("arrived")
        self.claims, self.onward = claims, onward


class _Https(requests.Session):
    """Asks by TLS alone, follows nobody elsewhere, and does not wait for long."""

    def request(self, method: Any, url: Any, *told: Any, **more: Any) -> Any:
        if not str(url).startswith("https://"):
            raise requests.exceptions.InvalidSchema("not by TLS")
        more["timeout"], more["allow_redirects"] = _SECONDS, False
        return super().request(method, url, *told, **more)


class Elsewhere(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Nobody signs up, nothing of an account of elsewhere is kept, and nothing is decided, but here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Return False: nobody signs up."""
        return False

    def get_requests_session(self) -> requests.Session:
        """Return what asks elsewhere."""
        return _Https()

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Hand over what was told, before anything is made of it."""
        raise Arrived(dict(sociallogin.account.extra_data["id_token"]), sociallogin.state.get("next"))

    def on_authentication_error(self, request: HttpRequest, provider: Any, **told: Any) -> None:
        """Say that it did not work, and no more."""
        raise OAuth2Error("It did not work.")


class Connect(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """One sign-in of elsewhere. What it tells is believed by its signature, and not because it came by TLS."""

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        told: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        if not isinstance(told.get("sub"), str) or not 0 < len(told["sub"]) <= _MOST_CHARACTERS:
            raise OAuth2Error("It names nobody.")
        return told

    @property
    def openid_config(self) -> Any:
        """Return what it says of itself; refused where it says to be another."""
        held = super().openid_config
        if str(held.get("issuer", "")).rstrip("/") != provider_of(self.provider_id).issuer.rstrip("/"):
            raise OAuth2Error("It says to be another.")
        return held


def provider_of(slug: str) -> Any:
    """Return the sign-in of elsewhere of this slug; no such page where the settings name none."""
    found = next((one for one in settings.SIGN_IN_WITH if one.slug == slug), None)
    if found is None:
        raise Http404
    return found
