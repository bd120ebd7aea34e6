"""With which accounts of elsewhere people may sign in: a file that the environment names, checked when it is read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from joinedup.core.refusal import Refusal
from joinedup.core.slug import check_slug

_VARIABLE = "JOINEDUP_SIGN_IN_WITH"


@dataclass(frozen=True, slots=True)
class SignInWith:
    """A council's or the health service's own sign-in, by OpenID Connect.

    `trusts_second_step`: whether a second step shown there counts here; otherwise ours is asked for after it.
    `vouches_for_addresses`: whether an address it tells is its holder's although it does not say that it checked:
    only of a directory whose addresses an administrator writes, and nobody for themselves.
    """

    slug: str
    name: str
    issuer: str
    client: str
    secret: str
    trusts_second_step: bool = False
    vouches_for_addresses: bool = False

    def __post_init__(self) -> None:
        check_slug(self.slug)
        for name in ("name", "client", "secret"):
            if not isinstance(getattr(self, name), str) or not getattr(self, name).strip():
                raise ValueError(f"'{self.slug}' lacks its {name}.")
        parts = urlsplit(self.issuer)
        if parts.scheme != "https" or not parts.netloc or parts.query or parts.username:
            raise ValueError(f"The issuer of '{self.slug}' is no plain https address.")
        if not all(isinstance(one, bool) for one in (self.trusts_second_step, self.vouches_for_addresses)):
            raise ValueError(f"Whether '{self.slug}' is trusted is said by true or false.")


def sign_in_with(environment: Mapping[str, str], *, demo: bool) -> tuple[SignInWith, ...]:
    """Return them in the order of the file; none where none is named, and none in a demonstration."""
    said = environment.get(_VARIABLE)
    if demo or not said:
        return ()
    try:
        held = tomllib.loads(Path(said).read_text(encoding="utf-8")).get("sign_in", [])
        found = tuple(_read(one) for one in held)
    except OSError:
        raise Refusal(f"{_VARIABLE} names a file that cannot be read.") from None
    except (ValueError, TypeError) as fault:  # it holds secrets: a fault of its form is not repeated
        said = str(fault) if not isinstance(fault, tomllib.TOMLDecodeError) else "it is no TOML."
        raise Refusal(f"{_VARIABLE}: {said}") from None
    if not found or len({one.slug for one in found}) != len(found):
        raise Refusal(f"{_VARIABLE} names a file without a table [[sign_in]], or with two of one slug.")
    return found


def _read(one: Mapping[str, Any]) -> SignInWith:
    known = {each.name for each in fields(SignInWith)}
    if strange := sorted(one.keys() - known):
        raise ValueError(f"'{strange[0]}' is nothing that a table [[sign_in]] says.")
    if missing := sorted({"slug", "name", "issuer", "client", "secret"} - one.keys()):
        raise ValueError(f"A table [[sign_in]] lacks its {missing[0]}.")
    return SignInWith(**one)


def for_allauth(found: tuple[SignInWith, ...]) -> dict[str, Any]:
    """Return what django-allauth is told of them."""
    told = [
        {
            "provider_id": one.slug,
            "name": one.name,
            "client_id": one.client,
            "secret": one.secret,
            "settings": {"server_url": one.issuer, "fetch_userinfo": False, "oauth_pkce_enabled": True},
        }
        for one in found
    ]
    return {"openid_connect": {"APPS": told, "SCOPE": ["openid", "email"]}}
