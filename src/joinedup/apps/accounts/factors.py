"""Second factors: codes of a device, codes kept on paper, passkeys. Kept and worked out by django-allauth.

Two things are stricter here: a code of a device is used up for good, not for as long as a cache remembers it, and the
clock is the site's own.
"""

from datetime import datetime
from typing import Any, Final

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt, encrypt
from cryptography.fernet import InvalidToken
from django.db import transaction
from django.utils.crypto import constant_time_compare

from joinedup.apps.accounts.models import Person
from joinedup.core.refusal import Refusal

TOTP: Final = "totp"
PASSKEY: Final = "webauthn"
PAPER: Final = "recovery_codes"
_STEP_SECONDS: Final = 30
_DRIFT: Final = 1
"""A device's clock may be so many steps before or behind."""
_USED: Final = "used"
_SEALED: Final = ("secret", "seed")
"""Where the library keeps what is sealed, of a device and of paper."""


def has_factor(person: Person) -> bool:
    """Return whether somebody has a second factor: a device or a passkey. Codes on paper only stand in for one."""
    return bool(Authenticator.objects.filter(user=person, type__in=(TOTP, PASSKEY)).exists())


def factors_of(person: Person) -> list[Any]:
    """Return each second factor of somebody, the first set up first."""
    return list(Authenticator.objects.filter(user=person).order_by("pk"))


def use_code(person: Person, code: str, at: datetime) -> str | None:
    """Use up a code of somebody's device or paper, and return which it is; None where it is neither or was used."""
    _refuse_alone()
    said = normalize_user_code(code)
    rows = {one.type: one for one in _locked(person).filter(type__in=(TOTP, PAPER))}
    if (device := rows.get(TOTP)) and (counter := _counter_of(device, said, at)) is not None:
        device.data = device.data | {_USED: counter}
        device.last_used_at = at
        device.save(update_fields=["data", "last_used_at"])
        return "totp"
    if (paper := rows.get(PAPER)) and RecoveryCodes(paper).validate_code(said):
        return "recovery-code"
    return None


def new_secret() -> str:
    """Return a secret for a device, sealed: for the session, until its first code shows that the device has it."""
    return str(encrypt(generate_totp_secret()))


def opened(sealed: str) -> str:
    """Return a sealed secret as a device takes it."""
    return str(decrypt(sealed))


def add_device(person: Person, sealed: str, code: str, at: datetime) -> bool:
    """Take a device in the place of the one before, if any, once its code is right; say whether it was."""
    _refuse_alone()
    made = Authenticator(user=person, type=TOTP, data={"secret": sealed})
    counter = _counter_of(made, normalize_user_code(code), at)
    if counter is None:
        return False
    _locked(person).filter(type=TOTP).delete()
    made.data = made.data | {_USED: counter}
    made.created_at = at
    made.save()
    return True


def new_paper(person: Person) -> list[str]:
    """Make codes to keep on paper, in the place of those before, and return them: they are shown once."""
    _refuse_alone()
    _locked(person).filter(type=PAPER).delete()
    codes: list[str] = RecoveryCodes.activate(person).generate_codes()
    return codes


def paper_left(person: Person) -> int:
    """Return how many codes on paper somebody has not used."""
    row = Authenticator.objects.filter(user=person, type=PAPER).first()
    return 0 if row is None else len(RecoveryCodes(row).get_unused_codes())


def remove_all(person: Person) -> None:
    """Take away every second factor of somebody; the one door to that is an administrator's act."""
    _locked(person).delete()


def invent_device(person: Person) -> None:
    """Give an invented person a device that nobody holds; for a demonstration alone."""
    Authenticator.objects.create(user=person, type=TOTP, data={"secret": new_secret()})


def seal_anew() -> int:
    """Seal the secret of every device and paper under the site's present key; return how many there are.

    Refused whole where one was sealed with a key that the settings no longer name.
    """
    _refuse_alone()
    rows = list(Authenticator.objects.select_for_update().filter(type__in=(TOTP, PAPER)))
    try:
        for row in rows:
            sealed = {name: row.data[name] for name in _SEALED if name in row.data}
            row.data = row.data | {name: str(encrypt(decrypt(value))) for name, value in sealed.items()}
            row.save(update_fields=["data"])
    except InvalidToken:
        raise Refusal("A second factor was sealed with a key that is not named: nothing is changed.") from None
    return len(rows)


def code_now(person: Person, at: datetime) -> str | None:
    """Return the code that an invented person's device shows, or the next one where that was used up."""
    row = Authenticator.objects.filter(user=person, type=TOTP).first()
    if row is None:
        return None
    return _code(row, min(max(_step(at), row.data.get(_USED, 0) + 1), _step(at) + _DRIFT))


def _counter_of(device: Any, said: str, at: datetime) -> int | None:
    """Return which step of time a code is of; None where it is of none near now that was not used before."""
    now, used = _step(at), device.data.get(_USED, -1)
    near = range(now - _DRIFT, now + _DRIFT + 1)
    found = [step for step in near if constant_time_compare(_code(device, step), said)]
    return next((step for step in found if step > used), None)


def _code(device: Any, step: int) -> str:
    return str(format_hotp_value(hotp_value(opened(device.data["secret"]), step)))


def _step(at: datetime) -> int:
    return int(at.timestamp()) // _STEP_SECONDS


def _locked(person: Person) -> Any:
    """Return somebody's factors, theirs alone until the transaction ends: the person's own row is what is locked."""
    Person.objects.select_for_update().get(pk=person.pk)
    return Authenticator.objects.filter(user=person)


def _refuse_alone() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A second factor is used or changed in a transaction.")
