"""How second factors come and go: each change is somebody's own act, recorded; only an administrator takes all away."""

from typing import Any

from django.db import transaction

from joinedup.apps.accounts import factors, passkeys
from joinedup.apps.accounts.models import Person
from joinedup.apps.audit.instant import now
from joinedup.apps.audit.record import record
from joinedup.core.refusal import Refusal

WRONG_CODE = "This code is not right. Check that your device shows the time as it is, and type the code it shows now."
WRONG_KEY = "This passkey could not be kept. Try again. It must ask for a face, a finger or a PIN."
MOST_PASSKEYS = 10


def set_up_device(*, by: Person, sealed: str, code: str, is_first: bool) -> list[str]:
    """Take a device; return the codes on paper that were made with somebody's first factor, [] with later ones."""
    with transaction.atomic():
        _refuse_second_first(by, is_first)
        if not factors.add_device(by, sealed, code, now()):
            raise Refusal(WRONG_CODE)
        return _added(by, "totp", is_first)


def set_up_passkey(request: Any, *, by: Person, name: str, answer: str, is_first: bool) -> list[str]:
    """Keep a passkey; return the codes on paper that were made with somebody's first factor, [] with later ones."""
    with transaction.atomic():
        _refuse_second_first(by, is_first)
        if sum(one.type == factors.PASSKEY for one in factors.factors_of(by)) >= MOST_PASSKEYS:
            raise Refusal(f"You have {MOST_PASSKEYS} passkeys: take one away first.")
        if not passkeys.add_passkey(request, by, name=name, answer=answer):
            raise Refusal(WRONG_KEY)
        return _added(by, "passkey", is_first)


def renew_paper(*, by: Person) -> list[str]:
    """Make new codes on paper; those before are useless from now on."""
    with transaction.atomic():
        codes = factors.new_paper(by)
        record("second-factor.added", by=by.audit_id, about=by.audit_id, reason="recovery-codes", is_grave=True)
        return codes


def take_passkey_away(*, by: Person, key: int) -> None:
    """Take away one passkey of one's own; the last factor stays, as nobody works here with a password alone."""
    with transaction.atomic():
        if not passkeys.remove_passkey(by, key):
            raise Refusal("You have no such passkey.")
        if not factors.has_factor(by):
            transaction.set_rollback(True)
            raise Refusal("This is your only second step: add another first.")
        record("second-factor.removed", by=by.audit_id, about=by.audit_id, reason="passkey", is_grave=True)


def _refuse_second_first(by: Person, is_first: bool) -> None:
    """Refuse to set up a first factor where there is one: whoever has only the password must not add their own."""
    Person.objects.select_for_update().get(pk=by.pk)
    if is_first and factors.has_factor(by):
        raise Refusal("You have set up a second step already: sign in with it.")


def _added(by: Person, kind: str, is_first: bool) -> list[str]:
    codes = factors.new_paper(by) if is_first else []
    record("second-factor.added", by=by.audit_id, about=by.audit_id, reason=kind, is_grave=True)
    return codes
