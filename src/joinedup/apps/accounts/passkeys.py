"""Passkeys: what a browser is asked for, and whether what it answers holds. They ask for a face, a finger or a PIN."""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from joinedup.apps.accounts.models import Person

_NOT_OURS = (ValidationError, ValueError, TypeError, KeyError, AttributeError)
"""What is raised over an answer that somebody made up: it may be anything at all."""
MOST_CHARACTERS = 20_000


def ask(request: HttpRequest) -> dict[str, Any]:
    """Return what a browser is asked to sign in with; it is kept in the session, for one answer."""
    return dict(auth.begin_authentication(None))


def answered(request: HttpRequest, answer: str) -> Person | None:
    """Return whose passkey answered what was asked; None where nothing was asked, or the answer does not hold."""
    try:
        said = json.loads(answer[:MOST_CHARACTERS])
        auth.parse_authentication_response(said)
        person = auth.extract_user_from_response(said)
        found = auth.complete_authentication(person, said)
    except _NOT_OURS:
        return None
    finally:
        auth.clear_state()
    found.record_usage()
    return person if isinstance(person, Person) else None


def ask_for_new(request: HttpRequest, person: Person) -> dict[str, Any]:
    """Return what a browser is asked to make a passkey of."""
    return dict(auth.begin_registration(person, passwordless=True))


def add_passkey(request: HttpRequest, person: Person, *, name: str, answer: str) -> bool:
    """Keep the passkey that a browser made; say whether it was what was asked for."""
    try:
        said = json.loads(answer[:MOST_CHARACTERS])
        auth.parse_registration_response(said)
        binding = auth.complete_registration(said)
        if not binding.is_user_verified():
            return False
        auth.WebAuthn.add(person, name, said)
    except _NOT_OURS:
        return False
    finally:
        auth.clear_state()
    return True


def remove_passkey(person: Person, key: int) -> bool:
    """Take away one passkey of somebody; say whether there was one."""
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN, pk=key).delete()[0])
