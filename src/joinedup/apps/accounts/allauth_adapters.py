"""What django-allauth is told of this site: nobody signs up, secrets are sealed, it sends and decides nothing."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come by invitation alone, and letters are another app's."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: nobody signs up."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Refuse: what is sent goes through the outbox."""
        raise RuntimeError("Nothing is sent from here.")

    def send_notification_mail(self, *told: Any, **more: Any) -> None:
        """Send nothing: the record of acts holds each change."""


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are sealed with the site's secret key: a copy of the database gives none away."""

    def encrypt(self, text: str) -> str:
        """Return it sealed."""
        return _seals().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what was sealed."""
        return _seals().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        """Return what a device calls this site."""
        return settings.PARTNERSHIP.name.replace(":", " ")

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """Return how a passkey names a person: to them by their address, to the site by a number."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": entity["name"]}

    def _get_site_name(self) -> str:
        return settings.PARTNERSHIP.name


def _seals() -> MultiFernet:
    """Return the seal of the present key first, then those of keys before it, which still open."""
    return MultiFernet([_seal(key) for key in map(str, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))])


def _seal(key: str) -> Fernet:
    made = HKDF(SHA256(), 32, salt=None, info=b"joinedup second factors").derive(key.encode())
    return Fernet(base64.urlsafe_b64encode(made))
